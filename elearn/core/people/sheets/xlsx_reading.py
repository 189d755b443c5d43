"""A workbook (.xlsx) as rows of cells by column name, streamed, with the traps of Excel made visible."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import zip_longest
from typing import IO, Final, Protocol, TypeAlias

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from elearn.core.people.positions import suggest

from .archive import MergedArea, check_archive, merged_areas
from .cells import CellValue, Fault, Formula, Unusable
from .columns import COLUMNS, MAX_COLUMNS, column_name, match_header
from .drafts import SheetRow
from .rows import MAX_ROWS, SheetName, UnreadableSheet

MOST_EMPTY_ROWS: Final = 5_000
"""The stop rule: after this many empty rows on end nothing more is read. Coloured or bordered empty rows reach down
to row 1,048,576 in many real files; reading them all takes minutes."""


class _Cell(Protocol):
    """What we use of openpyxl's cells, streamed ones and the stand-in for an empty one."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


_NumberedRow: TypeAlias = tuple[int, list[CellValue]]


def read_xlsx(file: IO[bytes]) -> Iterator[tuple[SheetName, SheetRow]]:
    """The rows of sheets `unit` and `pegawai`, whichever are there; other sheets are left alone.

    Raises UnreadableSheet.
    """
    with _opened(file) as sheets:
        for name, sheet in sheets.items():
            yield from ((name, row) for row in _rows(name, sheet, file))


def check_xlsx(file: IO[bytes]) -> None:
    """Raises UnreadableSheet for what shows before any row is read."""
    with _opened(file) as sheets:
        for name, sheet in sheets.items():
            _header(name, _filled_rows(sheet))


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[dict[SheetName, Worksheet]]:
    check_archive(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it drops: no concern of ours
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            yield _chosen(book.worksheets)
        finally:
            book.close()


def _chosen(sheets: Sequence[Worksheet]) -> dict[SheetName, Worksheet]:
    titles = [sheet.title for sheet in sheets]
    chosen: dict[SheetName, Worksheet] = {}
    for name in COLUMNS:
        found = [sheet for sheet in sheets if column_name(sheet.title) == name]
        if len(found) > 1:
            raise UnreadableSheet(f"Ada dua lembar bernama {name}. Hapus atau ganti nama salah satunya.")
        if found and found[0].sheet_state != "visible":
            raise UnreadableSheet(f"Lembar {name} tersembunyi. Tampilkan lembar itu, periksa isinya, lalu unggah lagi.")
        if found:
            chosen[name] = found[0]
    if not chosen:
        near = "".join(dict.fromkeys(suggest(title, COLUMNS) for title in titles))
        raise UnreadableSheet(
            f"Berkas ini tidak memuat lembar unit atau pegawai; yang ada: {', '.join(titles)}. {near}"
            "Ganti nama lembarnya atau pakai berkas contoh."
        )
    return chosen


def _header(name: SheetName, filled: Iterator[_NumberedRow]) -> tuple[int, tuple[str, ...]]:
    """The row of the header, and the column at each of its places."""
    number, header = next(filled, (1, []))
    if len(header) > MAX_COLUMNS:
        raise UnreadableSheet(f"Lembar {name} memuat lebih dari {MAX_COLUMNS} kolom. Sisakan kolom yang diminta saja.")
    return number, match_header(name, [cell if isinstance(cell, str) else "" for cell in header])


def _rows(name: SheetName, sheet: Worksheet, file: IO[bytes]) -> Iterator[SheetRow]:
    filled = _filled_rows(sheet)
    header_row, names = _header(name, filled)
    merged = [area for area in merged_areas(file, sheet.title) if area.last_row > header_row]
    for number, values in filled:
        if number - header_row > MAX_ROWS:
            raise UnreadableSheet(f"Lembar {name} memuat lebih dari {MAX_ROWS} baris. Bagi menjadi beberapa berkas.")
        row = SheetRow(number, dict(zip(names, values, strict=False)))
        row.faults.extend(_layout_faults(number, names, values, merged))
        yield row


def _filled_rows(sheet: Worksheet) -> Iterator[_NumberedRow]:
    """Every row with a value, numbered as Excel does, until the stop rule."""
    empty = 0
    rows = sheet.iter_rows(max_row=MAX_ROWS + MOST_EMPTY_ROWS, max_col=MAX_COLUMNS + 1)
    for number, cells in enumerate(rows, start=1):
        values = [None if cell.value is None else _value(cell) for cell in cells]
        while values and _is_blank(values[-1]):
            values.pop()
        empty = 0 if values else empty + 1
        if empty >= MOST_EMPTY_ROWS:
            return
        if values:
            yield number, values


def _is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _value(cell: _Cell) -> CellValue:
    value = cell.value
    if cell.data_type == "s" and isinstance(value, str):
        return value
    if cell.data_type == "f":
        return Formula()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return Unusable(_shown(value))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "nilai benar/salah"
    return f"galat {value}" if isinstance(value, str) else "jam"


def _layout_faults(
    number: int, names: Sequence[str], values: Sequence[CellValue], merged: Sequence[MergedArea]
) -> Iterator[tuple[str, Fault]]:
    if any(not name and not _is_blank(value) for value, name in zip_longest(values, names, fillvalue="")):
        yield "tanpa judul", Fault("berisi sesuatu", "Beri judul kolom yang dikenal atau kosongkan kolomnya.")
    area = next((area for area in merged if area.first_row <= number <= area.last_row), None)
    if area is not None:
        reason = f"Baris ini memuat sel gabungan {area.name}"
        yield "", Fault(reason, "Pisahkan sel gabungan itu, lalu isi setiap barisnya.")
