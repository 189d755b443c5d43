"""Whole files: what is no workbook, what is too much, and how odd but honest files are still read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook as OpenpyxlBook
from openpyxl import load_workbook
from openpyxl.chart import BarChart

from elearn.core.people.sheets import UnitRow, UnreadableSheet
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_template, write_workbook

HEADER = ("kode", "nama", "kode_induk", "jenis")
ROOT = UnitRow("01", "Dinas Kesehatan", None, "Dinas")
CLINIC = UnitRow("01.01", "Puskesmas", "01", "Puskesmas")


def sentence(path: Path) -> str:
    with pytest.raises(UnreadableSheet) as caught:
        read_workbook(path)
    return caught.value.sentence


def saved(path: Path, change: Callable[[OpenpyxlBook], object]) -> Path:
    """A workbook of two units after `change`."""
    file = path / "unit.xlsx"
    write_workbook(file, (ROOT, CLINIC), ())
    book = load_workbook(file)
    change(book)
    book.save(file)
    return file


def test_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert sentence(file) == "Berkas ini bukan buku kerja Excel. Simpan ulang sebagai “Buku Kerja Excel (.xlsx)”."


def test_file_that_is_broken_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path, lambda book: None)
    file.write_bytes(file.read_bytes()[:3000])

    assert sentence(file) == "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_file_with_a_broken_part_is_refused(tmp_path: Path, part: str) -> None:
    file, broken = saved(tmp_path, lambda book: None), tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<worksheet><sheetData><row" if name == part else source.read(name))

    assert sentence(broken) == "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."


def test_file_with_a_password_or_of_the_old_format_is_refused(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "a.xls").write_bytes(ole)
    (tmp_path / "b.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))

    assert sentence(tmp_path / "a.xls") == (
        "Berkas ini berformat Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
    )
    assert sentence(tmp_path / "b.xlsx") == (
        "Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan ulang."
    )


@pytest.mark.parametrize(
    ("part", "size"), [("xl/worksheets/sheet1.xml", 210_000_000), ("xl/sharedStrings.xml", 40_000_000)]
)
def test_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, part: str, size: int) -> None:
    file = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(part, "w") as stream:
            for _ in range(size // 1_000_000):
                stream.write(bytes(1_000_000))

    assert file.stat().st_size < 1_000_000
    assert sentence(file) == (
        "Isi buku kerja ini terlalu besar untuk dibaca. Hapus baris kosong, gambar, dan lembar lain, "
        "atau bagi menjadi beberapa berkas."
    )


def test_file_with_wrong_columns_names_missing_unknown_and_nearest(tmp_path: Path) -> None:
    def rename(book: OpenpyxlBook) -> None:
        book["unit"]["A1"] = "kodee"
        book["unit"]["D1"] = "kode_induk"

    assert sentence(saved(tmp_path, rename)) == (
        "Judul kolom lembar unit belum sesuai: kolom kode, jenis tidak ada; "
        "kolom “kodee” tidak dikenal (Maksud Anda “kode”?); kolom kode_induk tertulis dua kali. "
        "Samakan baris pertama dengan contoh: kode, nama, kode_induk, jenis."
    )


def test_file_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path, lambda book: [book["unit"].cell(1, place, "x") for place in range(5, 62)])

    assert sentence(file) == "Lembar unit memuat lebih dari 60 kolom. Sisakan kolom yang diminta saja."


def test_file_without_our_sheets_names_those_it_has(tmp_path: Path) -> None:
    def rename(book: OpenpyxlBook) -> None:
        book.remove(book["pegawai"])
        book["unit"].title = "units"

    assert sentence(saved(tmp_path, rename)) == (
        "Berkas ini tidak memuat lembar unit atau pegawai; yang ada: units. Maksud Anda “unit”? "
        "Ganti nama lembarnya atau pakai berkas contoh."
    )


def test_file_with_a_hidden_sheet_of_ours_is_refused(tmp_path: Path) -> None:
    def hide(book: OpenpyxlBook) -> None:
        book["pegawai"].sheet_state = "hidden"

    assert sentence(saved(tmp_path, hide)) == (
        "Lembar pegawai tersembunyi. Tampilkan lembar itu, periksa isinya, lalu unggah lagi."
    )


def test_file_with_other_sheets_hidden_or_not_is_read(tmp_path: Path) -> None:
    def add(book: OpenpyxlBook) -> None:
        book.create_sheet("catatan").append(["apa saja"])
        book["catatan"].sheet_state = "hidden"
        book.create_chartsheet("grafik").add_chart(BarChart())

    assert read_workbook(saved(tmp_path, add)).units == (ROOT, CLINIC)


def test_file_with_spaced_capital_headers_in_another_order_is_read(tmp_path: Path) -> None:
    file = tmp_path / "unit.xlsx"
    book = OpenpyxlBook()
    book.worksheets[0].title = " Unit "
    book.worksheets[0].append([])
    book.worksheets[0].append([" JENIS", "Kode Induk ", "kode", "Nama", None])
    book.worksheets[0].append(["Dinas", None, "01", "Dinas Kesehatan"])
    book.save(file)

    assert read_workbook(file).units == (ROOT,)


def test_file_with_merged_cells_refuses_their_rows(tmp_path: Path) -> None:
    def merge(book: OpenpyxlBook) -> None:
        book["unit"].append(["02", "Dinas Sosial", None, "Dinas"])
        book["unit"].merge_cells("D2:D3")

    book = read_workbook(saved(tmp_path, merge))

    assert [unit.code for unit in book.units] == ["02"]
    assert [(one.row, one.reason.partition(". ")[0]) for one in book.refusals] == [
        (2, "Baris ini memuat sel gabungan D2:D3."),
        (3, "Baris ini memuat sel gabungan D2:D3"),
    ]


def test_file_with_text_outside_the_columns_refuses_the_row(tmp_path: Path) -> None:
    book = read_workbook(saved(tmp_path, lambda book: book["unit"].cell(3, 7, "lihat catatan")))

    assert [(one.row, one.reason) for one in book.refusals] == [(3, "Kolom tanpa judul: berisi sesuatu.")]


def test_file_with_a_million_empty_rows_is_read_by_the_stop_rule(tmp_path: Path) -> None:
    file, long = saved(tmp_path, lambda book: book["unit"].cell(4_000, 1, "02")), tmp_path / "panjang.xlsx"
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(4_001, 1_048_577))
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(long, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", f"{empty}</sheetData>".encode())
            target.writestr(name, content)
    book = read_workbook(long)

    assert book.units == (ROOT, CLINIC)
    assert [(one.row, one.key) for one in book.refusals] == [(4_000, "02")]


def test_file_with_more_rows_than_allowed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "banyak.xlsx"
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("unit")
    sheet.write_row(0, 0, HEADER)
    for row in range(100, 100_002, 100):
        sheet.write_string(row, 0, "01")
    sheet.write_string(100_001, 0, "01")
    book.close()

    assert sentence(file) == "Lembar unit memuat lebih dari 100000 baris. Bagi menjadi beberapa berkas."


def test_template_is_empty_and_reads_as_such(tmp_path: Path) -> None:
    file = tmp_path / "contoh.xlsx"
    write_template(file)
    book = load_workbook(file)

    assert book.sheetnames == ["unit", "pegawai", "petunjuk"]
    assert read_workbook(file).refusals == ()
    assert book["pegawai"].column_dimensions["A"].number_format == "@"
    assert book["pegawai"].column_dimensions["L"].number_format == "@"
    assert book["pegawai"].freeze_panes == "A2"
    lists = {
        str(rule.sqref): rule.formula1 for rule in book["pegawai"].data_validations.dataValidation if rule.formula1
    }
    assert lists["E2:E10001"] == '"PNS,PPPK"'
    assert sorted(lists) == ["E2:E10001", "F2:F10001", "H2:H10001", "I2:I10001"]


def test_template_explains_every_column_with_an_example(tmp_path: Path) -> None:
    file = tmp_path / "contoh.xlsx"
    write_template(file)
    rows = [row for row in load_workbook(file)["petunjuk"].iter_rows(values_only=True) if row[0] in ("unit", "pegawai")]

    assert [row[1] for row in rows[:4]] == list(HEADER)
    assert len(rows) == 18
    assert all(row[3] and row[4] for row in rows)
