"""A question was corrected: the ledger says which attempts rose, and completion, score and certificate follow."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.quizzes.models import Attempt
from elearn.core.quizzes.rules import Raised
from elearn.hooks.values import Effect
from elearn.kernel.i18n import N_
from elearn.kernel.work import Work

from . import queries, services
from .rules import ATTEMPT_REGRADED, COMPLETION_REGRADED

COMPLETING = N_("Menyelesaikan pelatihan")
RISING = N_("Nilai akhir naik")


def record(work: Work, attempts: Sequence[Attempt], reason: str) -> None:
    """Adds what became of one learner's attempts, and what follows from it.

    Whoever meets the last requirement by it completes the course at this moment. A completion there was keeps its day;
    its final score rises where these attempts had counted for it, and `completion_regraded` is told.
    """
    held = queries.hold(work, attempts[0].enrolment_id)
    for attempt in attempts:
        facts = {"attempt": attempt.id, "score": attempt.score, "passed": bool(attempt.passed), "reason": reason}
        services.record(work, held, ATTEMPT_REGRADED, attempt.step_id, **facts)
    if services.recount(work, held).standing.closed is not None:
        _raise(work, held, reason)


def _raise(work: Work, held: queries.Held, reason: str) -> None:
    completion = queries.completion_of(work, held.enrolment_id)
    score = queries.regraded(work, [held.enrolment_id])[held.enrolment_id].risen_score
    if completion is None or score is None:
        return
    services.record(work, held, COMPLETION_REGRADED, score=score, before=completion.score, reason=reason)
    completion.score = score
    work.session.flush()
    work.tell("completion_regraded", completion=completion, reason=reason)


def effects(work: Work, raised: Sequence[Raised]) -> tuple[Effect, ...]:
    """How many would complete their course, and how many completions would have a better score."""
    found = queries.regraded(work, {one.enrolment_id for one in raised}, raised).values()
    return (
        Effect(COMPLETING, sum(one.is_completing for one in found)),
        Effect(RISING, sum(one.risen_score is not None for one in found)),
    )
