"""Writing the ledger, and what follows from it in the same transaction: the summary, and completion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from elearn.core.courses.models import LESSON, Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.questions.kinds import Answer
from elearn.core.quizzes.models import Attempt
from elearn.kernel.errors import Invalid, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from . import checks, queries
from .models import Completion, LedgerEvent
from .queries import Checklist, Credential, Held, Stored, Summary
from .rules import COURSE_COMPLETED, LESSON_COMPLETED, RULE_VERSION, Standing

BATCH = 500
"""Enrolments that `rebuild` looks at in one transaction."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored of an enrolment is not what the ledger says; None where there is, or should be, nothing."""

    enrolment_id: int
    what: Literal["progress", "completion"]
    stored: Summary | Credential | None
    computed: Summary | Credential | None

    @property
    def is_mendable(self) -> bool:
        """A summary is; a completion is a credential, and no recount makes or withdraws one."""
        return self.what == "progress"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some enrolments looked at; `last_id` is where the next batch goes on, None after the last."""

    checked: int
    last_id: int | None
    differences: tuple[Difference, ...]


def record(work: Work, held: Held, kind: str, step_id: int | None = None, **facts: Any) -> LedgerEvent:
    """Adds one event, with the learner's unit, position and grade as they are now. `facts` must be JSON."""
    return work.add(event_of(work, held, kind, step_id, facts))


def event_of(work: Work, held: Held, kind: str, step_id: int | None, facts: dict[str, Any]) -> LedgerEvent:
    """The same event, not yet added: for whoever adds many of them at once."""
    return LedgerEvent(
        at=work.now,
        kind=kind,
        enrolment_id=held.enrolment_id,
        person_id=held.person_id,
        actor_id=work.actor.person_id,
        unit_id=held.unit_id,
        position=held.position,
        grade=held.grade,
        version_id=held.version_id,
        step_id=step_id,
        rule_version=RULE_VERSION,
        facts=facts,
    )


def record_attempt(work: Work, kind: str, attempt: Attempt) -> None:
    """Adds what became of an attempt, and what follows from it; `score` is None while a person has still to mark."""
    facts = {"attempt": attempt.id, "score": attempt.score, "passed": bool(attempt.passed)}
    held = queries.hold(work, attempt.enrolment_id)
    record(work, held, kind, attempt.step_id, **facts)
    recount(work, held)


def finish_lesson(work: Work, enrolment: Enrolment, step: Step, answers: Mapping[str, Answer]) -> Checklist:
    """The learner says that a lesson is done; one with check questions needs an answer to each of them.

    `answers` maps question ids to answers. Finishing again changes nothing.
    Raises NotFound for a step that is no lesson of this course, Invalid for a question without an answer.
    """
    held = queries.hold(work, enrolment.id)
    if step.kind != LESSON or step.version_id != held.version_id:  # the lock says which version it is by now
        raise NotFound
    found = queries.checklists(work, [held])[enrolment.id]
    if step.id in found.standing.done:
        return found
    asked = checks.asked(work, step.questions)
    if any(question.kind.is_empty(answers.get(question.id)) for question in asked):
        raise Invalid(_("Masih ada pertanyaan yang belum dijawab. Jawab semuanya, lalu kirim lagi."))
    facts = {"answers": {question.id: answers[question.id] for question in asked}} if asked else {}
    record(work, held, LESSON_COMPLETED, step.id, **facts)
    work.tell("lesson_completed", enrolment=enrolment, step=step)
    return recount(work, held)


def recount(work: Work, held: Held) -> Checklist:
    """Writes the summary anew from the ledger, and completes the course when this event met the last requirement.

    The checklist returned is that of the moment before: complete and not yet closed means completed just now. Whatever
    follows from completion (certificate, career entry) happens in this transaction too: all or none.
    """
    found = queries.checklists(work, [held])[held.enrolment_id]
    store_standings(work, {held.enrolment_id: found.standing})
    if found.is_just_completed:
        _complete(work, held, found.standing)
    return found


def store_standings(work: Work, standings: Mapping[int, Standing]) -> None:
    """Writes the summaries of enrolments (ids) that stand so."""
    queries.store_summaries(work, {enrolment_id: _summary(standing) for enrolment_id, standing in standings.items()})


def _complete(work: Work, held: Held, standing: Standing) -> None:
    event = record(work, held, COURSE_COMPLETED, score=standing.score)
    completion = work.add(
        Completion(
            enrolment_id=held.enrolment_id,
            person_id=event.person_id,
            version_id=event.version_id,
            completed_at=event.at,
            score=standing.score,
            unit_id=event.unit_id,
            position=event.position,
            grade=event.grade,
            rule_version=event.rule_version,
        )
    )
    work.tell("course_completed", completion=completion)


def rebuild(work: Work, *, after: int = 0, mend: bool, size: int = BATCH) -> Batch:
    """Recounts the next `size` enrolments above the id `after` and says where what is stored differs.

    With `mend` the summaries are written anew.
    """
    batch = queries.stored(work, after, size)
    found = queries.checklists(work, batch)
    differences = [line for row in batch for line in _differences(row, found[row.enrolment_id].standing)]
    if mend:
        mendable = [line.enrolment_id for line in differences if line.is_mendable]
        store_standings(work, {enrolment_id: found[enrolment_id].standing for enrolment_id in mendable})
    return Batch(len(batch), batch[-1].enrolment_id if len(batch) == size else None, tuple(differences))


def _differences(row: Stored, standing: Standing) -> Iterator[Difference]:
    summary = _summary(standing)
    if row.progress != summary:
        yield Difference(row.enrolment_id, "progress", row.progress, summary)
    credential = _credential(standing)
    if row.completion != credential:
        yield Difference(row.enrolment_id, "completion", row.completion, credential)


def _summary(standing: Standing) -> Summary:
    return Summary(len(standing.done), standing.all, standing.score, standing.is_complete)


def _credential(standing: Standing) -> Credential | None:
    """What the ledger proves: the completion it recorded, or one that was due when the last step was done."""
    if standing.closed:
        return Credential(standing.closed.at, standing.closed.score)
    return Credential(max(standing.finished.values()), standing.score) if standing.is_complete else None
