"""Excel in: one question per row; columns are known by their headings wherever they stand, or as somebody says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from elearn.core.exchange.columns import Columns, Grid
from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Entry
from elearn.core.questions.block import fold
from elearn.plugin import Invalid

from .parts import BROKEN, refuse_broken
from .template import COLUMNS, GUIDE
from .xlsx_guess import guess
from .xlsx_rows import entry_of

_KNOWN = {name: heading for heading, names in COLUMNS.items() for name in names}
_ROWS_TO_LOOK = 15
_ROWS_SHOWN = 8
_COLUMNS_SHOWN = 26

ROLES: Mapping[str, str] = {heading.lower(): heading for heading in COLUMNS}
"""What a column can be."""
UNREAD = "(lembar)"

Rows = Iterator[tuple[int, Sequence[Any]]]


def recognises(source: Source) -> bool:
    return "xl/workbook.xml" in source.parts()


def read(source: Source) -> Iterator[Entry]:
    """One entry per row of every sheet that has a column of questions. Raises Invalid when none has."""
    refuse_broken(source, "Excel")
    pictures = sum(path.startswith("xl/media/") for path in source.parts())
    try:
        entries = list(_book(source))
    except BROKEN as error:
        raise Invalid("Berkas ini bukan buku kerja Excel yang utuh. Simpan ulang sebagai “.xlsx”.") from error
    if not any(entry.content for entry in entries) and all(entry.name == UNREAD for entry in entries):
        raise Invalid(
            "Tidak ada lembar dengan kolom “Soal” (atau “Pertanyaan”) dan “Kunci”. Sebutkan isi tiap kolom, atau beri "
            "judul kolom seperti pada templatnya."
        )
    yield from entries
    if pictures:
        yield Entry("(gambar)", source.name, None, (f"{pictures} gambar di buku kerja tidak ikut; soalnya tetap",))


def look(source: Source) -> tuple[Grid, ...]:
    """The first rows of every sheet that has any; none when the workbook is broken."""
    try:
        refuse_broken(source, "Excel")
        book = load_workbook(BytesIO(source.content), read_only=True, data_only=True)
        grids = [_grid(sheet.title, _rows(sheet)) for sheet in book.worksheets if sheet.title != GUIDE]
        book.close()
    except (Invalid, *BROKEN):
        return ()
    return tuple(grid for grid in grids if grid.rows)


def _grid(title: str, rows: Rows) -> Grid:
    shown = list[tuple[int, tuple[str, ...]]]()
    for number, row in rows:
        cells = tuple(map(_text, row[:_COLUMNS_SHOWN]))
        if any(cells):
            shown.append((number, cells))
        if len(shown) == _ROWS_SHOWN:
            break
    width = max((place for _, cells in shown for place, cell in enumerate(cells, 1) if cell), default=0)
    even = tuple((number, (cells + ("",) * width)[:width]) for number, cells in shown)
    heads = [(number, _headings(cells)) for number, cells in even]
    return Grid(title, tuple(map(get_column_letter, range(1, width + 1))), even, guess(title, even, heads))


def _rows(sheet: Any) -> Rows:
    return enumerate(sheet.iter_rows(values_only=True), 1)


def _book(source: Source) -> Iterator[Entry]:
    book = load_workbook(BytesIO(source.content), read_only=True, data_only=True)
    wanted = _wanted(source.columns, [sheet.title for sheet in book.worksheets])
    for sheet in book.worksheets:
        rows = _rows(sheet)
        if source.columns is None:
            heads = _heads(rows)
        else:
            heads = _said(source.columns) if sheet.title == wanted else {}
            rows = islice(rows, source.columns.first - 1, None)
        if heads:
            yield from _entries(source, sheet.title, heads, rows)
        elif sheet.title != GUIDE and any(cell for row in sheet.iter_rows(values_only=True) for cell in row):
            yield Entry(UNREAD, f"{source.name} · {sheet.title}", None, (f"lembar “{sheet.title}” tidak dibaca",))
    book.close()


def _wanted(columns: Columns | None, sheets: list[str]) -> str:
    """The sheet whose columns were named. Raises Invalid when it is not there."""
    if columns is None:
        return ""
    if columns.sheet and columns.sheet not in sheets:
        raise Invalid(f"Tidak ada lembar “{columns.sheet[:40]}”. Yang ada: {', '.join(sheets)}.")
    return columns.sheet or sheets[0]


def _said(columns: Columns) -> dict[int, str]:
    """Column → heading, as somebody said. Raises Invalid for what cannot be."""
    heads = dict[int, str]()
    for role, letters in columns.places.items():
        heading = _KNOWN.get(fold(role))
        if heading is None or not re.fullmatch("[A-Z]{1,2}", letters):
            raise Invalid(f"“{role[:30]}={letters[:10]}” bukan kolom. Yang dapat disebut: {', '.join(ROLES)}.")
        column = column_index_from_string(letters) - 1
        if column in heads or heading in heads.values():
            raise Invalid(f"Kolom {letters} atau “{heading}” disebut dua kali. Satu kolom berisi satu hal.")
        heads[column] = heading
    if "Soal" not in heads.values() or len(heads) < 2:
        raise Invalid("Sebutkan kolom soal, dan sedikitnya satu kolom lagi: kunci atau pilihannya.")
    return heads


def _headings(row: Sequence[Any]) -> dict[int, str]:
    """The cells of a row that are headings we know."""
    heads = dict[int, str]()
    for column, cell in enumerate(row):
        heading = _KNOWN.get(fold(str(cell or "")).strip(" :*."))
        if heading and heading not in heads.values():
            heads[column] = heading
    return heads


def _heads(rows: Rows) -> dict[int, str]:
    """Column → heading, from the first row that names questions and one thing more; the rows after it stay."""
    for number, row in rows:
        heads = _headings(row)
        if "Soal" in heads.values() and len(heads) > 1:
            return heads
        if number >= _ROWS_TO_LOOK:
            break
    return {}


def _entries(source: Source, sheet: str, heads: Mapping[int, str], rows: Rows) -> Iterator[Entry]:
    for number, row in rows:
        cells = {heading: _text(row[column]) if column < len(row) else "" for column, heading in heads.items()}
        if not cells["Soal"]:
            if any(cells.values()):
                yield Entry("(tanpa soal)", f"{source.name} · {sheet}!{number}", None, ("kolom Soal kosong",))
            continue
        yield entry_of(cells, f"{source.name} · {sheet}!{number}", sheet)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Benar" if value else "Salah"
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    return str(value).strip()
