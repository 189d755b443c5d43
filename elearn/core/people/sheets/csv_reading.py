"""A CSV file as rows of cells by column name; which of the two sheets it is, its columns tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, Final

from .cells import CellValue, Fault, Formula
from .columns import COLUMNS, MAX_COLUMNS, column_name, match_header, sheet_of
from .drafts import SheetRow
from .rows import MAX_ROWS, SheetName, UnreadableSheet

_DELIMITERS: Final = (";", ",", "\t")
FORMULA_MARKS: Final = frozenset("=+-@")
"""Marks at which Excel takes a CSV field for a formula; we write an apostrophe before them."""
_AFTER_APOSTROPHE: Final = FORMULA_MARKS | frozenset("'0123456789")


def read_csv(file: IO[bytes]) -> Iterator[tuple[SheetName, SheetRow]]:
    """The rows of the one sheet this file holds; the delimiter is the one of `;` `,` and tab that fits the header.

    Raises UnreadableSheet.
    """
    filled = ((number, record) for number, record in _records(_text(file.read())) if any(map(str.strip, record)))
    _, header = next(filled, (1, []))
    if not header:
        raise UnreadableSheet("Berkas ini kosong. Isi sesuai berkas contoh, lalu unggah lagi.")
    if len(header) > MAX_COLUMNS:
        raise UnreadableSheet(f"Berkas CSV ini memuat lebih dari {MAX_COLUMNS} kolom. Sisakan kolom yang diminta saja.")
    sheet = sheet_of(header)
    names = match_header(sheet, header)
    return ((sheet, _row(number, names, record)) for number, record in filled)


def quoted_apart(text: str) -> str:
    """The text as it is safe in a CSV field: an apostrophe goes before what Excel would compute.

    plain_text takes exactly that apostrophe away again.
    """
    risky = text[:1] in FORMULA_MARKS or (text[:1] == "'" and text[1:2] in _AFTER_APOSTROPHE)
    return f"'{text}" if risky else text


def plain_text(field: str) -> CellValue:
    """The value of a CSV field; one that starts with `=` is a formula, an apostrophe before a mark or digit only quotes."""
    if field.startswith("="):
        return Formula()
    if field[:1] == "'" and field[1:2] in _AFTER_APOSTROPHE:
        return field[1:]
    return field or None


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw:
        raise UnreadableSheet(
            "Berkas ini bukan CSV UTF-8 atau buku kerja Excel. Simpan ulang sebagai “CSV UTF-8” atau .xlsx."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableSheet(
            f"Huruf di baris {line} berkas CSV ini tidak tersimpan sebagai UTF-8. "
            "Simpan ulang dari Excel dengan pilihan “CSV UTF-8 (Comma delimited)”."
        ) from error


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with its number, counted as the rows Excel would show."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: _known(first, mark))
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if number > MAX_ROWS + 1:
                raise UnreadableSheet(
                    f"Berkas CSV ini memuat lebih dari {MAX_ROWS} baris. Bagi menjadi beberapa berkas."
                )
            yield number, record
    except csv.Error as error:
        raise UnreadableSheet(
            "Tanda kutip di berkas CSV ini tidak berpasangan, atau ada isian yang terlalu panjang. "
            "Simpan ulang dari Excel sebagai “CSV UTF-8”."
        ) from error


def _known(line: str, delimiter: str) -> int:
    names = {column_name(name.strip('"')) for name in line.strip().split(delimiter)}
    return max(len(names & {column.name for column in columns}) for columns in COLUMNS.values())


def _row(number: int, names: tuple[str, ...], record: list[str]) -> SheetRow:
    row = SheetRow(number, dict(zip(names, map(plain_text, record), strict=False)))
    if any(field.strip() and not name for field, name in zip_longest(record, names, fillvalue="")):
        fix = "Beri judul kolomnya, atau apit isi yang memuat pemisah dengan tanda kutip ganda."
        row.faults.append(("tanpa judul", Fault("berisi sesuatu", fix)))
    return row
