"""Who is counted and in which state, as SQL: the one place where the definitions of `rules` become statements."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select, true
from sqlalchemy.sql.selectable import Join

from elearn.core.completion.models import Completion
from elearn.core.courses.models import Course
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position
from elearn.kernel.work import Work

from ..rules import DONE, ELSEWHEN, NEW, RANK, RUNNING
from ..selection import Circle, Study
from .units import covered

FEWEST_DIGITS = 4
"""Fewer digits than this are no part of a number worth looking for."""


def counted(work: Work, circle: Circle) -> list[ColumnElement[bool]]:
    """What a Person must be to count."""
    conditions: list[ColumnElement[bool]] = [Person.is_active.is_(True), Person.unit_id.in_(covered(work, circle))]
    if circle.employment:
        conditions.append(Person.employment == circle.employment)
    if circle.kind:
        conditions.append(Person.position_id.in_(select(Position.id).where(Position.kind == circle.kind)))
    if circle.words:
        conditions.append(_named(circle.words))
    return conditions


def with_lines(study: Study) -> Join:
    """Person, left-joined with the enrolments that matter and their completions: one row a line, or one of NULLs."""
    matters = Enrolment.person_id == Person.id
    if study.course:
        course = select(Course.id).where(Course.slug == study.course).scalar_subquery()
        matters = and_(matters, Enrolment.course_id == course)
    people: Join = Person.__table__.join(Enrolment, matters, isouter=True)
    return people.join(Completion, Completion.enrolment_id == Enrolment.id, isouter=True)


def rank_of_line(work: Work, study: Study) -> ColumnElement[int]:
    """The rank of a line's state; that of "new" where a person has none."""
    return case(
        (Enrolment.id.is_(None), RANK[NEW]),
        (Completion.id.is_(None), RANK[RUNNING]),
        (_within(work, study), RANK[DONE]),
        else_=RANK[ELSEWHEN],
    )


def standings(work: Work, study: Study) -> Subquery:
    """(person_id, unit_id, rank, latest): every person that counts, with the rank of their state.

    `latest` is the newest completion within the period. One pass over the people of the branch, grouped by person.
    """
    rank = func.max(rank_of_line(work, study))
    latest = func.max(case((_within(work, study), Completion.completed_at)))
    grouped: Select[*tuple[Any, ...]] = (
        select(Person.id.label("person_id"), Person.unit_id, rank.label("rank"), latest.label("latest"))
        .select_from(with_lines(study))
        .where(*counted(work, study))
        .group_by(Person.id)
    )
    if study.state:
        grouped = grouped.having(rank == RANK[study.state])
    return grouped.subquery()


def _within(work: Work, study: Study) -> ColumnElement[bool]:
    first, after = study.period
    bounds: list[ColumnElement[bool]] = []
    if first:
        bounds.append(Completion.completed_at >= _midnight(work, first))
    if after:
        bounds.append(Completion.completed_at < _midnight(work, after))
    return and_(true(), *bounds)


def _midnight(work: Work, day: date) -> datetime:
    return datetime.combine(day, time(), work.settings.timezone).astimezone(UTC)


def _named(words: str) -> ColumnElement[bool]:
    digits = "".join(mark for mark in words if mark not in " .-")
    if digits.isascii() and digits.isdigit() and len(digits) >= FEWEST_DIGITS:
        return or_(Person.nip.contains(digits), Person.old_nip.contains(digits))
    return Person.name.icontains(words, autoescape=True)
