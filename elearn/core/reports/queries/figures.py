"""The numbers of a unit's page: every branch in one grouped statement, whatever the number of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from elearn.kernel.work import Work

from ..rules import DONE, STATES, Mark, Measure, State, percent
from ..selection import Hours, Study
from .hours import measure_of, worked
from .states import standings
from .units import UnitLine, branches


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of a branch are in which state."""

    by_state: Mapping[State, int]

    @property
    def people(self) -> int:
        return sum(self.by_state.values())

    @property
    def done_percent(self) -> float:
        return percent(self.by_state.get(DONE, 0), self.people)


@dataclass(frozen=True, slots=True)
class HoursTally:
    """How many people of a branch stand where, and the minutes of all of them together."""

    by_measure: Mapping[Measure, int]
    minutes: int

    @property
    def people(self) -> int:
        return sum(self.by_measure.values())

    @property
    def average_minutes(self) -> int:
        """Minutes a person, cut downwards; 0 of nobody."""
        return self.minutes // self.people if self.people else 0


def tallies(work: Work, study: Study, heads: Sequence[UnitLine]) -> dict[int, Tally]:
    """People by state in each branch: every one of `heads` with all below, and the study's own unit alone."""
    found = standings(work, study)
    per_unit = (
        select(found.c.unit_id, found.c.rank, func.count().label("people"))
        .group_by(found.c.unit_id, found.c.rank)
        .subquery()
    )
    branch = branches(study.unit, heads)
    rows = work.session.execute(
        select(branch.c.branch_id, per_unit.c.rank, func.sum(per_unit.c.people))
        .join(per_unit, per_unit.c.unit_id == branch.c.unit_id)
        .group_by(branch.c.branch_id, per_unit.c.rank)
    )
    people: dict[int, dict[State, int]] = defaultdict(dict)
    for branch_id, rank, number in rows:
        people[branch_id][STATES[rank]] = int(number)
    return {branch_id: Tally(by_state) for branch_id, by_state in people.items()}


def hours_tallies(
    work: Work, hours: Hours, marks: Sequence[Mark], heads: Sequence[UnitLine]
) -> dict[int, HoursTally]:
    """People by measure, and their minutes, in each branch as in `tallies`."""
    found = worked(work, hours)
    measure = measure_of(marks, found).label("measure")
    branch = branches(hours.unit, heads)
    rows = work.session.execute(
        select(branch.c.branch_id, measure, func.count(), func.sum(found.c.minutes))
        .join(found, found.c.unit_id == branch.c.unit_id)
        .group_by(branch.c.branch_id, measure)
    )
    people: dict[int, dict[Measure, int]] = defaultdict(dict)
    minutes: dict[int, int] = defaultdict(int)
    for branch_id, word, number, sum_of_minutes in rows:
        people[branch_id][word] = number
        minutes[branch_id] += int(sum_of_minutes)
    return {branch_id: HoursTally(by_measure, minutes[branch_id]) for branch_id, by_measure in people.items()}
