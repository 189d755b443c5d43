"""The way in: a workbook or CSV file becomes units, people and refusals; a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from .checks import refuse_broken_branches, refuse_repeated_codes, refuse_repeated_numbers, refuse_unknown_units
from .csv_reading import read_csv
from .drafts import Draft, SheetRow, draft_person, draft_unit, split
from .rows import PersonRow, SheetName, UnitRow, UnreadableSheet, Workbook
from .xlsx_reading import read_xlsx

MOST_BYTES: Final = 50_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path, *, known_units: Collection[str] | None = None) -> Workbook:
    """Read a file by what it holds, whatever its name: .xlsx with sheets unit and pegawai, or CSV with one of them.

    `known_units` are codes of units that exist already; a file without units and without `known_units` leaves the
    unit of a person unchecked. After 5,000 empty rows on end a sheet is taken to be finished.
    Raises UnreadableSheet for the whole file; everything else is a refusal of its row.
    """
    units: list[Draft[UnitRow]] = []
    people: list[Draft[PersonRow]] = []
    try:
        for sheet, row in _rows(path):
            if sheet == "unit":
                units.append(draft_unit(row))
            else:
                people.append(draft_person(row))
    except UnreadableSheet:
        raise
    except Exception as error:  # a broken archive fails in openpyxl in any way there is; the reader needs one sentence
        raise UnreadableSheet(
            "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."
        ) from error
    return _checked(units, people, known_units)


def _rows(path: Path) -> Iterator[tuple[SheetName, SheetRow]]:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableSheet(
            f"Berkas ini lebih besar dari {MOST_BYTES // 1_000_000} MB. Bagi menjadi beberapa berkas."
        )
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLE:
        raise UnreadableSheet(_ole_sentence(path.read_bytes()))
    return read_xlsx(path) if start.startswith(b"PK") else read_csv(path)


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
