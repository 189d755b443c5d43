"""Files as Moodle exports them (written from its documented formats): what arrives, and what is reported as lost."""

from __future__ import annotations

from pathlib import Path

from elearn.core.courses.services import read
from elearn.core.exchange.formats import Source
from elearn.core.exchange.services import preview_import, write_files
from elearn.plugin import Work
from elearn.testing.exchange import lines_of, questions, read_back

from .. import gift_reading
from ..hooks import importers

SAMPLES = Path(__file__).parent / "samples"
XML, AIKEN, GIFT = importers()


def test_moodle_bank_arrives_with_its_losses_named() -> None:
    _, report = read_back((SAMPLES / "bank-moodle-4.xml").read_bytes(), "bank.xml", XML)

    assert lines_of(report) == [
        ("Kasus loket", "utuh", ""),
        ("Komponen 01", "sebagian", "2 petunjuk bertahap menjadi satu petunjuk"),
        (
            "Dua yang benar",
            "sebagian",
            "jawaban salah mengurangi nilai menurut aturan elearn: (benar − salah) ÷ banyak yang benar",
        ),
        ("Sikap", "utuh", ""),
        ("Pengaduan", "utuh", ""),
        (
            "Berapa hari",
            "sebagian",
            "jawaban yang bernilai sebagian tidak dipakai; yang disimpan: jawaban bernilai penuh",
        ),
        ("Singkatan", "sebagian", "umpan balik tiap jawaban dipindahkan ke pembahasan"),
        ("Jodohkan", "utuh", ""),
        ("Uraian", "sebagian", "lampiran berkas pada jawaban uraian tidak didukung"),
        (
            "Rumpang",
            "sebagian",
            "jawaban rumpang yang bernilai sebagian tidak dipakai; pilihan pada rumpang menjadi isian; yang disimpan: jawaban benarnya",
        ),
        ("Urutan", "sebagian", "cara penilaian urutan menjadi bagian pasangan bersebelahan yang benar"),
        ("Hitungan", "ditolak", "soal hitungan berparameter tidak ada padanannya"),
        ("Peta", "ditolak", "soal menyeret penanda ke gambar tidak ada padanannya"),
    ]


def test_position_names_line_and_element() -> None:
    _, report = read_back((SAMPLES / "bank-moodle-4.xml").read_bytes(), "bank.xml", XML)

    assert report[-1].position == "bank.xml:310 · question[14] ddmarker"


def test_question_with_picture_hint_and_tags_is_written_whole() -> None:
    files, _ = read_back((SAMPLES / "bank-moodle-4.xml").read_bytes(), "bank.xml", XML)

    assert questions(files["01-standar-pelayanan.md"]).startswith(
        """Bacalah kasus berikut sebelum menjawab.

Loket buka pukul **08.00**.

## Perhatikan gambar alur berikut.
<!-- id: s-jcrqag2y -->

Bobot: 2 · Label: Bab 2, mudah

![Alur layanan](aset/alur-layanan-6b7fa434.png)

Mana yang merupakan **komponen** standar pelayanan?

- [x] Dasar hukum
  > Tepat.
- [ ] Warna seragam
- [ ] Jumlah \\*kursi\\* tunggu
  > Kursi diatur di tempat lain.

> **Petunjuk:** Ada empat belas.
>
> Baca materi 2.

> **Pembahasan:** Lihat pasal 21 & penjelasannya.
"""
    )


def test_import_passes_the_course_check(work: Work, tmp_path: Path) -> None:
    into, bank = tmp_path / "bank", SAMPLES / "bank-moodle-4.xml"
    write_files(preview_import(work, Source(bank.name, bank.read_bytes())).files, into)

    assert [str(finding) for finding in read(work, into).findings if finding.level == "salah"] == []
    assert sorted(path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()) == [
        "01-standar-pelayanan.md",
        "aset/alur-layanan-6b7fa434.png",
        "kursus.md",
    ]


def test_gift_bank_arrives_with_its_losses_named() -> None:
    files, report = read_back((SAMPLES / "bank.gift").read_bytes(), "bank.gift", GIFT)

    assert [line.status for line in report] == ["utuh"] * 8 + ["sebagian", "ditolak"]
    assert [(line.position, line.reason) for line in report[8:]] == [
        ("bank.gift:29", "jawaban yang bernilai sebagian tidak dipakai; yang disimpan: jawaban bernilai penuh"),
        ("bank.gift:31", "kurung { tidak ditutup"),
    ]
    assert "## Lembaga pemberantas korupsi disingkat [[KPK / kpk]].\n" in files["01-integritas.md"]
    assert "- [x] Unit pengendalian gratifikasi\n  > Tepat.\n" in files["01-integritas.md"]


def test_aiken_bank_arrives_with_its_losses_named() -> None:
    files, report = read_back((SAMPLES / "aiken.txt").read_bytes(), "aiken.txt", AIKEN)

    assert lines_of(report) == [
        ("Apa kepanjangan ASN?", "utuh", ""),
        ("Berapa jumlah nilai dasar BerAKHLAK?", "utuh", ""),
        ("Soal tanpa kunci yang benar", "ditolak", "baris ANSWER menunjuk pilihan yang tidak ada"),
    ]
    assert "- [ ] Lima\n- [x] Tujuh\n" in files["01-bank.md"]


def test_a_brace_left_open_does_not_swallow_the_next_question() -> None:
    text = b"::Satu::Apa {=ini\n\n::Dua::Apa lagi? {=itu}\n\n::Tiga::Tanya {\n=a#satu\n\nlagi\n}\n"

    entries = list(gift_reading.read(Source("bank.gift", text)))

    assert [(entry.name, entry.position, entry.losses) for entry in entries] == [
        ("Satu", "bank.gift:1", ("kurung { tidak ditutup",)),
        ("Dua", "bank.gift:3", ()),
        ("Tiga", "bank.gift:5", ("umpan balik tiap jawaban dipindahkan ke pembahasan",)),
    ]
