"""What an import did, or would do, with each row of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_args

from elearn.core.people.sheets import PersonRow, Refusal, UnitRow
from elearn.core.people.sheets.rows import SheetName

Result: TypeAlias = Literal["baru", "berubah", "sama", "ditolak"]
RESULTS: Final[tuple[Result, ...]] = get_args(Result)

COLUMN_OF: Final[Mapping[str, str]] = {
    "code": "kode", "name": "nama", "parent_code": "kode_induk", "kind": "jenis", "nip": "nip",
    "title_before": "gelar_depan", "title_after": "gelar_belakang", "employment": "jenis", "grade": "golongan",
    "position": "jabatan", "position_kind": "jenis_jabatan", "echelon": "eselon", "unit_code": "kode_unit",
    "email": "email", "phone": "telepon", "position_since": "tmt_jabatan", "old_nip": "nip_lama",
}  # fmt: skip
"""The sheet's column behind each field of a row."""

SheetRow = TypeVar("SheetRow", UnitRow, PersonRow)


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row: `reason` says what changed, or why it was refused and how to mend it; "" when nothing is to say."""

    sheet: SheetName
    row: int
    key: str
    result: Result
    reason: str


@dataclass(frozen=True)
class Report:
    """Every row in the order of the file, units first. `saved` is false when nothing was written."""

    rows: tuple[RowResult, ...]
    saved: bool

    @cached_property
    def counts(self) -> dict[Result, int]:
        """How many rows had each result."""
        counted = Counter(row.result for row in self.rows)
        return {result: counted[result] for result in RESULTS}

    @property
    def refused(self) -> tuple[RowResult, ...]:
        return tuple(row for row in self.rows if row.result == "ditolak")

    def objects(self) -> list[dict[str, Any]]:
        """One JSON object a row: sheet, row, key, result, reason."""
        return [asdict(row) for row in self.rows]


def refused(row: UnitRow | PersonRow, reason: str, fix: str) -> RowResult:
    """The result of a row that is not taken."""
    return RowResult(row.sheet, row.row, row.key, "ditolak", f"{reason} {fix}")


def refused_by_reader(refusal: Refusal) -> RowResult:
    """The result of a row that could not even be read."""
    return RowResult(refusal.sheet, refusal.row, refusal.key, "ditolak", f"{refusal.reason} {refusal.fix}")


def changes_between(stored: SheetRow, sent: SheetRow) -> str:
    """What differs, as “golongan III/a → III/b; email (kosong) → a@b.example”; "" when nothing does."""
    pairs = ((item.name, getattr(stored, item.name), getattr(sent, item.name)) for item in fields(sent) if item.compare)
    return "; ".join(f"{COLUMN_OF[name]} {_shown(old)} → {_shown(new)}" for name, old, new in pairs if old != new)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value) if value not in (None, "") else "(kosong)"
