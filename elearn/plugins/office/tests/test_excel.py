"""Workbooks: the template we offer, and columns in anybody's order and words."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest

from elearn.plugin import Invalid
from elearn.testing.exchange import lines_of, questions, read_back

from ..hooks import importers
from ..template import template

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
