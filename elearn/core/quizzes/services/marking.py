"""A person marks an answer that does not mark itself; the attempt has a score once the last one is marked."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.courses import queries as courses
from elearn.core.questions.kinds import Criterion
from elearn.core.questions.rubric import Ruling
from elearn.kernel.work import Work

from .. import queries
from ..models import Attempt
from .answers import kind_of
from .attempts import count
from .refusals import AlreadyMarked


def criteria_of(work: Work, attempt: Attempt, question_id: str) -> Sequence[Criterion]:
    """By what an answer of this attempt is marked. Raises KindMissing."""
    sealed = courses.sealed(work, attempt.step_id)[question_id]
    return kind_of(work, sealed).criteria(sealed)


def waiting_answer(work: Work, attempt_id: int, question_id: str) -> queries.LearnerPaper:
    """An answer the actor can mark. Raises NotFound as `queries.answer_to_mark` does, AlreadyMarked."""
    paper = queries.answer_to_mark(work, attempt_id, question_id)
    if paper.points is not None:
        raise AlreadyMarked
    return paper


def rule(work: Work, attempt_id: int, question_id: str, ruling: Ruling) -> Attempt:
    """Stores what the actor gives for an answer; after the last one of the attempt tells `attempt_marked`.

    Raises what `waiting_answer` raises; of two people who mark at once the second is told so.
    """
    attempt = queries.attempt_locked(work, queries.answer_to_mark(work, attempt_id, question_id).attempt.id)
    waiting_answer(work, attempt_id, question_id)
    queries.store_ruling(work, attempt_id, question_id, ruling)
    work.session.flush()
    count(work, attempt, queries.saved_answers(work, attempt.id))
    work.session.flush()
    if attempt.score is not None:
        work.tell("attempt_marked", attempt=attempt)
    return attempt
