"""An attempt from start to mark. The second of two same requests does no harm."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import SystemRandom

from elearn.core.courses.models import Step
from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment.models import Enrolment
from elearn.core.enrolment.services import note_place
from elearn.core.questions.kinds import WAITING, Mark
from elearn.kernel.errors import Refused
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from .. import queries
from ..models import Attempt
from ..paper import draw_paper
from ..queries import SavedAnswer
from ..rules import GRACE, Outcome, QuizRules, quiz_rules, score_of_marks
from .answers import Saved, is_over, mark_paper, store
from .refusals import AttemptsUsedUp

CODE_BYTES = 18
"""Random bytes in an attempt's address: 144 bits."""

CLOSE = "quizzes:close"
"""The job that hands in an attempt whose time is up."""


def start(work: Work, enrolment: Enrolment, step: Step) -> Attempt:
    """Starts an attempt, or returns the one that is still open.

    Asks `may_start_attempt`. Raises AttemptsUsedUp, and Refused with the reasons of the policies that say no.
    """
    _close_overdue(work, enrolment, step)
    enrolments.lock(work, enrolment)
    rules = quiz_rules(step.settings)
    latest = queries.latest_attempt(work, enrolment.id, step.id)
    if latest is not None and latest.submitted_at is None:
        return latest
    used = latest.number if latest else 0
    if not rules.may_retry(used):
        raise AttemptsUsedUp(step, rules)
    work.ask("may_start_attempt", enrolment=enrolment, step=step)
    note_place(work, enrolment, step.id)
    return _begin(work, enrolment, step, rules, number=used + 1)


def reasons_against_start(work: Work, enrolment: Enrolment, step: Step) -> tuple[str, ...]:
    """Why the policies would refuse an attempt now; empty when they would not."""
    try:
        work.ask("may_start_attempt", enrolment=enrolment, step=step)
    except Refused as refused:
        return refused.reasons
    return ()


def hand_in(work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]], *, is_sure: bool) -> Saved | None:
    """Saves what the form holds and submits; None when the attempt is submitted now (or was before).

    Otherwise returns what stands in the way: answers that cannot be read, or, unless `is_sure`, questions without one.
    """
    if attempt.submitted_at is not None or is_over(work, attempt):
        submit(work, attempt)
        return None
    answers, problems = store(work, attempt, sent)
    stored = queries.saved_answers(work, attempt.id)
    saved = Saved(work.now, len(stored), len(attempt.paper), answers, problems)
    if problems or not (is_sure or saved.is_complete):
        return saved
    _submit(work, attempt, stored)
    return None


def submit(work: Work, attempt: Attempt) -> Attempt:
    """Marks an attempt by its saved answers and tells `attempt_submitted`; a submitted one is returned as it is.

    While a person has still to mark an answer there is no score, and nobody has passed or failed.
    `attempt` is loaded with its lock. Raises KindMissing.
    """
    if attempt.submitted_at is None:
        _submit(work, attempt, queries.saved_answers(work, attempt.id))
    return attempt


def _submit(work: Work, attempt: Attempt, saved: Mapping[str, SavedAnswer]) -> None:
    count(work, attempt, saved)
    attempt.submitted_at = work.now
    work.session.flush()
    work.tell("attempt_submitted", attempt=attempt)


def count(work: Work, attempt: Attempt, saved: Mapping[str, SavedAnswer]) -> None:
    """Writes what each saved answer earned, and the score once none of them waits. Raises KindMissing."""
    marks = mark_paper(work, attempt, saved, queries.key_of(work, attempt.step_id))
    store_marks(work, attempt, saved, marks)
    worth = outcome_of(attempt, marks)
    if worth.score is not None:
        attempt.score, attempt.passed = worth.score, worth.passed


def store_marks(work: Work, attempt: Attempt, saved: Mapping[str, SavedAnswer], marks: Mapping[str, Mark]) -> None:
    """Writes what each saved answer earned, but for those that wait."""
    settled = {key: mark for key, mark in marks.items() if mark.state != WAITING}
    queries.store_points(work, attempt.id, {key: float(settled[key].points) for key in saved if key in settled})


def outcome_of(attempt: Attempt, marks: Mapping[str, Mark]) -> Outcome:
    """What the marks of a whole paper make of an attempt."""
    score = score_of_marks(marks, {question["id"]: question["weight"] for question in attempt.step.questions})
    return Outcome(score, score is not None and quiz_rules(attempt.step.settings).passes(score))


def close_attempt(errand: Errand, attempt_id: int) -> None:
    """The job CLOSE: submits what was saved when the learner did not; does nothing when they did."""
    with errand.writing() as work:
        submit(work, queries.attempt_locked(work, attempt_id))


def _close_overdue(work: Work, enrolment: Enrolment, step: Step) -> None:
    """Hands in the open attempt when its time is up; before the enrolment is locked, for an attempt goes first."""
    latest = queries.latest_attempt(work, enrolment.id, step.id)
    if latest is not None and latest.submitted_at is None and is_over(work, latest):
        submit(work, queries.attempt_locked(work, latest.id))


def _begin(work: Work, enrolment: Enrolment, step: Step, rules: QuizRules, *, number: int) -> Attempt:
    ids = [question["id"] for question in step.questions]
    attempt = work.add(
        Attempt(
            code=secrets.token_urlsafe(CODE_BYTES),
            enrolment=enrolment,
            step=step,
            number=number,
            paper=draw_paper(ids, rules, random=SystemRandom()),
            started_at=work.now,
        )
    )
    end = rules.ends_at(attempt.started_at)
    if end is not None:
        work.later(CLOSE, due_at=end + GRACE + timedelta(seconds=1), attempt_id=attempt.id)
    return attempt
