"""What a spreadsheet of units and people holds once it is read: typed rows, and a refusal per row that failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final, Literal, TypeAlias

from elearn.core.people.grades import Employment
from elearn.core.people.nip import Nip
from elearn.core.people.positions import PositionKind

SheetName: TypeAlias = Literal["unit", "pegawai"]

Advance: TypeAlias = Callable[[int], None]
"""Told how many more rows are finished."""

MAX_ROWS: Final = 100_000
"""Most rows under the header that one sheet may hold; the largest province has fewer people."""


def say_nothing(rows: int) -> None:
    """For whoever shows no progress."""


class UnreadableSheet(ValueError):
    """The whole file cannot be read; the message is an Indonesian sentence: what, where, how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A work unit. `parent_code` is None for the top; `row` (1-based, 0 = not from a sheet) is no part of equality."""

    sheet: ClassVar[SheetName] = "unit"

    code: str
    name: str
    parent_code: str | None
    kind: str
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a position. Texts have single spaces; titles are "" when there are none.

    `grade` has the one spelling of grades.py, `position_kind` and `echelon` those of positions.py;
    `old_nip` is the number by which the person was known before. `row` is as in UnitRow.
    """

    sheet: ClassVar[SheetName] = "pegawai"

    nip: Nip
    name: str
    title_before: str
    title_after: str
    employment: Employment
    grade: str
    position: str
    position_kind: PositionKind
    echelon: str | None
    unit_code: str
    email: str | None = None
    phone: str | None = None
    position_since: date | None = None
    old_nip: Nip | None = None
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        return self.nip.digits


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: all its faults joined in `reason`, and how to mend them in `fix` (Indonesian).

    `name` is what stands in its column nama, "" when that cannot be read either.
    """

    sheet: SheetName
    row: int
    key: str
    reason: str
    fix: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything one file held, each part in the order of its rows."""

    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    refusals: tuple[Refusal, ...]
