"""What a trainer sees of published courses: which are theirs, and their versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from elearn.core.people.models import Person
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import LESSON, Course, CourseVersion, Step
from .publishing import last_number, ours


class Counts(NamedTuple):
    """How many lessons, quizzes and questions a version has."""

    lessons: int
    quizzes: int
    questions: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A published version; `warnings` are those of the check that let it pass."""

    counts: Counts
    id: int
    number: int
    digest: str
    title: str
    published_at: datetime
    publisher: str | None
    warnings: Sequence[Mapping[str, Any]]


def own_course(work: Work, slug: str) -> Course:
    """A course of the actor's. Raises NotFound for another trainer's, as for none at all."""
    found = work.session.scalar(select(Course).where(Course.slug == slug, ours(work)))
    if found is None:
        raise NotFound(
            _("Pelatihan ini tidak ada di antara pelatihan Anda. Buka daftar pelatihan Anda, lalu pilih dari sana.")
        )
    return found


def versions(work: Work, course_id: int, *, page: int = 1) -> tuple[tuple[VersionLine, ...], Paging]:
    """The versions of a course, newest first: the page wanted (from 1), or the last one there is."""
    paging = page_of(last_number(work, course_id), page)  # versions are numbered without a gap
    columns = (
        CourseVersion.id, CourseVersion.number, CourseVersion.digest, CourseVersion.title, CourseVersion.published_at,
        Person.name, CourseVersion.warnings,
    )  # fmt: skip
    newest = (
        select(*columns)
        .outerjoin(Person, Person.id == CourseVersion.published_by)
        .where(CourseVersion.course_id == course_id)
        .order_by(CourseVersion.number.desc())
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    rows = work.session.execute(newest).all()
    counts = _counts(work, [row.id for row in rows])
    return tuple(VersionLine(counts[row.id], *row) for row in rows), paging


def _counts(work: Work, version_ids: Sequence[int]) -> dict[int, Counts]:
    steps = select(Step.version_id, Step.kind, Step.settings).where(Step.version_id.in_(version_ids))
    counts = dict.fromkeys(version_ids, Counts(0, 0, 0))
    for version_id, kind, settings in work.session.execute(steps):
        so_far, is_lesson = counts[version_id], kind == LESSON
        counts[version_id] = Counts(
            lessons=so_far.lessons + is_lesson,
            quizzes=so_far.quizzes + (not is_lesson),
            questions=so_far.questions + settings["question_count"],
        )
    return counts
