"""Answers that wait for a person, and what people gave for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from elearn.core.courses.models import Course, CourseVersion, Step
from elearn.core.courses.queries.publishing import ours
from elearn.core.enrolment.models import Enrolment
from elearn.core.questions.kinds import Answer
from elearn.core.questions.rubric import Ruling
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import Attempt, Response, StoredRuling


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An answer that waits, without anything about who wrote it."""

    attempt_id: int
    question_id: str
    quiz_title: str
    course_title: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class LearnerPaper:
    """An answer with the attempt it belongs to; `points` (0..1) is None while it waits."""

    attempt: Attempt
    answer: Answer
    points: float | None
    course_title: str


def waiting_answers(work: Work, *, page: int = 1) -> tuple[tuple[WaitingLine, ...], Paging]:
    """What waits in the actor's courses, the oldest first: the page wanted (from 1), or the last one there is."""
    paging = page_of(work.session.scalar(_waiting(work, select(func.count()))) or 0, page)
    columns = (Attempt.id, Response.question_id, Step.title, CourseVersion.title, Attempt.submitted_at)
    ordered = _waiting(work, select(*columns)).order_by(Attempt.submitted_at, Attempt.id, Response.question_id)
    rows = work.session.execute(ordered.limit(PAGE_SIZE).offset(paging.offset))
    return tuple(WaitingLine(*row) for row in rows), paging


def answer_to_mark(work: Work, attempt_id: int, question_id: str) -> LearnerPaper:
    """A handed-in answer in the actor's courses. Raises NotFound for others, and for the actor's own."""
    row = work.session.execute(
        _in_my_courses(work, select(Attempt, Response.answer, Response.points, CourseVersion.title))
        .join(Attempt.enrolment)
        .options(contains_eager(Attempt.step), contains_eager(Attempt.enrolment))
        .where(Attempt.id == attempt_id, Response.question_id == question_id, Attempt.submitted_at.is_not(None))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row[0].enrolment.person_id == work.actor.person_id:
        raise NotFound(_("Jawaban ini tidak ada di antara yang dapat Anda nilai. Pilih dari daftar penilaian."))
    return LearnerPaper(*row)


def rulings(work: Work, attempt_id: int) -> dict[str, Ruling]:
    """Question id → what a person gave for the answer."""
    columns = (StoredRuling.question_id, StoredRuling.points, StoredRuling.comment)
    rows = work.session.execute(select(*columns).where(StoredRuling.attempt_id == attempt_id))
    return {question_id: Ruling(points, comment) for question_id, points, comment in rows}


def store_ruling(work: Work, attempt_id: int, question_id: str, ruling: Ruling) -> None:
    """Adds what the actor gives for an answer."""
    work.add(
        StoredRuling(
            attempt_id=attempt_id,
            question_id=question_id,
            points=dict(ruling.points),
            comment=ruling.comment,
            marked_by=work.actor.person_id,
            marked_at=work.now,
        )
    )


def _in_my_courses(work: Work, columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(Response)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(Attempt.step)
        .join(CourseVersion, CourseVersion.id == Step.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(ours(work))
    )


def _waiting(work: Work, columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    mine = _in_my_courses(work, columns).join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    waits = (Attempt.submitted_at.is_not(None), Attempt.score.is_(None), Response.points.is_(None))
    return mine.where(*waits, Enrolment.person_id.is_distinct_from(work.actor.person_id))
