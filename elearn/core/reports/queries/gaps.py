"""Competencies of many people against what their positions require: by competency, by branch, and the people behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, SQLColumnExpression, Subquery, case, func, literal, select

from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.names import full_name
from elearn.core.profiles import queries as profiles
from elearn.core.profiles.queries import Pairs
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.work import Work

from ..rules import LACKING, MET, UNASKED, UNPROVEN, GapState
from ..selection import Gaps
from .states import counted
from .units import UnitLine, branches


@dataclass(frozen=True, slots=True)
class GapLine:
    """A person: of `asked` required competencies `met` are reached. `required` and `reached` are the sums of levels."""

    person_id: int
    name: str
    nip: str
    position: str
    unit: str
    state: GapState
    asked: int
    met: int
    required: int
    reached: int


@dataclass(frozen=True, slots=True)
class PairLine:
    """A person and one competency; "" where nothing is required. `reached` None: nothing that counts."""

    nip: str
    name: str
    employment: str
    position: str
    unit: str
    competency: str
    required: int | None
    reached: int | None
    state: GapState


def pairs_of(work: Work, gaps: Gaps) -> Pairs:
    """Everybody who counts, with what is asked of them: of the chosen competency, or of all."""
    return profiles.pairs(work, counted(work, gaps), gaps.competency)


def by_competency(work: Work, pairs: Pairs) -> dict[str, Mapping[GapState, int]]:
    """Of each required competency: how many people stand how; in one statement."""
    rows = pairs.rows
    state = state_of_pair(rows)
    found: dict[str, Counter[GapState]] = {}
    asked = select(rows.c.competency, state, func.count()).where(rows.c.competency.is_not(None))
    for name, word, people in work.session.execute(asked.group_by(rows.c.competency, state)):
        found.setdefault(name, Counter())[word] += people
    return dict(sorted(found.items()))


def by_branch(work: Work, gaps: Gaps, pairs: Pairs, heads: Sequence[UnitLine]) -> dict[int, Mapping[GapState, int]]:
    """People by state in each branch: every one of `heads` with all below, and the chosen unit alone."""
    people = _people(pairs.rows)
    per_unit = (
        select(people.c.unit_id, people.c.state, func.count().label("people"))
        .group_by(people.c.unit_id, people.c.state)
        .subquery()
    )
    branch = branches(gaps.unit, heads)
    rows = work.session.execute(
        select(branch.c.branch_id, per_unit.c.state, func.sum(per_unit.c.people))
        .join(per_unit, per_unit.c.unit_id == branch.c.unit_id)
        .group_by(branch.c.branch_id, per_unit.c.state)
    )
    found: dict[int, Counter[GapState]] = {}
    for branch_id, word, number in rows:
        found.setdefault(branch_id, Counter())[word] += int(number)
    return dict(found)


def gaps_page(work: Work, gaps: Gaps, pairs: Pairs, paging: Paging) -> list[GapLine]:
    """One page of the list in its order."""
    people = _people(pairs.rows)
    rows = _named(people, people.c.state, people.c.asked, people.c.met, people.c.required, people.c.reached)
    rows = rows.where(*_chosen(gaps, people.c.state)).order_by(*_order(gaps, people))
    return [_line(row) for row in work.session.execute(rows.limit(PAGE_SIZE).offset(paging.offset))]


def count_pairs(work: Work, gaps: Gaps) -> int:
    """How many rows `pairs_stream` will give."""
    rows = pairs_of(work, gaps).rows
    counts = select(func.count()).select_from(rows).where(*_of_chosen(gaps, rows))
    return work.session.scalar(counts) or 0


def pairs_stream(work: Work, gaps: Gaps, at_once: int) -> Iterator[PairLine]:
    """Every pair of the people in the list, by name, `at_once` rows in memory."""
    found = pairs_of(work, gaps).rows
    state = state_of_pair(found).label("state")
    rows = _named(found, found.c.competency, found.c.required, found.c.reached, state)
    rows = rows.where(*_of_chosen(gaps, found)).order_by(Person.name, Person.id, found.c.competency)
    for row in work.session.execute(rows.execution_options(yield_per=at_once)):
        name = full_name(row.title_before, row.name, row.title_after)
        yield PairLine(
            row.nip, name, row.employment, row.position, row.unit, row.competency or "", row.required, row.reached,
            row.state,
        )  # fmt: skip


def state_of_pair(rows: CTE) -> ColumnElement[GapState]:
    """How a person stands with one competency."""
    return case(
        (rows.c.competency.is_(None), literal(UNASKED)),
        (rows.c.reached.is_(None), literal(UNPROVEN)),
        (rows.c.reached >= rows.c.required, literal(MET)),
        else_=literal(LACKING),
    )


def _people(rows: CTE) -> Subquery:
    """One row a person, with the state that all their pairs make together; see `rules`."""
    asked, proven = func.count(rows.c.competency), func.count(rows.c.reached)
    met = func.count(case((rows.c.reached >= rows.c.required, 1)))
    state = case(
        (asked == 0, literal(UNASKED)),
        (met == asked, literal(MET)),
        (proven == 0, literal(UNPROVEN)),
        else_=literal(LACKING),
    )
    return (
        select(
            rows.c.person_id, rows.c.unit_id, state.label("state"), asked.label("asked"), met.label("met"),
            func.coalesce(func.sum(rows.c.required), 0).label("required"),
            func.coalesce(func.sum(rows.c.reached), 0).label("reached"),
        )
        .group_by(rows.c.person_id, rows.c.unit_id)
        .subquery()
    )  # fmt: skip


def _named(rows: CTE | Subquery, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id, Person.title_before, Person.name, Person.title_after, Person.nip, Person.employment,
            Position.name.label("position"), WorkUnit.name.label("unit"), *columns,
        )
        .join(rows, rows.c.person_id == Person.id)
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
    )  # fmt: skip


def _chosen(gaps: Gaps, state: ColumnElement[GapState]) -> tuple[ColumnElement[bool], ...]:
    return (state == gaps.state,) if gaps.state else ()


def _of_chosen(gaps: Gaps, rows: CTE) -> tuple[ColumnElement[bool], ...]:
    """Of a pair: it belongs to somebody in the list."""
    people = _people(rows)
    chosen = _chosen(gaps, people.c.state)
    return (rows.c.person_id.in_(select(people.c.person_id).where(*chosen)),) if chosen else ()


def _order(gaps: Gaps, people: Subquery) -> tuple[SQLColumnExpression[Any], ...]:
    by: SQLColumnExpression[Any] = WorkUnit.name if gaps.order == "unit" else Person.name
    if gaps.order == "kurang":
        by = people.c.asked - people.c.met
    return by.desc() if gaps.backwards else by, Person.name, Person.id


def _line(row: Row[*tuple[Any, ...]]) -> GapLine:
    return GapLine(
        row.id, full_name(row.title_before, row.name, row.title_after), row.nip, row.position, row.unit, row.state,
        row.asked, row.met, int(row.required), int(row.reached),
    )  # fmt: skip
