"""Every SELECT about feedback: the actor's own answers, and what a trainer may see of those of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, join, select, update

from elearn.core.completion.models import Completion
from elearn.core.courses.models import Course, CourseVersion
from elearn.core.courses.queries.publishing import ours
from elearn.core.enrolment.models import Enrolment
from elearn.plugin import Conflict, NotFound, Work, _

from .models import Answer
from .rules import INVITATION_DAYS, SCALE, change_ends, mean_stars

Columns: TypeAlias = Select[*tuple[Any, ...]]

PER_PAGE = 50
"""Courses, or comments, on one page."""


class NotYetCompleted(Conflict):
    """A course is rated after it has been completed."""

    def __init__(self, title: str) -> None:
        super().__init__(_("Selesaikan dahulu pelatihan “%(title)s”, lalu beri umpan balik.", title=title))


@dataclass(frozen=True, slots=True)
class Own:
    """A course the actor has completed, and what they said of it; `stars` and `given_at` are None before an answer."""

    enrolment_id: int
    title: str
    stars: int | None
    comment: str
    given_at: datetime | None

    def may_change(self, now: datetime) -> bool:
        """Whether the answer can be given, or still be changed."""
        return self.given_at is None or now <= change_ends(self.given_at)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A course of the trainer's whose answers are shown."""

    slug: str
    title: str
    answers: int
    mean: float


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of one course: `counts` stars → how many gave them; empty until anything is."""

    course_id: int
    slug: str
    title: str
    counts: Mapping[int, int]

    @property
    def answers(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float:
        return mean_stars(self.counts)


def own(work: Work, enrolment_id: int) -> Own:
    """The actor's own answer, or the place for one.

    Raises NotFound for somebody else's enrolment, NotYetCompleted before the course is completed.
    """
    row = work.session.execute(_own(work).where(Enrolment.id == enrolment_id)).one_or_none()
    if row is None:
        raise NotFound
    if row.completed_at is None:
        raise NotYetCompleted(row.title)
    return _read_own(row)


def own_of_course(work: Work, course_id: int) -> Own | None:
    """The actor's newest completed enrolment in a course; None when there is none."""
    completed = _own(work).where(Enrolment.course_id == course_id, Completion.completed_at.is_not(None))
    row = work.session.execute(completed.order_by(Enrolment.cycle.desc()).limit(1)).one_or_none()
    return None if row is None else _read_own(row)


def invitation(work: Work) -> Own | None:
    """The course the actor completed last in the past INVITATION_DAYS and has not rated yet."""
    since = work.now - timedelta(days=INVITATION_DAYS)
    waiting = _own(work).where(Completion.completed_at >= since, Answer.id.is_(None))
    row = work.session.execute(
        waiting.order_by(Completion.completed_at.desc(), Completion.id.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _read_own(row)


def answer_of(work: Work, enrolment_id: int) -> Answer | None:
    """The stored answer, to be changed."""
    return work.session.scalar(select(Answer).where(Answer.enrolment_id == enrolment_id))


def lock_course(work: Work, course_id: int) -> None:
    """Lets another new answer to the course wait until this transaction ends, or both would count as the last one."""
    work.session.scalar(select(Course.id).where(Course.id == course_id).with_for_update(key_share=True))


def count_waiting(work: Work, course_id: int) -> int:
    """How many answers to a course have never been shown."""
    return work.session.scalar(select(func.count()).where(_to(course_id), Answer.shown_stars.is_(None))) or 0


def show_answers(work: Work, course_id: int) -> None:
    """Lets the trainer see all answers to a course as they stand."""
    now = {"shown_stars": Answer.stars, "shown_comment": Answer.comment}
    work.session.execute(update(Answer).where(_to(course_id)).values(now).execution_options(synchronize_session=False))


def results(work: Work, *, page: int = 1) -> tuple[tuple[ResultLine, ...], int]:
    """The page-th page (from 1) of the actor's courses with shown answers, by title; and how many there are in all."""
    answers, stars = func.count(Answer.shown_stars), func.sum(Answer.shown_stars)
    columns = (Course.slug, CourseVersion.title, answers, stars, func.count().over())
    grouped = (
        select(*columns)
        .select_from(Answer)
        .join(Enrolment, Enrolment.id == Answer.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .join(CourseVersion, CourseVersion.id == Course.current_id)
        .where(ours(work), Answer.shown_stars.is_not(None))
        .group_by(Course.id, Course.slug, CourseVersion.title)
        .order_by(func.lower(CourseVersion.title), Course.id)
    )
    rows = work.session.execute(grouped.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    lines = (ResultLine(slug, title, count, (total or 0) / count) for slug, title, count, total, *__ in rows)
    return tuple(lines), rows[0][-1] if rows else 0


def result(work: Work, slug: str) -> Result:
    """What is shown of a course of the actor's. Raises NotFound for another trainer's."""
    shown = join(Enrolment, Answer, (Answer.enrolment_id == Enrolment.id) & Answer.shown_stars.is_not(None))
    counted = (
        select(Course.id, CourseVersion.title, Answer.shown_stars, func.count())
        .select_from(Course)
        .join(CourseVersion, CourseVersion.id == Course.current_id)
        .outerjoin(shown, Enrolment.course_id == Course.id)
        .where(Course.slug == slug, ours(work))
    )
    rows = work.session.execute(counted.group_by(Course.id, CourseVersion.title, Answer.shown_stars)).all()
    if not rows:
        raise NotFound(_("Pelatihan ini tidak ada di antara pelatihan Anda. Pilih pelatihan dari daftar hasil."))
    found = {row.shown_stars: row[3] for row in rows if row.shown_stars is not None}
    return Result(rows[0].id, slug, rows[0].title, dict.fromkeys(SCALE, 0) | found if found else {})


def comments(work: Work, course_id: int, *, page: int = 1) -> tuple[tuple[str, ...], int]:
    """The page-th page (from 1) of comments in their drawn order, without anything about their writers; and how many."""
    written = (
        select(Answer.shown_comment, func.count().over())
        .join(Enrolment, Enrolment.id == Answer.enrolment_id)
        .where(Enrolment.course_id == course_id, Answer.shown_comment != "")
        .order_by(Answer.place, Answer.id)
    )
    rows = work.session.execute(written.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return tuple(comment or "" for comment, _ in rows), rows[0][-1] if rows else 0


def _own(work: Work) -> Columns:
    """The actor's enrolments with completion and answer, where there are any."""
    return (
        select(
            Enrolment.id,
            CourseVersion.title,
            Completion.completed_at,
            Answer.stars,
            Answer.comment,
            Answer.given_at,
        )
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .outerjoin(Answer, Answer.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == work.actor.person_id)
    )


def _read_own(row: Any) -> Own:
    return Own(row.id, row.title, row.stars, row.comment or "", row.given_at)


def _to(course_id: int) -> ColumnElement[bool]:
    """Whether an answer is one to this course."""
    return Answer.enrolment_id.in_(select(Enrolment.id).where(Enrolment.course_id == course_id))
