"""Hours of a calendar year, person by person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, Subquery, and_, case, func, literal, select

from elearn.core.career.models import CareerEntry
from elearn.core.career.queries import jp_rules
from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.names import full_name
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.work import Work

from ..rules import FIT, OVER, SHORT, Mark, marks_of
from ..selection import Hours
from .states import counted


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A person's year. `nip` has its 18 digits only."""

    person_id: int
    name: str
    nip: str
    employment: str
    position: str
    unit: str
    minutes: int


def marks(work: Work, year: int) -> tuple[Mark, ...]:
    """The law's marks for a year."""
    return marks_of(jp_rules(work), year)


def worked(work: Work, hours: Hours, *narrower: ColumnElement[bool]) -> Subquery:
    """(person_id, unit_id, employment, minutes): everybody who counts, with the counted minutes of the year."""
    counts = and_(
        CareerEntry.person_id == Person.id, CareerEntry.year == hours.year, CareerEntry.withdrawn_at.is_(None)
    )
    minutes = func.coalesce(func.sum(CareerEntry.counted_minutes), 0)
    return (
        select(Person.id.label("person_id"), Person.unit_id, Person.employment, minutes.label("minutes"))
        .outerjoin(CareerEntry, counts)
        .where(*counted(work, hours), *narrower)
        .group_by(Person.id)
        .subquery()
    )


def measure_of(marks: Sequence[Mark], found: Subquery) -> ColumnElement[str]:
    """Where a row of `worked` stands, as one of `rules.MEASURES`."""
    minutes, cases = found.c.minutes, []
    for mark in marks:
        theirs = found.c.employment == mark.employment
        cases.append((and_(theirs, minutes < mark.least_minutes), literal(SHORT)))
        if mark.over_minutes is not None:
            cases.append((and_(theirs, minutes >= mark.over_minutes), literal(OVER)))
    return case(*cases, else_=literal(FIT))


def count_hours(work: Work, hours: Hours, marks: Sequence[Mark]) -> int:
    """How many people the list holds."""
    found = worked(work, hours)
    counts = select(func.count()).select_from(found).where(*_measured(hours, marks, found))
    return work.session.scalar(counts) or 0


def count_short(work: Work, year: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """How many people of the whole scope are below the floor, and how many have one; `marks` are those with a floor."""
    found = worked(work, Hours(year=year))
    is_short = measure_of(marks, found) == SHORT
    bound = found.c.employment.in_([mark.employment for mark in marks])
    counts = select(func.count().filter(is_short), func.count()).select_from(found).where(bound)
    short, everybody = work.session.execute(counts).one()
    return short, everybody


def hours_page(work: Work, hours: Hours, marks: Sequence[Mark], paging: Paging) -> list[HoursLine]:
    """One page of the list in its order, in two statements: who is on it, and their hours."""
    ids = work.session.scalars(_in_order(work, hours, marks).limit(PAGE_SIZE).offset(paging.offset)).all()
    rows = work.session.execute(_lines(worked(work, hours, Person.id.in_(ids))))
    people = {row.id: _line(row) for row in rows}
    return [people[person_id] for person_id in ids]


def hours_stream(work: Work, hours: Hours, marks: Sequence[Mark], at_once: int) -> Iterator[HoursLine]:
    """The whole list, `at_once` rows in memory."""
    found = worked(work, hours)
    rows = _lines(found).where(*_measured(hours, marks, found)).order_by(*_order(hours, found))
    return (_line(row) for row in work.session.execute(rows.execution_options(yield_per=at_once)))


def _in_order(work: Work, hours: Hours, marks: Sequence[Mark]) -> Select[int]:
    """The ids of the people in the list, in its order. Their hours are only looked at where they decide."""
    found = worked(work, hours) if hours.measure or hours.order == "jp" else None
    if found is None:
        ids = select(Person.id).where(*counted(work, hours))
    else:
        ids = select(Person.id).join(found, found.c.person_id == Person.id).where(*_measured(hours, marks, found))
    if hours.order == "unit":
        ids = ids.join(WorkUnit, WorkUnit.id == Person.unit_id)
    return ids.order_by(*_order(hours, found))


def _order(hours: Hours, found: Subquery | None) -> tuple[SQLColumnExpression[Any], ...]:
    by: SQLColumnExpression[Any] = WorkUnit.name if hours.order == "unit" else Person.name
    if found is not None and hours.order == "jp":
        by = found.c.minutes
    return by.desc() if hours.backwards else by, Person.name, Person.id


def _measured(hours: Hours, marks: Sequence[Mark], found: Subquery) -> tuple[ColumnElement[bool], ...]:
    return (measure_of(marks, found) == hours.measure,) if hours.measure else ()


def _lines(found: Subquery) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id, Person.title_before, Person.name, Person.title_after, Person.nip, Person.employment,
            Position.name.label("position"), WorkUnit.name.label("unit"), found.c.minutes,
        )
        .join(found, found.c.person_id == Person.id)
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
    )  # fmt: skip


def _line(row: Row[*tuple[Any, ...]]) -> HoursLine:
    return HoursLine(
        person_id=row.id,
        name=full_name(row.title_before, row.name, row.title_after),
        nip=row.nip,
        employment=row.employment,
        position=row.position,
        unit=row.unit,
        minutes=int(row.minutes),
    )
