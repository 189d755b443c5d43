"""The job behind a correction: every attempt of the quiz is marked anew, learner by learner, and never for the worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from elearn.core.people import queries as people
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from .. import queries
from ..models import Attempt, Correction, Rise
from ..queries import Key
from ..rules import Outcome, Raised, Remedy, better
from .answers import mark_paper
from .attempts import outcome_of, store_marks

PART = 25
"""Learners of one transaction: certificates may be replaced in it, and others wait for the agency's counter."""


def run_regrade(errand: Errand, correction_id: int) -> None:
    """The job REGRADE_JOB: part by part, each in a transaction that also says how far it went.

    Before the correction is applied it only notes what would rise. A worker that dies loses its part alone; run twice it
    finds nothing left to do.
    """
    with errand.looking() as work:
        correction = work.session.get_one(Correction, correction_id)
        total = queries.count_attempts(work, correction.step_id)
    while (looked := _part(errand, correction_id)) is not None:
        errand.progress(looked, max(total, looked))


def _part(errand: Errand, correction_id: int) -> int | None:
    """Looks at the next few learners; how many attempts were looked at so far, None when there are no more."""
    with errand.writing() as work:
        correction = queries.correction_locked(work, correction_id)
        if correction.ended_at is not None:
            return None
        attempts = queries.attempts_locked(work, correction.step_id, after=correction.after_id, learners=PART)
        if not attempts:
            correction.ended_at = work.now
            correction.rehearsed_at = correction.rehearsed_at or work.now
            return None
        _look(work, correction, attempts)
        correction.after_id = attempts[-1].enrolment_id
        return correction.attempts


def _look(work: Work, correction: Correction, attempts: Sequence[Attempt]) -> None:
    """Marks these attempts, notes which are worth more, and once the correction is applied lets them be."""
    if correction.applied_by is not None:
        work.actor = people.actor_now(work, correction.applied_by)
    key = _key(work, correction)
    handed_in = [attempt for attempt in attempts if attempt.submitted_at is not None]
    raised = [one for attempt in handed_in for one in _regrade(work, attempt, key, correction)]
    for one in raised:
        is_passing = one.after.passed and not one.before.passed
        work.session.add(Rise(correction_id=correction.id, attempt_id=one.attempt_id, before=one.before.score, after=one.after.score, is_passing=is_passing))  # fmt: skip
    passed = {attempt.enrolment_id for attempt in handed_in if attempt.passed}
    correction.attempts += len(handed_in)
    correction.raised += len(raised)
    correction.passing += len({one.enrolment_id for one in raised if one.after.passed} - passed)
    correction.effects = _with_effects(work, correction, raised)
    work.session.flush()
    if correction.applied_at is not None:
        _settle(work, correction, handed_in, raised)


def _key(work: Work, correction: Correction) -> Key:
    """What counts of all questions; a rehearsal's own correction as if it were applied."""
    key = queries.key_of(work, correction.step_id)
    if correction.applied_at is not None:
        return key
    tried = Remedy(correction.deed, tuple(correction.answers), correction.reason)
    return Key(key.sealed, {**key.remedies, correction.question_id: tried})


def _regrade(work: Work, attempt: Attempt, key: Key, correction: Correction) -> Iterator[Raised]:
    """What the attempt is worth by this key, if that is more than before."""
    saved = queries.saved_answers(work, attempt.id)
    marks = mark_paper(work, attempt, saved, key)
    before = Outcome(attempt.score, bool(attempt.passed))
    after = better(before, outcome_of(attempt, marks))
    if correction.applied_at is not None:
        store_marks(work, attempt, saved, marks)
    if after != before:
        yield Raised(attempt.id, attempt.enrolment_id, attempt.step_id, before, after)


def _with_effects(work: Work, correction: Correction, raised: Sequence[Raised]) -> dict[str, int]:
    """What follows in other rooms, with what followed from the parts before."""
    counts = Counter(correction.effects)
    if raised:
        for effect in work.hooks.gather("regrade_effects", work=work, raised=raised):
            counts[effect.title] += effect.count
    return dict(counts)


def _settle(work: Work, correction: Correction, attempts: Sequence[Attempt], raised: Sequence[Raised]) -> None:
    """Writes the scores and tells `attempts_regraded`, once for each learner."""
    worth = {one.attempt_id: one.after for one in raised}
    reason = reason_of(correction)
    risen = [attempt for attempt in attempts if attempt.id in worth]
    for attempt in risen:
        attempt.score, attempt.passed = worth[attempt.id].score, worth[attempt.id].passed
    work.session.flush()
    for _enrolment_id, theirs in groupby(risen, key=lambda attempt: attempt.enrolment_id):
        work.tell("attempts_regraded", attempts=tuple(theirs), reason=reason)


def reason_of(correction: Correction) -> str:
    """The correction as certificates and ledgers name it: which question of which quiz, and why."""
    ids = [question["id"] for question in correction.step.questions]
    number = ids.index(correction.question_id) + 1
    return _(
        "Koreksi soal %(number)s pada kuis “%(title)s”: %(reason)s",
        number=number,
        title=correction.step.title,
        reason=correction.reason,
    )
