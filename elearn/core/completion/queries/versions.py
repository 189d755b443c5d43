"""Who is in which version of a course, and what they have done there: what publishing another one looks at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.work import Work

from ..models import Completion
from .checklists import Case, Checklist, checklists, requirement_of


@dataclass(frozen=True, slots=True)
class VersionPeople:
    """A version that somebody is in: how many completed it, and the checklist of each who is learning now."""

    version_id: int
    number: int
    completed: int
    learning: Sequence[Checklist]


def people_by_version(work: Work, course_id: int) -> tuple[VersionPeople, ...]:
    """The versions of a course that somebody is in, newest first, in three statements at most."""
    rows = (
        select(CourseVersion.id, CourseVersion.number, CourseVersion.requirement, Enrolment.id, Completion.id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.course_id == course_id)
        .order_by(CourseVersion.number.desc(), Enrolment.id)
    )
    numbers: dict[int, int] = {}
    completed: Counter[int] = Counter()
    learning: dict[int, list[Case]] = defaultdict(list)
    for version_id, number, rule, enrolment_id, completion_id in work.session.execute(rows):
        numbers[version_id] = number
        if completion_id is None:
            learning[version_id].append(Case(enrolment_id, version_id, requirement_of(rule)))
        else:
            completed[version_id] += 1
    cases = [case for group in learning.values() for case in group]
    found = checklists(work, cases) if cases else {}
    return tuple(
        VersionPeople(
            version_id, number, completed[version_id], [found[case.enrolment_id] for case in learning[version_id]]
        )
        for version_id, number in numbers.items()
    )
