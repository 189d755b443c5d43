"""What a coming version would mean for the people of a course, counted before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from elearn.kernel.work import Work

from . import queries
from .queries import Foreseen, Participant, Target

PART = 500
"""Enrolments looked at in one statement."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The people of one version, were its learners moved to the coming one.

    `learning` have not completed it. Of them `gaining` would complete the coming one at once, so they stay; and
    `losing` move and find a step gone that they had finished. `completed` stay too; `short` of them do not meet what the coming
    version asks.
    """

    version_id: int
    learning: int
    gaining: int
    losing: int
    completed: int
    short: int


def outlooks(work: Work, course_id: int, target: Target, tell: Callable[[int], None]) -> tuple[Outlook, ...]:
    """One of every version that somebody is in. `tell` is told how many enrolments have been looked at so far."""
    found: dict[int, Counter[str]] = {}
    done, after = 0, 0
    while part := queries.participants(work, course_id, after=after, limit=PART):
        future = queries.foreseen(work, part, target)
        for one in part:
            found.setdefault(one.version_id, Counter()).update(_counts(one, future[one.enrolment_id]))
        done, after = done + len(part), part[-1].enrolment_id
        tell(done)
    names = ("learning", "gaining", "losing", "completed", "short")
    return tuple(Outlook(version_id, **{name: counts[name] for name in names}) for version_id, counts in found.items())


def _counts(one: Participant, future: Foreseen) -> Iterator[str]:
    is_complete = future.standing.is_complete
    if one.is_completed:
        yield "completed"
        if not is_complete:
            yield "short"
        return
    yield "learning"
    if is_complete:
        yield "gaining"
    elif future.is_losing:
        yield "losing"
