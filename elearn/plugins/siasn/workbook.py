"""A workbook of several sheets whose whole numbers are written as whole numbers, as SIASN's fields ask for.

XlsxWriter writes 2026; the quicker writer of the house's own reports writes 2026.0, which Excel shows alike and other
programs read as a fraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

from xlsxwriter import Workbook

Cell: TypeAlias = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns (title, width in characters) and its rows, which are taken one by one."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]


def write_sheets(sheets: Iterable[Sheet]) -> bytes:
    """The workbook, its sheets in this order; text stays text, whatever it begins with."""
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        heading = book.add_format({"bold": True, "bg_color": "#DDE7F3"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for place, (title, width) in enumerate(sheet.columns):
                page.set_column(place, place, width)
                page.write_string(0, place, title, heading)
            for number, row in enumerate(sheet.rows, start=1):
                _write_row(page, number, row)
    return buffer.getvalue()


def _write_row(page: Any, number: int, row: Sequence[Cell]) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, int):
            page.write_number(number, place, cell)
        elif cell is not None:
            page.write_string(number, place, cell)
