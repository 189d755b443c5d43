"""The workbook: streamed, dressed, and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from elearn.kernel.workbook import Column, write_workbook

COLUMNS = (Column("NIP", 21), Column("Nama", 34), Column("Tanggal", 15, is_day=True), Column("Nilai", 8))


def test_cells_keep_their_kind_and_text_never_becomes_a_formula() -> None:
    names = ("=1+1", "+62", "-5", "@SUM(A1)", "\tspasi", "Siti")
    rows = [("199001012015031999", name, date(2026, 11, 22), 87.5) for name in names]

    book = load_workbook(BytesIO(write_workbook("pegawai", COLUMNS, rows, lambda: [("Jumlah baris", "6")])))

    sheet = book["pegawai"]
    assert [cell.value for cell in sheet["B"][1:]] == list(names)
    assert {cell.data_type for cell in (*sheet["A"], *sheet["B"])} == {"s"}
    assert (sheet["C2"].value.date(), sheet["C2"].number_format, sheet["D2"].value) == (
        date(2026, 11, 22),
        "dd-mm-yyyy",
        87.5,
    )


def test_sheet_has_a_frozen_header_and_widths() -> None:
    book = load_workbook(
        BytesIO(write_workbook("pegawai", COLUMNS, [("1", "a", None, None)], lambda: [("Oleh", "Rina")]))
    )

    sheet = book["pegawai"]
    assert ([cell.value for cell in sheet[1]], sheet["A1"].font.bold, sheet.freeze_panes) == (
        ["NIP", "Nama", "Tanggal", "Nilai"], True, "A2",
    )  # fmt: skip
    assert [round(sheet.column_dimensions[letter].width) for letter in "AB"] == [22, 35]
    assert list(book["keterangan"].values) == [("Keterangan", "Isi"), ("Oleh", "Rina")]


def test_empty_report_still_has_its_header() -> None:
    book = load_workbook(BytesIO(write_workbook("pegawai", COLUMNS, [], lambda: [("Jumlah baris", "0")])))

    assert next(iter(book["pegawai"].values)) == ("NIP", "Nama", "Tanggal", "Nilai")


def test_notes_are_asked_for_after_the_last_row() -> None:
    told: list[int] = []

    def rows() -> Iterator[tuple[str, str, None, None]]:
        for number in range(3):
            told.append(number)
            yield (str(number), "a", None, None)

    write_workbook("pegawai", COLUMNS, rows(), lambda: [("Jumlah baris", str(len(told)))])

    assert told == [0, 1, 2]


def test_an_error_among_the_rows_is_not_swallowed() -> None:
    def rows() -> Iterator[tuple[str, str, None, None]]:
        yield ("1", "a", None, None)
        raise RuntimeError("the connection is gone")

    with pytest.raises(RuntimeError, match="the connection is gone"):
        write_workbook("pegawai", COLUMNS, rows(), list)
