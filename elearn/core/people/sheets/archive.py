"""Before a workbook is opened: is it one, is it locked, and is it of a size we can take? Also its merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final
from zipfile import ZipFile

from openpyxl.xml.functions import fromstring

from .rows import UnreadableSheet

MOST_SHEET_BYTES: Final = 200_000_000
"""Unpacked size of all sheets; 100,000 people take about 70 MB. They are streamed, so this bounds time."""
MOST_OTHER_BYTES: Final = 32_000_000
"""Unpacked size of all other parts (shared texts, styles); these are held in memory."""
MOST_MERGED: Final = 1_000
_OTHER_OFFICE: Final = ("word/", "ppt/")
_CHUNK: Final = 1 << 20
_LONGEST_TAG: Final = 100

_MERGED: Final = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Cells joined into one: only the first keeps its value. Rows are 1-based, both ends belong to it."""

    name: str
    first_row: int
    last_row: int


def check_archive(file: IO[bytes]) -> None:
    """Raises UnreadableSheet when the file is no workbook, is locked, or unpacks to more than we take."""
    with ZipFile(file) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableSheet("Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan ulang.")
    if "[Content_Types].xml" not in names or any(name.startswith(_OTHER_OFFICE) for name in names):
        raise UnreadableSheet("Berkas ini bukan buku kerja Excel. Simpan ulang sebagai “Buku Kerja Excel (.xlsx)”.")
    sheets = sum(part.file_size for part in parts if part.filename.startswith("xl/worksheets/"))
    if sheets > MOST_SHEET_BYTES or sum(part.file_size for part in parts) - sheets > MOST_OTHER_BYTES:
        raise UnreadableSheet(
            "Isi buku kerja ini terlalu besar untuk dibaca. Hapus baris kosong, gambar, dan lembar lain, "
            "atau bagi menjadi beberapa berkas."
        )


def merged_areas(file: IO[bytes], title: str) -> tuple[MergedArea, ...]:
    """The merged cells of the sheet with this title, which openpyxl does not tell when it streams.

    Raises UnreadableSheet when there are more than MOST_MERGED.
    """
    with ZipFile(file) as archive:
        part = _part_of(archive, title)
        return tuple(_scan(archive, part)) if part else ()


def _part_of(archive: ZipFile, title: str) -> str | None:
    """The path of a sheet inside the archive; None when a writer placed it where nobody looks."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return None
    book = fromstring(archive.read("xl/workbook.xml"))
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = book.iterfind("{*}sheets/{*}sheet")
    relation = next((sheet.get(_RELATION) for sheet in sheets if sheet.get("name") == title), None)
    part = str(PurePosixPath("/xl") / targets.get(relation, "")).lstrip("/")
    return part if part in archive.namelist() else None


def _scan(archive: ZipFile, part: str) -> Iterator[MergedArea]:
    """Merged areas stand after the last row; a byte scan finds them without parsing the rows again."""
    rest, count = b"", 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            window = rest + chunk
            end = 0
            for found in _MERGED.finditer(window):
                end, count = found.end(), count + 1
                if count > MOST_MERGED:
                    raise UnreadableSheet("Lembar ini memuat terlalu banyak sel gabungan. Pisahkan semua sel gabungan.")
                left, top, right, bottom = (piece.decode() for piece in found.groups())
                yield MergedArea(f"{left}{top}:{right}{bottom}", int(top), int(bottom))
            rest = window[max(end, len(window) - _LONGEST_TAG) :]
