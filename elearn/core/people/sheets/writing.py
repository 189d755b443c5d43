"""The way out: units and people as a workbook or CSV that reads back unchanged, and the empty example to fill in.

XlsxWriter in its streaming mode was chosen over rustpy-xlsxwriter: 10,000 people take 0.8 s instead of 0.1 s, but only
it writes text format, lists and hints into rows that are still empty, which is what the example is for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .columns import COLUMNS, Column
from .csv_reading import quoted_apart
from .guide import GUIDE_HEADER, GUIDE_LINES, GUIDE_WIDTHS, guide_table
from .rows import MAX_ROWS, PersonRow, SheetName, UnitRow

Target: TypeAlias = Path | BinaryIO
_Values: TypeAlias = tuple[str | date | None, ...]

LIST_ROWS: Final = 10_000
"""Rows under the header that offer lists and hints."""
_LONGEST_HINT: Final = 255


def write_workbook(target: Target, units: Iterable[UnitRow], people: Iterable[PersonRow]) -> None:
    """Write sheets unit and pegawai; read_workbook gives back equal rows. Rows are streamed, not held.

    Raises ValueError for more than 100,000 rows in a sheet; then nothing is written.
    """
    with _book(target) as book:
        _write_sheet(book, "unit", map(_unit_values, units))
        _write_sheet(book, "pegawai", map(_person_values, people))


def write_template(target: Target) -> None:
    """Write the empty example: both sheets with formats, lists and hints, and the sheet petunjuk."""
    with _book(target) as book:
        _write_sheet(book, "unit", ())
        _write_sheet(book, "pegawai", ())
        _write_guide(book)


def write_csv(target: Target, sheet: SheetName, rows: Iterable[UnitRow | PersonRow]) -> None:
    """Write one sheet as CSV UTF-8 with `;`, which Excel in Indonesian opens as columns; it reads back equal.

    A NIP is written with spaces so that Excel does not round it, and no text can become a formula.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.name for column in COLUMNS[sheet])
    for row in rows:
        values = _unit_values(row) if isinstance(row, UnitRow) else _person_values(row)
        writer.writerow(quoted_apart(_as_text(value)) for value in values)
    _write(target, text.getvalue().encode("utf-8-sig"))


def _write(target: Target, content: bytes) -> None:
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def _unit_values(unit: UnitRow) -> _Values:
    return unit.code, unit.name, unit.parent_code, unit.kind


def _person_values(person: PersonRow) -> _Values:
    return (
        person.nip.spaced,
        person.name,
        person.title_before,
        person.title_after,
        person.employment,
        person.grade,
        person.position,
        person.position_kind,
        person.echelon,
        person.unit_code,
        person.email,
        person.phone,
        person.position_since,
        person.old_nip.spaced if person.old_nip else None,
    )


def _as_text(value: str | date | None) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value or ""


@contextmanager
def _book(target: Target) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written to `target` at the end, whole. Raises OSError when it cannot be."""
    made = io.BytesIO()
    try:
        with (
            TemporaryDirectory(prefix="elearn-") as rows,
            xlsxwriter.Workbook(made, {"constant_memory": True, "tmpdir": rows}) as book,
        ):
            yield book
    except FileCreateError as error:  # xlsxwriter's own name for it
        raise OSError(str(error)) from error
    _write(target, made.getvalue())


def _write_sheet(book: xlsxwriter.Workbook, name: SheetName, rows: Iterable[_Values]) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    _dress(sheet, COLUMNS[name], text, day)
    _write_header(book, sheet, (column.name for column in COLUMNS[name]))
    for number, values in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise ValueError(f"Lembar {name} memuat lebih dari {MAX_ROWS} baris; bagi menjadi beberapa berkas.")
        for place, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif value:
                sheet.write_string(number, place, value, text)


def _dress(sheet: Worksheet, columns: Iterable[Column], text: Format, day: Format) -> None:
    """Widths, formats, lists and hints for the rows still to be filled."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, day if column.name == "tmt_jabatan" else text)
        sheet.data_validation(1, place, LIST_ROWS, place, _validation(column))


def _validation(column: Column) -> dict[str, str | list[str] | bool]:
    hint: dict[str, str | list[str] | bool] = {
        "validate": "any",
        "input_title": column.name,
        "input_message": f"{column.meaning} Contoh: {column.example}"[:_LONGEST_HINT],
    }
    if not column.choices:
        return hint
    return hint | {
        "validate": "list",
        "source": list(column.choices),
        "error_type": "stop" if column.strict else "information",
        "error_title": column.name,
        "error_message": "Pilih salah satu dari daftar.",
    }


def _write_header(book: xlsxwriter.Workbook, sheet: Worksheet, names: Iterable[str], row: int = 0) -> None:
    style = book.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1, "num_format": "@"})
    for place, name in enumerate(names):
        sheet.write_string(row, place, name, style)
    sheet.freeze_panes(row + 1, 0)


def _write_guide(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("petunjuk")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    for row, line in enumerate(GUIDE_LINES):
        sheet.write_string(row, 0, line)
    top = len(GUIDE_LINES) + 1
    _write_header(book, sheet, GUIDE_HEADER, top)
    for row, line_values in enumerate(guide_table(), start=top + 1):
        for place, value in enumerate(line_values):
            sheet.write_string(row, place, value, wrapped)
