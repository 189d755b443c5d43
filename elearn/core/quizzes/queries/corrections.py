"""Corrections of questions, the attempts they touch, and what they raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import contains_eager

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.questions.kinds import Fields
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.outbox import Job
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Work

from ..models import Attempt, Correction, Rise
from ..rules import Remedy
from .statistics import QuizPlace, places


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """A question of a published quiz; `number` counts from 1 in the order of the file."""

    quiz: QuizPlace
    number: int
    public: Fields

    @property
    def id(self) -> str:
        return str(self.public["id"])

    @property
    def step_id(self) -> int:
        return self.quiz.step.id


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, its question, and how far its job is (None: it has none)."""

    correction: Correction
    question: QuestionPlace
    wait: Wait | None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """An applied correction in the history of a question; `by` is "" for the system."""

    id: int
    remedy: Remedy
    applied_at: datetime | None
    by: str
    raised: int


@dataclass(frozen=True, slots=True)
class RiseLine:
    """An attempt whose score (percent) rises, without anything about whose it is; `before` None while it waited."""

    number: int
    submitted_at: datetime | None
    before: float | None
    after: float
    is_passing: bool


def own_question(work: Work, step_id: int, question_id: str) -> QuestionPlace:
    """A question of a quiz of the actor's, in whatever version. Raises NotFound."""
    row = work.session.execute(places(work).where(Step.id == step_id)).one_or_none()
    if row is not None:
        return _question(QuizPlace(*row), question_id)
    raise NotFound(_("Soal ini tidak ada di antara pelatihan Anda. Pilih dari daftar statistik soal."))


def own_correction(work: Work, correction_id: int) -> Corrected:
    """A correction in the actor's courses. Raises NotFound."""
    found = places(work).join(Correction, Correction.step_id == Step.id).outerjoin(Job, Job.id == Correction.job_id)
    row = work.session.execute(found.add_columns(Correction, Job).where(Correction.id == correction_id)).one_or_none()
    if row is None:
        raise NotFound(_("Koreksi ini tidak ada di antara pelatihan Anda. Pilih dari daftar statistik soal."))
    *place, correction, job = row
    question = _question(QuizPlace(*place), correction.question_id)
    return Corrected(correction, question, wait_for(job, work.now) if job else None)


def correction_locked(work: Work, correction_id: int) -> Correction:
    """A correction to be carried on: whoever else would do so waits until this transaction ends."""
    return work.session.get_one(Correction, correction_id, with_for_update=True, populate_existing=True)


def last_applied(work: Work, step_id: int, question_id: str) -> Correction | None:
    """The correction of a question that counts today; a withdrawal is one, too."""
    return work.session.scalar(
        select(Correction)
        .where(*_applied_to(step_id, question_id))
        .order_by(Correction.applied_at.desc(), Correction.id.desc())
        .limit(1)
    )


def history(work: Work, step_id: int, question_id: str) -> tuple[CorrectionLine, ...]:
    """All applied corrections of a question, the newest first."""
    rows = work.session.execute(
        select(Correction, Person.name)
        .outerjoin(Person, Person.id == Correction.applied_by)
        .where(*_applied_to(step_id, question_id))
        .order_by(Correction.applied_at.desc(), Correction.id.desc())
    )
    return tuple(
        CorrectionLine(one.id, Remedy(one.deed, tuple(one.answers), one.reason), one.applied_at, by or "", one.raised)
        for one, by in rows
    )


def count_attempts(work: Work, step_id: int) -> int:
    """How many attempts at a quiz were handed in."""
    handed_in = (Attempt.step_id == step_id, Attempt.submitted_at.is_not(None))
    return work.session.scalar(select(func.count(Attempt.id)).where(*handed_in)) or 0


def attempts_locked(work: Work, step_id: int, *, after: int, learners: int) -> Sequence[Attempt]:
    """All attempts of the next learners above the enrolment `after`, each learner's together, under their locks.

    Open ones are among them: whoever is handing one in by an earlier correction ends first. Enrolments are locked after
    all the attempts, as a learner's own request does.
    """
    ids = (
        select(Attempt.enrolment_id)
        .where(Attempt.step_id == step_id, Attempt.enrolment_id > after)
        .distinct()
        .order_by(Attempt.enrolment_id)
        .limit(learners)
    )
    chosen = work.session.scalars(ids).all()
    attempts = work.session.scalars(
        select(Attempt)
        .join(Attempt.enrolment)
        .options(contains_eager(Attempt.enrolment))
        .where(Attempt.step_id == step_id, Attempt.enrolment_id.in_(chosen))
        .order_by(Attempt.enrolment_id, Attempt.number)
        .with_for_update(of=Attempt, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    held = select(Enrolment.id).where(Enrolment.id.in_(chosen)).order_by(Enrolment.id)
    work.session.execute(held.with_for_update(key_share=True))
    return attempts


def rises(work: Work, correction_id: int, *, page: int = 1) -> tuple[tuple[RiseLine, ...], Paging]:
    """What a correction raises, the biggest leaps first: the page wanted (from 1), or the last one there is."""
    mine = Rise.correction_id == correction_id
    paging = page_of(work.session.scalar(select(func.count()).where(mine)) or 0, page)
    columns = (Attempt.number, Attempt.submitted_at, Rise.before, Rise.after, Rise.is_passing)
    rows = work.session.execute(
        select(*columns)
        .join(Attempt, Attempt.id == Rise.attempt_id)
        .where(mine)
        .order_by(Rise.is_passing.desc(), (Rise.after - func.coalesce(Rise.before, 0.0)).desc(), Rise.attempt_id)
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    return tuple(RiseLine(*row) for row in rows), paging


def risen_by(work: Work, attempt_id: int) -> tuple[tuple[str, float | None], ...]:
    """Each correction that raised an attempt, the earliest first: of which question (id), and the score (percent) before."""
    rows = work.session.execute(
        select(Correction.question_id, Rise.before)
        .join(Correction, Correction.id == Rise.correction_id)
        .where(Rise.attempt_id == attempt_id, Correction.applied_at.is_not(None))
        .order_by(Correction.applied_at, Correction.id)
    )
    return tuple((question_id, before) for question_id, before in rows)


def forget_rises(work: Work, correction_id: int) -> None:
    """Removes what the rehearsal found, before the correction is applied."""
    work.session.execute(delete(Rise).where(Rise.correction_id == correction_id))


def _question(quiz: QuizPlace, question_id: str) -> QuestionPlace:
    for number, public in enumerate(quiz.step.questions, start=1):
        if public["id"] == question_id:
            return QuestionPlace(quiz, number, public)
    raise NotFound(_("Soal ini tidak ada di antara pelatihan Anda. Pilih dari daftar statistik soal."))


def _applied_to(step_id: int, question_id: str) -> tuple[Any, ...]:
    return (
        Correction.step_id == step_id,
        Correction.question_id == question_id,
        Correction.applied_at.is_not(None),
    )
