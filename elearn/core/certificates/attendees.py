"""A list of participants as offices keep it: any spreadsheet or CSV in which each row holds one NIP somewhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from openpyxl import load_workbook

from elearn.core.people.nip import InvalidNip, parse_nip
from elearn.core.people.sheets import UnreadableSheet
from elearn.core.people.sheets.archive import check_archive
from elearn.kernel.i18n import _

MOST_ROWS: Final = 5_000
MOST_BYTES: Final = 10_000_000

_NUMBER: Final = re.compile(r"[0-9]{18}")


@dataclass(frozen=True, slots=True)
class Attendee:
    """A row (from 1) and the NIP in it; `fault` says why there is none."""

    row: int
    nip: str
    fault: str


def read_attendees(content: bytes) -> list[Attendee]:
    """Every row that is not empty; a first row without any digits is taken for headings.

    Raises UnreadableSheet for what is no such file, and for more than MOST_ROWS rows.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(_("Berkas ini lebih besar dari %(most)s MB.", most=MOST_BYTES // 1_000_000))
    try:
        found = list(_attendees(_xlsx(content) if content.startswith(b"PK") else _csv(content)))
    except UnreadableSheet:
        raise
    except Exception as error:  # a broken file fails in openpyxl in any way there is; the reader needs one sentence
        raise UnreadableSheet(_("Berkas ini tidak dapat dibaca. Simpan ulang sebagai .xlsx atau CSV UTF-8.")) from error
    if not found:
        raise UnreadableSheet(_("Berkas ini tidak memuat seorang peserta pun."))
    return found


def _attendees(rows: Iterable[tuple[str, ...]]) -> Iterator[Attendee]:
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise UnreadableSheet(_("Berkas ini memuat lebih dari %(most)s baris. Bagi dahulu.", most=MOST_ROWS))
        words = "".join(cells)
        if not words.strip() or (number == 1 and not re.search(r"[0-9]", words)):
            continue
        nip, fault = _nip_in(cells)
        if nip and nip in seen:
            fault = _("NIP ini sudah ada di baris %(row)s.", row=seen[nip])
        seen.setdefault(nip, number)
        yield Attendee(number, nip, fault)


def _nip_in(cells: tuple[str, ...]) -> tuple[str, str]:
    """The one NIP of a row, spaces, points and Excel's apostrophe apart; else why there is none."""
    tight = (re.sub(r"[\s'.-]", "", cell) for cell in cells)
    numbers = {cell for cell in tight if _NUMBER.fullmatch(cell)}
    if len(numbers) != 1:
        return "", _("Baris ini tidak memuat NIP 18 angka.") if not numbers else _("Baris ini memuat dua NIP.")
    try:
        return parse_nip(numbers.pop()).digits, ""
    except InvalidNip as error:
        return "", error.sentence


def _xlsx(content: bytes) -> Iterator[tuple[str, ...]]:
    check_archive(io.BytesIO(content))
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 1):
        yield tuple("" if cell is None else str(cell) for cell in row)


def _csv(content: bytes) -> Iterator[tuple[str, ...]]:
    text = content.decode("utf-8-sig")
    delimiter = max(";,\t", key=text.count)
    yield from (tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
