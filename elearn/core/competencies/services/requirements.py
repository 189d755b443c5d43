"""What positions require: dated rows in from CSV or XLSX, and out again."""

from __future__ import annotations

from datetime import date
from typing import Final

from elearn.core.people.models import WorkUnit
from elearn.core.people.positions import suggest
from elearn.kernel.work import Work

from .. import queries
from ..dictionary import HIGHEST_LEVEL, LOWEST_LEVEL
from ..models import Requirement
from ..rules import RANKS, rank_named
from ..tables import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    BadCell,
    Report,
    Row,
    as_csv,
    as_workbook,
    fitting,
    judged,
    read_day,
    read_number,
    read_table,
)

REQUIREMENT_COLUMNS: Final = (
    "jabatan", "jenjang", "kompetensi", "tingkat", "berlaku_mulai", "berlaku_sampai", "dasar_hukum",
)  # fmt: skip
NOTES: Final = {
    "jabatan": "Nama jabatan; kosongkan bila barisnya untuk semua jabatan sejenjang.",
    "jenjang": f"Salah satu dari: {', '.join(RANKS)}. Kosongkan bila jabatan diisi.",
    "kompetensi": "Nama kompetensi seperti di kamus.",
    "tingkat": "1 sampai 5.",
    "berlaku_mulai": "Tanggal, misalnya 01-01-2026.",
    "berlaku_sampai": "Tanggal terakhir; kosong berarti masih berlaku.",
    "dasar_hukum": "Peraturan yang menetapkannya.",
}
_NEEDED: Final = ("kompetensi", "tingkat", "berlaku_mulai")
_Key = tuple[str, str, str, date]


def import_requirements(
    work: Work, content: bytes, agency: WorkUnit | None, *, dry_run: bool = False, keep_good: bool = False
) -> Report:
    """Takes in rows with the columns REQUIREMENT_COLUMNS for one agency, or for all (None).

    A row with the same position or rank, competency and first day changes the one that is there. Nothing is saved when
    a row is refused, unless `keep_good`. Raises Invalid when the file cannot be read at all.
    """
    rows = read_table(content, REQUIREMENT_COLUMNS, _NEEDED)
    reading = _Reading(work, agency)
    found = judged(rows, lambda row: f"{row['jabatan'] or row['jenjang']} · {row['kompetensi']}", reading.take)
    is_good = keep_good or not any(row.result == REFUSED for row in found)
    if is_good and not dry_run:
        for key, values in reading.writing.items():
            _write(work, reading.there.get(key), key, values, agency)
        work.session.flush()
    return Report(found, is_saved=is_good and not dry_run)


def export_requirements(work: Work, form: str) -> bytes:
    """Every row as "csv" or "xlsx", with the agency it belongs to in a column of its own, which an import passes over."""
    columns = (*REQUIREMENT_COLUMNS, "instansi")
    rows = [
        [
            line.position,
            line.rank,
            line.competency,
            line.level,
            line.valid_from,
            line.valid_until,
            line.legal_basis,
            agency,
        ]
        for line, agency in ((one.line, one.agency) for one in queries.all_standards(work))
    ]
    return as_csv(columns, rows) if form == "csv" else as_workbook("standar", columns, rows, NOTES)


class _Reading:
    """Judges rows against the dictionary and what is stored, and keeps what is to be written."""

    def __init__(self, work: Work, agency: WorkUnit | None) -> None:
        self.names = {name.casefold(): name for name in queries.known(work)}
        rows = queries.own_rows(work, agency.id if agency else None)
        self.there = {(row.position, row.rank, row.competency, row.valid_from): row for row in rows}
        self.titles = queries.position_titles(work)
        self.writing: dict[_Key, tuple[int, date | None, str]] = {}

    def take(self, row: Row) -> str:
        """The result of a row. Raises BadCell."""
        position, rank = self._whose(row)
        competency = self._competency(row["kompetensi"])
        first = read_day(row["berlaku_mulai"], "berlaku_mulai")
        last = read_day(row["berlaku_sampai"], "berlaku_sampai") if row["berlaku_sampai"] else None
        if last is not None and last < first:
            raise BadCell("Kolom berlaku_sampai mendahului berlaku_mulai", "Perbaiki salah satu tanggalnya.")
        level = read_number(row["tingkat"], "tingkat", LOWEST_LEVEL, HIGHEST_LEVEL)
        key, values = (position, rank, competency, first), (level, last, fitting(row, "dasar_hukum", 300))
        if key in self.writing:
            raise BadCell("Baris ini sama dengan baris lain di berkas ini", "Hapus salah satunya.")
        self.writing[key] = values
        there = self.there.get(key)
        if there is None:
            return NEW
        return SAME if (there.level, there.valid_until, there.legal_basis) == values else CHANGED

    def _whose(self, row: Row) -> tuple[str, str]:
        title = fitting(row, "jabatan", 200).casefold()
        if bool(title) == bool(row["jenjang"]):
            raise BadCell("Isi tepat satu dari kolom jabatan dan jenjang", "Kosongkan yang lain.")
        if title:
            return self._known_title(title), ""
        rank = rank_named(row["jenjang"])
        if rank is None:
            fix = f"{suggest(row['jenjang'], RANKS)}Isi salah satu dari {', '.join(RANKS)}."
            raise BadCell(f"Kolom jenjang: “{row['jenjang']}” tidak dikenal", fix)
        return "", rank

    def _known_title(self, title: str) -> str:
        if title not in self.titles:
            fix = f"{suggest(title, self.titles)}Tulis seperti pada data pegawai."
            raise BadCell(f"Tidak ada jabatan bernama “{title}”", fix)
        return title

    def _competency(self, text: str) -> str:
        found = self.names.get(text.casefold())
        if found is None:
            fix = f"{suggest(text, self.names.values())}Impor dahulu kamus yang memuatnya, atau perbaiki ejaannya."
            raise BadCell(f"Kompetensi “{text}” tidak ada di kamus", fix)
        return found


def _write(
    work: Work, there: Requirement | None, key: _Key, values: tuple[int, date | None, str], agency: WorkUnit | None
) -> None:
    if there is None:
        position, rank, competency, first = key
        there = Requirement(
            agency_id=agency.id if agency else None,
            position=position, rank=rank, competency=competency, valid_from=first,
        )  # fmt: skip
        work.session.add(there)
    there.level, there.valid_until, there.legal_basis = values
