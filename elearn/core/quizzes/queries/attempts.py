"""Attempts, the answers saved in them, and what they are worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, Select, case, cast, delete, func, select, update
from sqlalchemy.orm import contains_eager, joinedload

from elearn.core.courses import queries as courses
from elearn.core.courses.models import QUIZ, Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.questions.kinds import Answer
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.upsert import insert_into
from elearn.kernel.work import Work

from ..models import Attempt, Response

LINES = 50
"""Newest attempts listed on a quiz's page."""


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt in a list. `score` is percent; both it and `passed` are None until it is submitted."""

    number: int
    code: str
    started_at: datetime
    submitted_at: datetime | None
    score: float | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Best:
    """What counts of all submitted attempts on one quiz: the highest score (percent), and whether any passed."""

    score: float
    passed: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """A stored answer. `points` (0..1) is None until the attempt is marked."""

    answer: Answer
    saved_at: datetime
    points: float | None


def quiz(work: Work, enrolment: Enrolment, key: str) -> Step:
    """The quiz `key` of the version the learner is in. Raises NotFound, also when the key is a lesson's."""
    step = courses.step(work, enrolment.version_id, key)
    if step.kind != QUIZ:
        raise NotFound(_("Kuis ini tidak ada dalam pelatihan. Buka daftar isi pelatihan, lalu pilih dari sana."))
    return step


def own_attempt(work: Work, code: str) -> Attempt:
    """The actor's own attempt with its quiz, enrolment and version, in one statement.

    Raises NotFound for a forged code and for somebody else's.
    """
    version = contains_eager(Attempt.enrolment).joinedload(Enrolment.version, innerjoin=True)
    return _found(work.session.scalar(_own(work, code).options(version)))


def own_attempt_locked(work: Work, code: str) -> Attempt:
    """The same without the version; other requests that change this attempt wait until this transaction ends.

    Who also locks the enrolment does so afterwards, or two requests could wait for each other.
    """
    return _found(work.session.scalar(_locked(_own(work, code))))


def attempt_locked(work: Work, attempt_id: int) -> Attempt:
    """Anybody's attempt by row, locked in the same way."""
    return work.session.scalars(_locked(_attempt().where(Attempt.id == attempt_id))).one()


def latest_attempt(work: Work, enrolment_id: int, step_id: int) -> Attempt | None:
    """The newest attempt; its number says how many there are. Only the newest can still be open."""
    return work.session.scalar(
        select(Attempt)
        .where(Attempt.enrolment_id == enrolment_id, Attempt.step_id == step_id)
        .order_by(Attempt.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def attempt_lines(work: Work, enrolment_id: int, step_id: int) -> tuple[AttemptLine, ...]:
    """The newest attempts on a quiz, newest first; at most LINES."""
    columns = (Attempt.number, Attempt.code, Attempt.started_at, Attempt.submitted_at, Attempt.score, Attempt.passed)
    rows = work.session.execute(
        select(*columns)
        .where(Attempt.enrolment_id == enrolment_id, Attempt.step_id == step_id)
        .order_by(Attempt.number.desc())
        .limit(LINES)
    )
    return tuple(AttemptLine(*row) for row in rows)


def best_scores(work: Work, enrolment_id: int) -> dict[int, Best]:
    """Step id → what counts of the submitted attempts; a quiz without one is left out."""
    rows = work.session.execute(
        select(Attempt.step_id, func.max(Attempt.score), func.max(cast(Attempt.passed, Integer)), func.count())
        .where(Attempt.enrolment_id == enrolment_id, Attempt.submitted_at.is_not(None))
        .group_by(Attempt.step_id)
    )
    return {step_id: Best(score or 0.0, bool(passed), attempts) for step_id, score, passed, attempts in rows}


def saved_answers(work: Work, attempt_id: int) -> dict[str, SavedAnswer]:
    """Question id → what is saved."""
    columns = (Response.question_id, Response.answer, Response.saved_at, Response.points)
    rows = work.session.execute(select(*columns).where(Response.attempt_id == attempt_id))
    return {question_id: SavedAnswer(*rest) for question_id, *rest in rows}


def count_answers(work: Work, attempt_id: int) -> int:
    """How many questions of an attempt are answered."""
    return work.session.scalar(select(func.count()).where(Response.attempt_id == attempt_id)) or 0


def store_answers(work: Work, attempt_id: int, answers: Mapping[str, Answer]) -> None:
    """Saves answers, the newer over the older, in one statement."""
    if not answers:
        return
    statement = insert_into(work.session, Response).values(
        [
            {"attempt_id": attempt_id, "question_id": question_id, "answer": answer, "saved_at": work.now}
            for question_id, answer in answers.items()
        ]
    )
    new = {"answer": statement.excluded.answer, "saved_at": statement.excluded.saved_at}
    work.session.execute(
        statement.on_conflict_do_update(index_elements=[Response.attempt_id, Response.question_id], set_=new)
    )


def forget_answers(work: Work, attempt_id: int, question_ids: Collection[str]) -> None:
    """Removes answers that the learner took back."""
    if question_ids:
        work.session.execute(
            delete(Response).where(Response.attempt_id == attempt_id, Response.question_id.in_(question_ids))
        )


def store_points(work: Work, attempt_id: int, points: Mapping[str, float]) -> None:
    """Writes the points (0..1) of every answer of an attempt, in one statement."""
    if points:
        work.session.execute(
            update(Response)
            .where(Response.attempt_id == attempt_id)
            .values(points=case(dict(points), value=Response.question_id))
            .execution_options(synchronize_session=False)
        )


def _attempt() -> Select[Attempt]:
    """An attempt with its enrolment and quiz."""
    return (
        select(Attempt)
        .join(Attempt.enrolment)
        .options(contains_eager(Attempt.enrolment), joinedload(Attempt.step, innerjoin=True))
    )


def _own(work: Work, code: str) -> Select[Attempt]:
    return _attempt().where(Attempt.code == code, Enrolment.person_id == work.actor.person_id)


def _locked(statement: Select[Attempt]) -> Select[Attempt]:
    return statement.with_for_update(of=Attempt, key_share=True).execution_options(populate_existing=True)


def _found(attempt: Attempt | None) -> Attempt:
    if attempt is None:
        raise NotFound(_("Percobaan kuis ini tidak ditemukan. Buka kuisnya lewat daftar isi pelatihan."))
    return attempt
