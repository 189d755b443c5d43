"""The certificate as a real PDF, read back by another program's eyes."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from elearn.core.certificates.claims import Claims, Competency, to_json
from elearn.core.certificates.document import render_pdf
from elearn.kernel.lettering import _DRAWABLE, printable

URL = "https://belajar.harapan.example/verifikasi/K7QF-9M2A-0XWD-61PB-TZ8C"
HOSTILE = r"#panic() *b* $x$ \ @a <x> `r` = /* [c] // {d} #include 'q' -- ~ _e_"
RENDER_ELSEWHERE = """
import sys
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.document import render_pdf
sys.stdout.buffer.write(render_pdf(from_json(sys.stdin.buffer.read().decode()), verify_url=sys.argv[1]))
"""

RENDER_AFTER_FORK = """
import os, sys
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.document import render_pdf
claims = from_json(sys.stdin.buffer.read().decode())
render_pdf(claims, verify_url=sys.argv[1])
child = os.fork()
if child:
    os.waitpid(child, 0)
else:
    try:
        render_pdf(claims, verify_url=sys.argv[1])
    except RuntimeError as refusal:
        print(refusal, flush=True)
    os._exit(0)
"""


def opened(claims: Claims) -> PdfReader:
    return PdfReader(BytesIO(render_pdf(claims, verify_url=URL)))


def at(node: Any, *path: str | int) -> Any:  # the objects of a PDF have no types of their own
    """What stands at the end of a path through a PDF's objects."""
    for step in path:
        node = node[step].get_object()
    return node


def text_of(claims: Claims) -> str:
    """The text of the one page."""
    (page,) = opened(claims).pages
    return page.extract_text()


def missing(text: str, *expected: str) -> list[str]:
    """Which of the expected texts the page lacks; spaces and line breaks do not count."""
    page = "".join(text.split())
    return [one for one in expected if "".join(one.split()) not in page]


def pppk(claims: Claims) -> Claims:
    return replace(claims, holder=replace(claims.holder, employment="PPPK", grade="IX", rank=None))


def test_page_shows_every_claim(claims: Claims) -> None:
    expected = [
        "SERTIFIKAT",
        "Nomor: 42/800.2/BKPSDM/XI/2026",
        "diberikan kepada Dr. Siti Aminah, S.Kom., M.Si.",
        "NIP 19850314 201001 2 907",
        "Status kepegawaian Pegawai Negeri Sipil (PNS)",
        "Pangkat/golongan ruang Penata (III/c)",
        "Jabatan Analis SDM Aparatur Ahli Muda",
        "Unit kerja Bidang Pengembangan Kompetensi",
        "Instansi Pemerintah Kota Harapan",
        "atas penyelesaian pelatihan Pelayanan Prima dan Standar Pelayanan Publik",
        "diselenggarakan oleh BKPSDM Kota Harapan dalam bentuk E-Learning pada tanggal 3 s.d. 22 November 2026",
        "4 (empat) jam pelajaran, nilai akhir 87,5",
        "Kompetensi: Pelayanan Publik (level 2); Komunikasi (level 3)",
        "Berlaku sampai dengan 23 November 2029",
        "Harapan, 23 November 2026",
        "Kepala BKPSDM",
        "Drs. Rahmat Hidayat, M.Si.",
        "NIP 19700101 199503 1 901",
        "Kode: K7QF-9M2A-0XWD-61PB-TZ8C",
        "Diterbitkan: 23 November 2026 pukul 00.42.07 WIB (2026-11-22T17:42:07Z)",
        "Pelatihan: PP-01, versi 3",
        f"Sidik isi pelatihan (SHA-256): {claims.training.digest}",
        f"Periksa keaslian: {URL}",
    ]
    assert missing(text_of(claims), *expected) == []


def test_page_of_pppk_has_a_grade_and_no_rank(claims: Claims) -> None:
    text = text_of(pppk(claims))
    assert missing(text, "Pegawai Pemerintah dengan Perjanjian Kerja (PPPK) Golongan IX") == []
    assert "pangkat" not in text.casefold()


def test_page_leaves_out_what_is_not_claimed(claims: Claims) -> None:
    bare = replace(claims, valid_until=None, competencies=(), training=replace(claims.training, score=None))
    labels = ["Berlaku sampai", "Kompetensi:", "nilai akhir"]
    assert missing(text_of(bare), *labels) == labels


@pytest.mark.parametrize("field", ["name", "position", "work_unit", "agency"])
def test_markup_in_a_person_stays_plain_text(claims: Claims, field: str) -> None:
    change: dict[str, Any] = {field: HOSTILE}
    hostile = replace(claims, holder=replace(claims.holder, **change))
    assert missing(text_of(hostile), HOSTILE) == []


@pytest.mark.parametrize("field", ["title", "organiser", "form", "code"])
def test_markup_in_a_course_stays_plain_text(claims: Claims, field: str) -> None:
    change: dict[str, Any] = {field: HOSTILE}
    hostile = replace(claims, training=replace(claims.training, **change))
    assert missing(text_of(hostile), HOSTILE) == []


def test_long_claims_stay_on_one_page(claims: Claims) -> None:
    words = "Kesejahteraan dan Pemberdayaan Masyarakat Pedesaan serta Perlindungan Sosial Keluarga Berencana"
    crowded = replace(
        claims,
        number=f"0042/800.2/{'UPTD-PUSKESMAS-' * 3}/XI/2026",
        holder=replace(claims.holder, name="Wijayakusuma" * 7, position=words * 2, work_unit="M" * 200),
        training=replace(claims.training, title=f"{words} {words}"[:120], organiser=words * 2),
        competencies=tuple(Competency(f"Kompetensi {n} {words}", 3) for n in range(6)),
        signatories=(replace(claims.signatories[0], position=words, name="Rahmatullah" * 5),),
    )
    text = text_of(crowded)
    assert missing(text, f"{words} {words}"[:120], f"Kompetensi 5 {words} (level 3)", "TZ8C") == []


def test_characters_that_cannot_be_drawn_are_marked_and_never_refuse_the_document(claims: Claims) -> None:
    strange = replace(claims, place="Kota 漢\u202e\x00 Ḍāru Ł")
    assert missing(text_of(strange), "Kota \ufffd Ḍāru Ł, 23 November 2026") == []


def test_emoji_in_a_title_leave_no_holes_on_the_paper(claims: Claims) -> None:
    title = "🎉 Pelayanan Prima 👩🏽\u200d💻🇮🇩 untuk Semua ✅\ufe0f 1\ufe0f\u20e3"

    text = text_of(replace(claims, training=replace(claims.training, title=title)))

    assert printable(title) == "Pelayanan Prima untuk Semua 1"
    assert missing(text, "Pelayanan Prima untuk Semua 1") == []
    assert "\ufffd" not in text


def drawable_characters() -> Iterator[str]:
    for low, high in _DRAWABLE:
        yield from (chr(point) for point in range(low, high + 1))


def test_every_character_called_drawable_can_be_drawn(claims: Claims) -> None:
    shown = [c for c in drawable_characters() if unicodedata.category(c)[0] not in "CM" and printable(c)]
    for start in range(0, len(shown), 150):
        run = " ".join(shown[start : start + 150])
        assert opened(replace(claims, training=replace(claims.training, organiser=run, title=run[:120]))).pages


def test_document_describes_itself(claims: Claims) -> None:
    pdf = opened(claims)
    metadata = pdf.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author, metadata.creation_date) == (
        "Sertifikat 42/800.2/BKPSDM/XI/2026 – Dr. Siti Aminah, S.Kom., M.Si.",
        "Pemerintah Kota Harapan",
        claims.issued_at,
    )
    assert (at(pdf.root_object, "/Lang"), at(pdf.root_object, "/MarkInfo")["/Marked"]) == ("id-ID", True)
    assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]


def test_every_font_is_embedded(claims: Claims) -> None:
    fonts = at(opened(claims).pages[0], "/Resources", "/Font")
    descriptors = [at(fonts, name, "/DescendantFonts", 0, "/FontDescriptor") for name in fonts]
    assert ["/FontFile3" in descriptor for descriptor in descriptors] == [True] * 3


def test_document_links_to_its_verification(claims: Claims) -> None:
    notes = at(opened(claims).pages[0], "/Annots")
    assert {at(note.get_object(), "/A")["/URI"] for note in notes} == {URL}


def elsewhere(program: str, claims: Claims) -> bytes:
    """What a fresh Python process writes when it runs the program on these claims."""
    command = [sys.executable, "-c", program, URL]
    house = Path(__file__).parents[3]
    return subprocess.run(
        command, input=to_json(claims).encode(), stdout=subprocess.PIPE, check=True, cwd=house, timeout=60
    ).stdout


def test_bytes_are_the_same_in_another_process(claims: Claims) -> None:
    other = elsewhere(RENDER_ELSEWHERE, claims)
    assert sha256(other).digest() == sha256(render_pdf(claims, verify_url=URL)).digest()


def test_forked_process_is_refused_instead_of_waiting_for_ever(claims: Claims) -> None:
    said = elsewhere(RENDER_AFTER_FORK, claims).decode()
    assert said == "start worker processes before the first document: typst cannot continue after a fork\n"


def test_threads_take_turns(claims: Claims) -> None:
    people = [replace(claims, number=f"{n}/BKPSDM/2026") for n in range(4)] * 3
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda one: render_pdf(one, verify_url=URL), people))
    assert drawn == [render_pdf(one, verify_url=URL) for one in people]
