"""The list of people behind a number, each with the courses that made it: a page at a time, or streamed whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, SQLColumnExpression, and_, func, select
from sqlalchemy.orm import aliased

from elearn.core.certificates.models import Certificate
from elearn.core.completion.models import Completion, Progress
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.names import full_name
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.work import Work

from ..rules import RANK, STATES, State
from ..selection import Study
from .states import counted, rank_of_line, standings, with_lines

_Then = aliased(WorkUnit)
_Any = aliased(Certificate)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One enrolment. `done` of `all` steps; `score` percent; `completed_at` UTC; the unit, position and grade `…_then`
    are those frozen at completion. `certificate_state` is "" where there is no certificate."""

    title: str
    state: State
    done: int
    all: int
    completed_at: datetime | None
    score: float | None
    number: str
    code: str
    certificate_state: str
    unit_then: str
    position_then: str
    grade_then: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with their present position and unit; `nip` has its 18 digits only. No line: nothing was begun."""

    id: int
    name: str
    nip: str
    employment: str
    grade: str
    position: str
    unit: str
    lines: tuple[CourseLine, ...]


def count_people(work: Work, study: Study) -> int:
    """How many people are in the list: the very number that leads to it."""
    listed = standings(work, study) if study.state else _listed(work, study).subquery()
    return work.session.scalar(select(func.count()).select_from(listed)) or 0


def people_page(work: Work, study: Study, paging: Paging) -> list[PersonLine]:
    """One page of the list in its order, in two statements."""
    ids = work.session.scalars(_in_order(work, study).limit(PAGE_SIZE).offset(paging.offset)).all()
    rows = work.session.execute(_rows(work, study).where(Person.id.in_(ids)).order_by(Person.id, *_LINES_IN_ORDER))
    people = {person.id: person for person in _people(rows)}
    return [people[person_id] for person_id in ids]


def count_rows(work: Work, study: Study) -> int:
    """How many rows `people_stream` will give, those of people without lines included."""
    return work.session.scalar(select(func.count()).select_from(_streamed(work, study).subquery())) or 0


def people_stream(work: Work, study: Study, at_once: int) -> Iterator[PersonLine]:
    """The whole list by name, `at_once` rows in memory."""
    rows = _streamed(work, study).order_by(Person.name, Person.id, *_LINES_IN_ORDER)
    return _people(work.session.execute(rows.execution_options(yield_per=at_once)))


_LINES_IN_ORDER: tuple[SQLColumnExpression[Any], ...] = (Completion.completed_at.desc().nulls_last(), Enrolment.id)


def _streamed(work: Work, study: Study) -> Select[*tuple[Any, ...]]:
    return _rows(work, study).where(Person.id.in_(_listed(work, study)))


def _listed(work: Work, study: Study) -> Select[int]:
    """The ids of the people in the list. Their states are only looked at where one is asked for."""
    if study.state is None:
        return select(Person.id).where(*counted(work, study))
    found = standings(work, study)
    return select(Person.id).join(found, found.c.person_id == Person.id)


def _in_order(work: Work, study: Study) -> Select[int]:
    """The same in the order of the list."""
    first: SQLColumnExpression[Any]
    if study.order == "tanggal":
        found = standings(work, study)
        ids, first = select(Person.id).join(found, found.c.person_id == Person.id), found.c.latest
    elif study.order == "unit":
        ids, first = _listed(work, study).join(WorkUnit, WorkUnit.id == Person.unit_id), WorkUnit.name
    else:
        ids, first = _listed(work, study), Person.name
    first = first.desc() if study.backwards else first.asc()
    return ids.order_by(first.nulls_last(), Person.name, Person.id)


def _rows(work: Work, study: Study) -> Select[*tuple[Any, ...]]:
    """A row a line; when a state is asked for, only the lines that make it."""
    rank = rank_of_line(work, study)
    newest = select(func.max(_Any.id)).where(_Any.completion_id == Completion.id).scalar_subquery()
    rows: Select[*tuple[Any, ...]] = (
        select(
            Person.id, Person.title_before, Person.name, Person.title_after, Person.nip, Person.employment, Person.grade,
            Position.name.label("position"), WorkUnit.name.label("unit"), CourseVersion.title, rank.label("rank"),
            Progress.done_steps, Progress.all_steps, Completion.completed_at, Completion.score, Certificate.number,
            Certificate.code, Certificate.state, _Then.name.label("unit_then"), Completion.position.label("position_then"),
            Completion.grade.label("grade_then"),
        )
        .select_from(with_lines(study))
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .outerjoin(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Progress, Progress.enrolment_id == Enrolment.id)
        .outerjoin(_Then, _Then.id == Completion.unit_id)
        .outerjoin(Certificate, and_(Certificate.completion_id == Completion.id, Certificate.id == newest))
    )  # fmt: skip
    return rows.where(rank == RANK[study.state]) if study.state else rows


def _people(rows: Iterator[Row[*tuple[Any, ...]]]) -> Iterator[PersonLine]:
    for _, found in groupby(rows, key=lambda row: row.id):
        lines = list(found)
        person = lines[0]
        yield PersonLine(
            id=person.id,
            name=full_name(person.title_before, person.name, person.title_after),
            nip=person.nip,
            employment=person.employment,
            grade=person.grade,
            position=person.position,
            unit=person.unit,
            lines=tuple(_line(row) for row in lines if row.title is not None),
        )


def _line(row: Row[*tuple[Any, ...]]) -> CourseLine:
    return CourseLine(
        title=row.title,
        state=STATES[row.rank],
        done=row.done_steps or 0,
        all=row.all_steps or 0,
        completed_at=row.completed_at,
        score=row.score,
        number=row.number or "",
        code=row.code or "",
        certificate_state=row.state or "",
        unit_then=row.unit_then or "",
        position_then=row.position_then or "",
        grade_then=row.grade_then or "",
    )
