"""Workbooks: the template we offer, and columns in anybody's order and words."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest

from elearn.core.exchange.columns import read_columns
from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Amount, Boxes, Essay, Item, Verdict, Words
from elearn.plugin import Invalid
from elearn.testing.exchange import lines_of, questions, read_back

from ..hooks import importers
from ..template import template
from ..xlsx_reading import look, read

_, XLSX = importers()


def workbook(*rows: Sequence[object], title: str = "Bank 2024") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_template_comes_in_as_it_is() -> None:
    files, report = read_back(template(), "soal.xlsx", XLSX)

    assert [line.status for line in report] == ["utuh"] * 6
    assert report[0].position == "soal.xlsx · Soal!2"
    assert questions(files["01-bank.md"]).split("## ")[2] == (
        "Mana dua asas pelayanan?\n<!-- id: s-oa3jjqcj -->\n\nBobot: 2\n\n"
        "- [x] Keterbukaan\n- [ ] Kerahasiaan biaya\n- [x] Kepentingan umum\n\n"
    )


def test_columns_are_known_by_their_headings() -> None:
    content = workbook(
        ("Bank soal kantor",),
        (),
        ("No", "Jawaban Benar", "PERTANYAAN", "Opsi A", "Opsi B", "Skor", "Penjelasan"),
        (1, "Opsi kedua", "Mana yang benar?", "Opsi pertama", "Opsi kedua", 2, "Baca lagi."),
        (2, "Z", "Yang ini salah kunci?", "Satu", "Dua", 1, ""),
        (3, 30, "Berapa hari?", None, None, "banyak", ""),
        (4, "B", None, "Satu", "Dua", 1, ""),
    )
    files, report = read_back(content, "kantor.xlsx", XLSX)

    assert lines_of(report) == [
        ("Mana yang benar?", "utuh", ""),
        ("Yang ini salah kunci?", "ditolak", "kunci “Z” tidak menunjuk jawaban"),
        ("Berapa hari?", "sebagian", "bobot “banyak” bukan bilangan bulat 1–100; menjadi 1"),
        ("(tanpa soal)", "ditolak", "kolom Soal kosong"),
    ]
    text = files["01-bank-2024.md"]
    assert "Bobot: 2\n\n- [ ] Opsi pertama\n- [x] Opsi kedua\n\n> **Pembahasan:** Baca lagi.\n" in text
    assert "Jawaban: 30\n" in text


def test_workbook_without_questions_says_what_is_missing() -> None:
    with pytest.raises(Invalid, match="Tidak ada lembar dengan kolom “Soal”"):
        read_back(workbook(("Nama", "NIP"), ("Budi", "1")), "pegawai.xlsx", XLSX)


UNNAMED = workbook(
    ("Kumpulan soal 2023", None, None, None, None, None),
    ("B", "Siapa yang menetapkan standar pelayanan?", "Bupati", "Penyelenggara", "Camat", "Lihat Pasal 20."),
    ("A", "Apa nama janji layanan kepada masyarakat?", "Maklumat", "Standar", "Prosedur", ""),
)
"""As people keep them: no headings, the key in front."""


def columns(text: str) -> Source:
    return Source("kantor.xlsx", UNNAMED, read_columns(text))


def test_columns_without_headings_are_named_by_hand() -> None:
    entries = list(read(columns("soal=B,a=C,b=D,c=E,kunci=A,pembahasan=F,baris=2")))

    assert [(entry.name, entry.position) for entry in entries] == [
        ("Siapa yang menetapkan standar pelayanan?", "kantor.xlsx · Bank 2024!2"),
        ("Apa nama janji layanan kepada masyarakat?", "kantor.xlsx · Bank 2024!3"),
    ]
    item = entries[0].content
    assert isinstance(item, Item)
    assert isinstance(item.shape, Boxes)
    assert [(option.text, option.right) for option in item.shape.options] == [
        ("Bupati", False),
        ("Penyelenggara", True),
        ("Camat", False),
    ]
    assert item.explanation == "Lihat Pasal 20."


def test_columns_without_headings_are_guessed() -> None:
    (grid,) = look(Source("kantor.xlsx", UNNAMED))

    assert (grid.letters, grid.rows[1][0]) == (("A", "B", "C", "D", "E", "F"), 2)
    assert grid.guess.places == {
        "soal": "B",
        "kunci": "A",
        "pilihan a": "C",
        "pilihan b": "D",
        "pilihan c": "E",
        "pilihan d": "F",
    }
    assert grid.guess.first == 2


def test_headings_we_know_are_the_guess() -> None:
    (grid,) = look(Source("kantor.xlsx", workbook(("Bank",), ("No", "Kunci", "Pertanyaan"), (1, "SKP", "Apa?"))))

    assert (grid.guess.places, grid.guess.first) == ({"kunci": "B", "soal": "C"}, 3)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("soal=B", "sedikitnya satu kolom lagi"),
        ("soal=B,kunci=B", "disebut dua kali"),
        ("soal=B,kunci=7", "bukan kolom"),
        ("soal=B,warna=C", "bukan kolom"),
        ("soal=B,kunci=A,lembar=Lain", "Tidak ada lembar “Lain”"),
        ("soal=B,kunci=A,baris=nol", "bukan nomor baris"),
        ("soal", "tidak dapat dibaca sebagai kolom"),
    ],
)
def test_columns_that_cannot_be_are_refused(said: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        list(read(columns(said)))


def test_a_column_may_name_the_kind() -> None:
    content = workbook(
        ("Soal", "Jenis", "Kunci", "Pilihan A", "Pilihan B", "Umpan balik B"),
        ("Tahun berapa?", "isian singkat", "2009", "", "", ""),
        ("Berapa asas?", "angka", "12", "", "", ""),
        ("Jelaskan.", "Uraian", "Sebut tiga unsur.", "", "", ""),
        ("Pungutan boleh?", "B/S", "S", "", "", ""),
        ("Mana?", "PG", "A", "Ini", "Itu", "Bukan itu."),
        ("Pasangkan.", "menjodohkan", "x", "", "", ""),
    )
    entries = list(read(Source("jenis.xlsx", content)))

    shapes = [type(entry.content.shape) for entry in entries if isinstance(entry.content, Item)]
    assert shapes == [Words, Amount, Essay, Verdict, Boxes]
    essay, choice = entries[2].content, entries[4].content
    assert isinstance(essay, Item)
    assert essay.explanation == "Sebut tiga unsur."
    assert isinstance(choice, Item)
    assert isinstance(choice.shape, Boxes)
    assert choice.shape.options[1].feedback == "Bukan itu."
    assert entries[5].losses == ("jenis “menjodohkan” tidak dapat ditulis dalam satu baris tabel",)


def test_a_sheet_that_is_not_read_is_reported() -> None:
    book = openpyxl.load_workbook(BytesIO(UNNAMED))
    book.create_sheet("Catatan").append(["Rapat hari Senin"])
    stream = BytesIO()
    book.save(stream)

    entries = list(read(Source("kantor.xlsx", stream.getvalue(), read_columns("soal=B,kunci=A,a=C,b=D,baris=2"))))

    assert [(entry.name, entry.losses) for entry in entries if entry.content is None] == [
        ("(lembar)", ("lembar “Catatan” tidak dibaca",))
    ]
