"""The numbers of a unit's page: every branch in one grouped statement, whatever the number of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """Several branches that share nobody, together."""
        people: Counter[State] = Counter()
        for tally in tallies:
            people.update(tally.by_state)
        return cls(people)

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

    @classmethod
    def sum(cls, tallies: Iterable[HoursTally]) -> HoursTally:
        """Several branches that share nobody, together."""
        people: Counter[Measure] = Counter()
        minutes = 0
        for tally in tallies:
            people.update(tally.by_measure)
            minutes += tally.minutes
        return cls(people, minutes)

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
    found_by_branch: dict[int, list[Tally]] = defaultdict(list)
    for branch_id, rank, people in rows:
        found_by_branch[branch_id].append(Tally({STATES[rank]: int(people)}))
    return {branch_id: Tally.sum(parts) for branch_id, parts in found_by_branch.items()}


def hours_tallies(work: Work, hours: Hours, marks: Sequence[Mark], heads: Sequence[UnitLine]) -> dict[int, HoursTally]:
    """People by measure, and their minutes, in each branch as in `tallies`."""
    found = worked(work, hours)
    measure = measure_of(marks, found).label("measure")
    branch = branches(hours.unit, heads)
    rows = work.session.execute(
        select(branch.c.branch_id, measure, func.count(), func.sum(found.c.minutes))
        .join(found, found.c.unit_id == branch.c.unit_id)
        .group_by(branch.c.branch_id, measure)
    )
    found_by_branch: dict[int, list[HoursTally]] = defaultdict(list)
    for branch_id, word, people, minutes in rows:
        found_by_branch[branch_id].append(HoursTally({word: people}, int(minutes)))
    return {branch_id: HoursTally.sum(parts) for branch_id, parts in found_by_branch.items()}
