"""The way in: a workbook or CSV file becomes units, people and refusals; a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from typing import IO, Final

from .checks import refuse_broken_branches, refuse_repeated_codes, refuse_repeated_numbers, refuse_unknown_units
from .csv_reading import read_csv
from .drafts import Draft, draft_person, draft_unit, split
from .rows import Advance, PersonRow, UnitRow, UnreadableSheet, Workbook, say_nothing
from .xlsx_reading import check_xlsx, read_xlsx

MOST_BYTES: Final = 50_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_workbook(
    path: Path, *, known_units: Collection[str] | None = None, advance: Advance = say_nothing
) -> Workbook:
    """Read a file by what it holds, whatever its name: .xlsx with sheets unit and pegawai, or CSV with one of them.

    `known_units` are codes of units that exist already; a file without units and without `known_units` leaves the
    unit of a person unchecked. After 5,000 empty rows on end a sheet is taken to be finished.
    `advance` is told of each row. Raises UnreadableSheet for the whole file; everything else is a refusal of its row.
    """
    units: list[Draft[UnitRow]] = []
    people: list[Draft[PersonRow]] = []
    with path.open("rb") as file, _in_one_sentence():
        for sheet, row in read_xlsx(file) if _is_archive(file) else read_csv(file):
            if sheet == "unit":
                units.append(draft_unit(row))
            else:
                people.append(draft_person(row))
            advance(1)
    return _checked(units, people, known_units)


def check_file(file: IO[bytes]) -> None:
    """Raises UnreadableSheet for what shows before any row is read: no spreadsheet, locked, too large, wrong columns."""
    with _in_one_sentence():
        check_xlsx(file) if _is_archive(file) else read_csv(file)


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except UnreadableSheet:
        raise
    except Exception as error:  # a broken archive fails in openpyxl in any way there is; the reader needs one sentence
        raise UnreadableSheet(
            "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."
        ) from error


def _is_archive(file: IO[bytes]) -> bool:
    """Whether the file can be a workbook; else it can only be CSV."""
    if file.seek(0, SEEK_END) > MOST_BYTES:
        raise UnreadableSheet(
            f"Berkas ini lebih besar dari {MOST_BYTES // 1_000_000} MB. Bagi menjadi beberapa berkas."
        )
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start == _OLE:
        raise UnreadableSheet(_ole_sentence(file.read()))
    return start.startswith(b"PK")


def _ole_sentence(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan ulang."
    return "Berkas ini berformat Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."


def _checked(
    units: list[Draft[UnitRow]], people: list[Draft[PersonRow]], known_units: Collection[str] | None
) -> Workbook:
    known = frozenset(known_units or ())
    refuse_repeated_codes(units)
    refuse_broken_branches(units, known)
    refuse_repeated_numbers(people)
    if units or known_units is not None:
        refuse_unknown_units(people, units, known)
    taken_units, refused_units = split(units)
    taken_people, refused_people = split(people)
    return Workbook(taken_units, taken_people, refused_units + refused_people)
