"""What the numbers of HR mean: pure rules, the same for every page, list and export.

**Who counts.** Active people (`is_active`) whose *present* unit lies in the unit that is looked at or anywhere below
it. Somebody who moved takes their whole learning along. The unit, position and grade of the moment of completion are
frozen on the completion and shown as history only; they never decide where a person is counted.

**The state of one enrolment (a line).** Running while it has no completion. Done when its completion lies within the
chosen period (any time when none is chosen), elsewhen when it lies outside. Days are those of the agency's zone, the
first and the last one included.

**The state of a person.** The strongest state of their lines: done, else running, else elsewhen, else new (no
enrolment). With one course chosen only that course's lines are looked at, in every version and cycle; for "semua
pelatihan" all of them, so that "selesai" means at least one course completed. Each person has exactly one state: the
four numbers of a unit add up to its people.

**Hours.** The sum of the counted (not withdrawn) career entries of a calendar year against the rule of law in force
for the person's employment (`career.rules`). Short: below the floor. Over: above the ceiling. Fit: neither, also where
the law sets no mark. Course and period do not matter to hours.

**Gaps.** Of one competency: met, lacking, or unproven where nothing of a person counts (what they say of themselves does
not); who is not required to have it is not counted. Of all competencies together: unasked when nothing is required,
met when every one is, unproven when not one has evidence, else lacking. Again everybody has exactly one state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from elearn.core.career.rules import CEILING, FLOOR, MINUTES_PER_JP, JpRuleLine, in_force
from elearn.core.people.grades import Employment

State: TypeAlias = Literal["belum", "luar", "sedang", "selesai"]
STATES: Final[tuple[State, ...]] = get_args(State)
"""New, elsewhen, running, done; as addresses spell them. The place of each is its rank: the strongest stands last."""

NEW, ELSEWHEN, RUNNING, DONE = STATES
RANK: Final = {state: rank for rank, state in enumerate(STATES)}

Measure: TypeAlias = Literal["kurang", "sesuai", "lebih"]
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
"""Short, fit, over; as addresses spell them."""

SHORT, FIT, OVER = MEASURES

GapState: TypeAlias = Literal["kurang", "bukti", "tercapai", "standar"]
GAP_STATES: Final[tuple[GapState, ...]] = get_args(GapState)
"""Lacking, unproven, met, unasked; as addresses spell them."""

LACKING, UNPROVEN, MET, UNASKED = GAP_STATES

EMPLOYMENTS: Final[tuple[Employment, ...]] = get_args(Employment)


@dataclass(frozen=True, slots=True)
class Mark:
    """The law's mark for an employment in a year. `floor` and `ceiling` are JP; None: no such rule."""

    employment: Employment
    floor: int | None
    ceiling: int | None

    @property
    def least_minutes(self) -> int:
        """Fewer minutes than these are short; 0 without a floor."""
        return (self.floor or 0) * MINUTES_PER_JP

    @property
    def over_minutes(self) -> int | None:
        """The first minute above the ceiling that shows as a tenth of a JP; None without a ceiling."""
        return None if self.ceiling is None else -(-(self.ceiling * 10 + 1) * MINUTES_PER_JP // 10)

    def measure(self, minutes: int) -> Measure:
        """Where `minutes` of a year stand."""
        if minutes < self.least_minutes:
            return SHORT
        return OVER if self.over_minutes is not None and minutes >= self.over_minutes else FIT

    def missing_minutes(self, minutes: int) -> int:
        """What the floor still needs; 0 when it is reached or there is none."""
        return max(self.least_minutes - minutes, 0)


def marks_of(rules: Iterable[JpRuleLine], year: int) -> tuple[Mark, ...]:
    """The marks that hold for each employment at the end of `year`."""
    known = tuple(rules)
    held = {employment: in_force(known, employment, year) for employment in EMPLOYMENTS}
    return tuple(
        Mark(
            employment,
            floor=found[FLOOR].jp if FLOOR in found else None,
            ceiling=found[CEILING].jp if CEILING in found else None,
        )
        for employment, found in held.items()
    )


def percent(part: int, whole: int) -> float:
    """0.0..100.0 with one decimal, cut downwards: 100 only when nobody is missing. Of nobody it is 0."""
    return part * 1000 // whole / 10 if whole else 0.0
