"""QTI as other programs export it (written from the standard and from Canvas' documented shape): what arrives, what is lost."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from elearn.core.courses.services import read
from elearn.core.exchange.formats import Source
from elearn.core.exchange.services import preview_import, write_files
from elearn.plugin import Invalid, Work
from elearn.testing.exchange import lines_of, questions, read_back

from ..hooks import importers

SAMPLES = Path(__file__).parent / "samples"
(QTI,) = importers()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress((b"\0" + b"\x20\x60\xa0" * 4) * 4))
    + chunk(b"IEND", b"")
)
MANIFEST = b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><resources/></manifest>'
TEST = b"""<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" title="Ujian">
<testPart identifier="P" navigationMode="linear" submissionMode="individual">
<assessmentSection identifier="S" title="Bagian layanan" visible="true"><assessmentItemRef identifier="i2" href="items/dua.xml"/>
<assessmentItemRef identifier="i1" href="items/satu.xml"/></assessmentSection></testPart></assessmentTest>"""
OTHER = b"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i2" title="Peta" adaptive="false">
<itemBody><p>Tunjuk pada peta.</p><hotspotInteraction responseIdentifier="R" maxChoices="1"/></itemBody></assessmentItem>"""


def package(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def test_canvas_quiz_arrives_with_its_losses_named() -> None:
    files, report = read_back((SAMPLES / "canvas-quiz.xml").read_bytes(), "kuis.xml", QTI)

    assert lines_of(report) == [
        ("Pilih satu", "utuh", ""),
        ("Pilih dua", "utuh", ""),
        ("Benar atau salah", "utuh", ""),
        ("Singkat", "utuh", ""),
        ("Angka", "utuh", ""),
        ("Uraian", "utuh", ""),
        ("Jodohkan", "utuh", ""),
        ("Rumus", "ditolak", "soal hitungan berparameter tidak ada padanannya"),
    ]
    text = questions(files["01-kuis-integritas.md"])
    assert text.startswith("## Siapa yang menerima **laporan** gratifikasi?\n")
    assert "- [ ] Rekan semeja\n  > Bukan tugasnya.\n- [x] Unit pengendalian gratifikasi\n" in text
    assert "- [x] Uang\n- [ ] Salam\n- [x] Voucher\n" in text
    assert "Jawaban: KPK / Komisi Pemberantasan Korupsi\n" in text
    assert "Jawaban: 30 ± 0,5\n" in text
    assert "| BKN | Membina kepegawaian |\n|  | Mencetak uang |" in text


def test_package_keeps_the_order_and_the_sections_of_its_test(work: Work, tmp_path: Path) -> None:
    item = (SAMPLES / "pilihan-2p1.xml").read_bytes()
    inside = {"imsmanifest.xml": MANIFEST, "items/satu.xml": item, "test.xml": TEST, "items/dua.xml": OTHER}
    found = preview_import(work, Source("ujian.zip", package(inside | {"items/gambar/alur.png": PIXEL})))
    write_files(found.files, tmp_path / "ujian")

    assert (found.format, lines_of(found.report)) == (
        "qti",
        [
            ("Peta", "ditolak", "interaksi hotspotInteraction tidak ada padanannya"),
            ("Asas pelayanan", "utuh", ""),
        ],
    )
    assert [str(one) for one in read(work, tmp_path / "ujian").findings if one.level == "salah"] == []
    assert questions((tmp_path / "ujian" / "01-bagian-layanan.md").read_text()).partition("-->")[2] == (
        "\n\nBobot: 3\n\n![Alur layanan](aset/alur-8be7cae3.png)\n\nMana yang asas pelayanan?\n\n"
        "- [x] Keterbukaan\n  > Tepat.\n- [ ] Kerahasiaan *biaya*\n- [x] Kepentingan umum\n\n"
        "> **Pembahasan:** Lihat pasal 4."
    )


def test_package_without_items_is_refused() -> None:
    with pytest.raises(Invalid, match="tidak berisi soal QTI"):
        read_back(package({"imsmanifest.xml": MANIFEST}), "kosong.zip", QTI)


def test_broken_item_of_a_package_is_reported_and_the_others_arrive() -> None:
    inside = {"imsmanifest.xml": MANIFEST, "a.xml": (SAMPLES / "pilihan-2p1.xml").read_bytes()}
    bomb = b'<!DOCTYPE x [<!ENTITY a "a">]><assessmentItem xmlns="x"><itemBody>&a;</itemBody></assessmentItem>'
    _, report = read_back(package(inside | {"b.xml": bomb}), "paket.zip", QTI)

    assert [(line.position, line.status) for line in report] == [
        ("a.xml · choiceInteraction", "sebagian"),
        ("b.xml", "ditolak"),
    ]
    assert "DTD" in report[1].reason
