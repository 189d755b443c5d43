"""A small table as people send it (CSV or XLSX), read into rows of text by column; and written again."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook

from elearn.core.people.sheets import UnreadableSheet
from elearn.core.people.sheets.archive import check_archive
from elearn.core.people.sheets.csv_reading import plain_text, quoted_apart
from elearn.kernel.errors import Invalid
from elearn.kernel.workbook import Column, write_workbook

MOST_ROWS: Final = 20_000
NEW, CHANGED, SAME, REFUSED = "baru", "diubah", "sama", "ditolak"
RESULTS: Final = (NEW, CHANGED, SAME, REFUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row; `number` as Excel counts. A column that is not there, and an empty cell, are ""."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class BadCell(ValueError):
    """A row cannot be taken: the reason, and what to do about it."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason, self.fix = reason, fix


@dataclass(frozen=True, slots=True)
class RowResult:
    """What becomes of one row: a word of RESULTS; `reason` and `fix` of a refused one, else ""."""

    row: int
    key: str
    result: str
    reason: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every row's result; `is_saved` is false for a check, and where a refused row kept all from being saved."""

    rows: tuple[RowResult, ...]
    is_saved: bool

    @property
    def counts(self) -> dict[str, int]:
        return {word: sum(row.result == word for row in self.rows) for word in RESULTS}

    @property
    def refused(self) -> tuple[RowResult, ...]:
        return tuple(row for row in self.rows if row.result == REFUSED)


def judged(rows: Iterable[Row], key: Callable[[Row], str], take: Callable[[Row], str]) -> tuple[RowResult, ...]:
    """The result of each row as `take` gives it; a row it raises BadCell for is refused."""
    found = []
    for row in rows:
        try:
            found.append(RowResult(row.number, key(row), take(row)))
        except BadCell as error:
            found.append(RowResult(row.number, key(row), REFUSED, error.reason, error.fix))
    return tuple(found)


def read_table(content: bytes, columns: Collection[str], needed: Collection[str]) -> list[Row]:
    """The filled rows of a CSV or of the first sheet of a workbook. Unknown columns are passed over.

    Raises Invalid when it is no such table or a `needed` column is missing.
    """
    records = _workbook(content) if content.startswith(b"PK") else _csv(content)
    _, heading = next(records, (1, []))
    names = [_column(name) for name in heading]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Invalid(f"Kolom {', '.join(missing)} tidak ada. Baris pertama berisi judul kolom: {', '.join(columns)}.")
    rows = [Row(number, _cells(names, record, columns)) for number, record in records]
    if len(rows) > MOST_ROWS:
        raise Invalid(f"Berkas ini memuat lebih dari {MOST_ROWS} baris. Bagi menjadi beberapa berkas.")
    return rows


def read_day(text: str, column: str) -> date:
    """A day as 2026-01-31, 31-01-2026 or 31/01/2026. Raises BadCell."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # a calendar day has no zone
        except ValueError:
            continue
    raise BadCell(f"Kolom {column}: “{text}” bukan tanggal", "Tulis seperti 31-01-2026.")


def read_number(text: str, column: str, lowest: int, highest: int) -> int:
    """A whole number between the bounds. Raises BadCell."""
    if text.isascii() and text.isdigit() and len(text) <= 4 and lowest <= int(text) <= highest:
        return int(text)
    raise BadCell(f"Kolom {column}: “{text}” di luar batas", f"Isi angka {lowest} sampai {highest}.")


def fitting(row: Row, column: str, most: int, *, is_needed: bool = False) -> str:
    """The text of a cell. Raises BadCell when it is longer than is kept, or empty though needed."""
    text = row[column]
    if len(text) > most:
        raise BadCell(f"Kolom {column} lebih dari {most} huruf", "Ringkas isinya.")
    if is_needed and not text:
        raise BadCell(f"Kolom {column} kosong", "Isi kolom itu.")
    return text


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as “CSV UTF-8”, such that no cell can become a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([quoted_apart(_text(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def as_workbook(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], notes: Mapping[str, str]
) -> bytes:
    """The same as a workbook with a sheet that explains the columns."""
    heads = [Column(name, 14 + 20 * (name in ("nama", "kompetensi", "jabatan", "definisi"))) for name in columns]
    cells = ([_text(cell) for cell in row] for row in rows)
    return write_workbook(title, heads, cells, notes.items)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _column(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())


def _cells(names: Sequence[str], record: Sequence[str], columns: Collection[str]) -> dict[str, str]:
    found = dict(zip(names, record, strict=False))
    return {name: " ".join(text.replace("\0", "").split()) for name, text in found.items() if name in columns}


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            "Berkas ini bukan teks UTF-8 atau buku kerja Excel. Simpan ulang sebagai “CSV UTF-8” atau .xlsx."
        ) from None
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            if any(map(str.strip, record)):
                yield number, [_plain(field) for field in record]
    except csv.Error:
        raise Invalid(
            "Tanda kutip di berkas CSV ini tidak berpasangan. Simpan ulang dari Excel sebagai “CSV UTF-8”."
        ) from None


def _plain(field: str) -> str:
    value = plain_text(field)
    return value if isinstance(value, str) else field


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        check_archive(io.BytesIO(content))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles it drops: no concern of ours
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=30, values_only=True), 1):
                if any(cell is not None for cell in cells):
                    yield number, [_cell(cell) for cell in cells]
            book.close()
    except UnreadableSheet as error:
        raise Invalid(error.sentence) from error
    except (BadZipFile, KeyError, ValueError, IndexError):
        raise Invalid("Berkas ini bukan buku kerja Excel. Simpan ulang sebagai “Buku Kerja Excel (.xlsx)”.") from None


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _text(value)
