"""What an import did, or would do, with each row of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_args

from elearn.core.people.sheets import PersonRow, Refusal, UnitRow, Workbook
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

Why: TypeAlias = tuple[str, str]
"""Why a row is refused, and how to mend it: two Indonesian sentences."""

SheetRow = TypeVar("SheetRow", UnitRow, PersonRow)


NOTHING: Final = Workbook((), (), ())


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row: `reason` says what changed, or why it was refused, then `fix` how to mend it; "" when nothing is to say.

    `name` is "" when even that could not be read.
    """

    sheet: SheetName
    row: int
    key: str
    result: Result
    reason: str = ""
    fix: str = ""
    name: str = ""

    @property
    def sentence(self) -> str:
        """Reason and fix as one text."""
        return f"{self.reason} {self.fix}".rstrip()


@dataclass(frozen=True)
class Report:
    """Every row in the order of the file, units first. `saved` is false when nothing was written.

    `replaced` holds what the changed rows said before; imported, it changes them back.
    """

    rows: tuple[RowResult, ...]
    saved: bool
    replaced: Workbook = NOTHING

    @cached_property
    def counts(self) -> dict[Result, int]:
        """How many rows had each result."""
        counted = Counter(row.result for row in self.rows)
        return {result: counted[result] for result in RESULTS}

    @cached_property
    def fingerprint(self) -> str:
        """The same for two reports that say the same of every row (SHA-256)."""
        return sha256(repr(self.rows).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def refused(self) -> tuple[RowResult, ...]:
        return tuple(row for row in self.rows if row.result == "ditolak")

    def objects(self) -> list[dict[str, Any]]:
        """One JSON object a row: sheet, row, key, result, reason, fix, name."""
        return [asdict(row) for row in self.rows]


def taken(row: UnitRow | PersonRow, result: Result, changes: str = "") -> RowResult:
    """The result of a row that is taken."""
    return RowResult(row.sheet, row.row, row.key, result, changes, name=row.name)


def refused(row: UnitRow | PersonRow, refusal: Why) -> RowResult:
    """The result of a row that is not taken."""
    return RowResult(row.sheet, row.row, row.key, "ditolak", *refusal, name=row.name)


def refused_by_reader(refusal: Refusal) -> RowResult:
    """The result of a row that could not even be read."""
    return RowResult(refusal.sheet, refusal.row, refusal.key, "ditolak", refusal.reason, refusal.fix, name=refusal.name)


def changes_between(stored: SheetRow, sent: SheetRow) -> str:
    """What differs, as “golongan III/a → III/b; email (kosong) → a@b.example”; "" when nothing does."""
    pairs = ((item.name, getattr(stored, item.name), getattr(sent, item.name)) for item in fields(sent) if item.compare)
    return "; ".join(f"{COLUMN_OF[name]} {_shown(old)} → {_shown(new)}" for name, old, new in pairs if old != new)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value) if value not in (None, "") else "(kosong)"
