"""Who is in which version of a course: counted by the database, and in parts for what has to be looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.work import Work

from ..models import Completion
from .checklists import Case, requirement_of


@dataclass(frozen=True, slots=True)
class VersionPeople:
    """A version that somebody is in: how many are learning now, and how many completed it; `digest` names its content."""

    version_id: int
    number: int
    digest: str
    learning: int
    completed: int


@dataclass(frozen=True, slots=True)
class Participant(Case):
    """An enrolment and whether it was completed."""

    is_completed: bool


def people_by_version(work: Work, course_id: int) -> tuple[VersionPeople, ...]:
    """The versions of a course that somebody is in, newest first, in one statement."""
    version, completed = (CourseVersion.id, CourseVersion.number, CourseVersion.digest), func.count(Completion.id)
    rows = (
        select(*version, func.count(Enrolment.id) - completed, completed)
        .join(Enrolment, Enrolment.version_id == CourseVersion.id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(CourseVersion.course_id == course_id)
        .group_by(*version)
        .order_by(CourseVersion.number.desc())
    )
    return tuple(VersionPeople(*row) for row in work.session.execute(rows))


def participants(work: Work, course_id: int, *, after: int, limit: int) -> Sequence[Participant]:
    """The next enrolments in any version of a course, above the id `after`."""
    rows = (
        select(Enrolment.id, Enrolment.version_id, CourseVersion.requirement, Completion.id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.course_id == course_id, Enrolment.id > after)
        .order_by(Enrolment.id)
        .limit(limit)
    )
    return [
        Participant(first, version, requirement_of(rule), completion is not None)
        for first, version, rule, completion in work.session.execute(rows)
    ]
