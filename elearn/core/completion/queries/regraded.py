"""What corrections of questions make of enrolments: before they happen, and in the transaction in which they do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.quizzes.rules import Raised
from elearn.kernel.work import Work

from ..closing import score_at_closing
from ..models import Completion
from ..rules import ATTEMPT_REGRADED, Event, progress
from .checklists import Case, counted, entries_of, lines_of, requirement_of


@dataclass(frozen=True, slots=True)
class Regraded:
    """An enrolment after a correction: whether that completes it, and the final score (percent) that its completion
    would have; None where there is none yet, or where it does not rise."""

    is_completing: bool
    risen_score: float | None


def regraded(work: Work, enrolment_ids: Collection[int], raised: Sequence[Raised] = ()) -> dict[int, Regraded]:
    """The same for some enrolments by the ledger, and by what is `raised` but not in it yet."""
    cases = _cases(work, enrolment_ids)
    lines = lines_of(work, {case.version_id for case in cases})
    entries = entries_of(work, [case.enrolment_id for case in cases])
    coming = _coming(work, raised)
    found: dict[int, Regraded] = {}
    for case in cases:
        own, happened = lines[case.version_id], entries[case.enrolment_id]
        events = counted([*happened, *((event, {}) for event in coming.get(case.enrolment_id, ()))], own)
        rules = [line.rule for line in own]
        standing = progress(case.requirement, rules, events)
        score = score_at_closing(rules, events, standing.closed) if standing.closed else None
        before = standing.closed.score if standing.closed else None
        is_risen = score is not None and (before is None or score > before)
        found[case.enrolment_id] = Regraded(
            standing.is_complete and standing.closed is None, score if is_risen else None
        )
    return found


def completion_of(work: Work, enrolment_id: int) -> Completion | None:
    """The completion of an enrolment, to be changed."""
    return work.session.scalar(select(Completion).where(Completion.enrolment_id == enrolment_id))


def _coming(work: Work, raised: Sequence[Raised]) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for one in raised:
        after = one.after
        event = Event(ATTEMPT_REGRADED, work.now, one.step_id, one.attempt_id, after.score, after.passed)
        found.setdefault(one.enrolment_id, []).append(event)
    return found


def _cases(work: Work, enrolment_ids: Collection[int]) -> list[Case]:
    rows = work.session.execute(
        select(Enrolment.id, Enrolment.version_id, CourseVersion.requirement)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .where(Enrolment.id.in_(enrolment_ids))
        .order_by(Enrolment.id)
    )
    return [Case(first, version, requirement_of(document)) for first, version, document in rows]
