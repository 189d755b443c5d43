"""What is counted of the answers to a quiz, in sets: no statement per learner, none per question."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Text, cast, func, select

from elearn.core.courses.models import QUIZ, Course, CourseVersion, Step
from elearn.core.courses.queries.publishing import ours
from elearn.core.questions.kinds import Answer
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import Attempt, Response

MOST_ANSWERS = 20_000
"""Different answers read for one page, the most frequent first."""


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz of the actor's: attempts handed in, and their mean score (percent), None without any."""

    slug: str
    key: str
    title: str
    course_title: str
    attempts: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class QuizPlace:
    """A quiz in the version `number` of a course."""

    step: Step
    slug: str
    course_title: str
    number: int


@dataclass(frozen=True, slots=True)
class ItemSums:
    """`earned` points (0..1 each) of `marked` answers to one question; and sums over those of attempts that have a score:
    points p and score (percent) s."""

    marked: int
    earned: float
    count: int
    p: float
    pp: float
    s: float
    ss: float
    ps: float


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """The same answer to a question with the same points, `times` times."""

    question_id: str
    answer: Answer
    points: float | None
    times: int


def quiz_lines(work: Work, *, page: int = 1) -> tuple[tuple[QuizLine, ...], Paging]:
    """The quizzes of the actor's courses as they are now: the page wanted (from 1), or the last one there is."""
    paging = page_of(work.session.scalar(_quizzes(work, select(func.count()))) or 0, page)
    columns = (Course.slug, Step.key, Step.title, CourseVersion.title, func.count(Attempt.id), func.avg(Attempt.score))
    rows = work.session.execute(
        _quizzes(work, select(*columns))
        .outerjoin(Attempt, (Attempt.step_id == Step.id) & Attempt.submitted_at.is_not(None))
        .group_by(Course.slug, Step.id, Step.key, Step.title, Step.ordinal, CourseVersion.title)
        .order_by(CourseVersion.title, Step.ordinal)
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    return tuple(QuizLine(*row) for row in rows), paging


def own_quiz(work: Work, slug: str, key: str, number: int | None = None) -> QuizPlace:
    """A quiz of the actor's in the version of that number; without one, as it is now. Raises NotFound."""
    is_wanted = CourseVersion.id == Course.current_id if number is None else CourseVersion.number == number
    row = work.session.execute(places(work).where(Course.slug == slug, Step.key == key, is_wanted)).one_or_none()
    if row is None:
        raise NotFound(_("Kuis ini tidak ada di antara pelatihan Anda. Pilih dari daftar statistik soal."))
    return QuizPlace(*row)


def places(work: Work) -> Select[*tuple[Any, ...]]:
    """The columns of a QuizPlace, of every version's quizzes in the actor's courses."""
    return (
        select(Step, Course.slug, CourseVersion.title, CourseVersion.number)
        .join(CourseVersion, CourseVersion.id == Step.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Step.kind == QUIZ, ours(work))
    )


def versions_of(work: Work, course_id: int, key: str) -> tuple[int, ...]:
    """The numbers of the versions of a course that have this quiz."""
    return tuple(
        work.session.scalars(
            select(CourseVersion.number)
            .join(Step, Step.version_id == CourseVersion.id)
            .where(CourseVersion.course_id == course_id, Step.key == key, Step.kind == QUIZ)
            .order_by(CourseVersion.number)
        )
    )


def item_sums(work: Work, course_id: int, question_ids: Collection[str]) -> dict[str, ItemSums]:
    """Question id → sums over all versions of a course, for a question keeps its id."""
    p, s = Response.points, Attempt.score
    scored = p + 0 * s  # null where there is no score, and so left out of a sum
    sums = (func.sum(scored), func.sum(p * scored), func.sum(s), func.sum(s * s), func.sum(p * s))
    rows = work.session.execute(
        _answers(
            select(Response.question_id, func.count(p), func.sum(p), func.count(scored), *sums), course_id, question_ids
        )
        .where(p.is_not(None))
        .group_by(Response.question_id)
    )
    return {question_id: ItemSums(*found) for question_id, *found in rows}


def answer_counts(work: Work, course_id: int, question_ids: Collection[str]) -> list[AnswerCount]:
    """How often each answer was given, over all versions of a course."""
    words, times = cast(Response.answer, Text), func.count()
    rows = work.session.execute(
        _answers(select(Response.question_id, words, Response.points, times), course_id, question_ids)
        .group_by(Response.question_id, words, Response.points)
        .order_by(times.desc(), Response.question_id)
        .limit(MOST_ANSWERS)
    )
    return [AnswerCount(question_id, json.loads(text), points, count) for question_id, text, points, count in rows]


def _quizzes(work: Work, columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(Step)
        .join(CourseVersion, CourseVersion.id == Step.version_id)
        .join(Course, Course.current_id == CourseVersion.id)
        .where(Step.kind == QUIZ, ours(work))
    )


def _answers(
    columns: Select[*tuple[Any, ...]], course_id: int, question_ids: Collection[str]
) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(Response)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(Step, Step.id == Attempt.step_id)
        .join(CourseVersion, CourseVersion.id == Step.version_id)
        .where(
            CourseVersion.course_id == course_id,
            Attempt.submitted_at.is_not(None),
            Response.question_id.in_(question_ids),
        )
    )
