"""CSV files as offices send them: delimiters, encodings, quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.people.sheets import UnitRow, UnreadableSheet, Workbook
from elearn.core.people.sheets.reading import read_workbook

ROOT = UnitRow("01", "Dinas Kesehatan", None, "Dinas")


def read(path: Path, content: bytes) -> Workbook:
    (path / "berkas.csv").write_bytes(content)
    return read_workbook(path / "berkas.csv")


def sentence(path: Path, content: bytes) -> str:
    with pytest.raises(UnreadableSheet) as caught:
        read(path, content)
    return caught.value.sentence


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_whatever_its_delimiter_mark_and_line_end(
    tmp_path: Path, delimiter: str, bom: bytes, end: str
) -> None:
    lines = [["kode", '"nama"', "Kode Induk", "jenis"], ["01", "Dinas Kesehatan", "", "Dinas"]]
    content = end.join(delimiter.join(line) for line in lines) + end

    assert read(tmp_path, bom + content.encode()) == Workbook((ROOT,), (), ())


def test_csv_with_quoted_newlines_counts_rows_as_excel_does(tmp_path: Path) -> None:
    content = 'kode,nama,kode_induk,jenis\n\n01,"Dinas\r\nKesehatan",,Dinas\n02,"Dinas ""Sosial"", Kota",,Dinas\n'
    units = read(tmp_path, content.encode()).units

    assert units == (ROOT, UnitRow("02", 'Dinas "Sosial", Kota', None, "Dinas"))
    assert [unit.row for unit in units] == [3, 4]


def test_csv_formula_is_refused_and_an_apostrophe_protects(tmp_path: Path) -> None:
    book = read(tmp_path, b"kode;nama;kode_induk;jenis\n01;=1+1;;Dinas\n02;'=1+1;;Dinas\n03;'Aisyah;;Dinas\n")

    assert [one.reason for one in book.refusals] == ["Kolom nama: berisi rumus."]
    assert [unit.name for unit in book.units] == ["=1+1", "'Aisyah"]


def test_csv_with_a_field_too_many_refuses_the_row(tmp_path: Path) -> None:
    book = read(tmp_path, b"kode,nama,kode_induk,jenis\n01,Dinas Kesehatan,,Dinas,Kota\n02,Dinas Sosial,,Dinas,,\n")

    assert [one.reason for one in book.refusals] == ["Kolom tanpa judul: berisi sesuatu."]
    assert [unit.code for unit in book.units] == ["02"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "kode;nama;kode_induk;jenis\n01;Café;;Dinas\n".encode("cp1252"),
            (
                "Huruf di baris 2 berkas CSV ini tidak tersimpan sebagai UTF-8. "
                "Simpan ulang dari Excel dengan pilihan “CSV UTF-8 (Comma delimited)”."
            ),
        ),
        (
            "kode;nama\n".encode("utf-16"),
            "Berkas ini bukan CSV UTF-8 atau buku kerja Excel. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.",
        ),
        (
            b'kode;nama;kode_induk;jenis\n01;"Dinas;;Dinas\n',
            (
                "Tanda kutip di berkas CSV ini tidak berpasangan, atau ada isian yang terlalu panjang. "
                "Simpan ulang dari Excel sebagai “CSV UTF-8”."
            ),
        ),
        (b"", "Berkas ini kosong. Isi sesuai berkas contoh, lalu unggah lagi."),
        (b"\n \n", "Berkas ini kosong. Isi sesuai berkas contoh, lalu unggah lagi."),
        (
            b"nama;jenis;kode\n",
            (
                "Judul kolom lembar unit belum sesuai: kolom kode_induk tidak ada. "
                "Samakan baris pertama dengan contoh: kode, nama, kode_induk, jenis."
            ),
        ),
    ],
)
def test_csv_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, expected: str) -> None:
    assert sentence(tmp_path, content) == expected


def test_csv_with_more_rows_than_allowed_is_refused(tmp_path: Path) -> None:
    content = b"kode;nama;kode_induk;jenis\n" + b"01;A;;Dinas\n" * 100_001

    assert sentence(tmp_path, content) == "Berkas CSV ini memuat lebih dari 100000 baris. Bagi menjadi beberapa berkas."


@pytest.mark.parametrize(
    ("header", "sheet"),
    [
        ("nip;nama", "pegawai"),
        ("nama;jenis;nip;email", "pegawai"),
        ("kode;nama", "unit"),
        ("kode_induk;jenis;nama", "unit"),
        ("nama;jenis", "unit"),
    ],
)
def test_csv_with_too_few_columns_is_told_of_the_sheet_it_was_meant_for(
    tmp_path: Path, header: str, sheet: str
) -> None:
    (tmp_path / "a.csv").write_text(f"{header}\n", encoding="utf-8")

    with pytest.raises(UnreadableSheet) as caught:
        read_workbook(tmp_path / "a.csv")

    assert caught.value.sentence.startswith(f"Judul kolom lembar {sheet} belum sesuai: ")
