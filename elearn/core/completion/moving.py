"""Learners go on with another version of their course: nothing is lost, and nobody completes by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment import services as enrolment
from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work

from . import queries, services
from .queries import Held, requirement_of
from .rules import VERSION_MOVED
from .step_pairs import pairs


@dataclass(frozen=True, slots=True)
class Moved:
    """How many went over, and how many stayed because the new version would have completed their course at once."""

    moved: int
    stayed: int


def move_learners(work: Work, old: CourseVersion, new: CourseVersion) -> Moved:
    """Moves everybody who is still learning with `old` to `new`; those who completed it stay.

    What they did counts on in the steps that are still there, and the ledger says from where to where they moved. No
    edit of a course makes a credential: whoever would have completed the new version at once stays and finishes the
    old one. Raises NotFound for versions of two courses.
    """
    if old.course_id != new.course_id:
        raise NotFound
    before, after = courses.outline(work, old.id), courses.outline(work, new.id)
    steps = {before[here].id: after[there].id for here, there in pairs(before, after).items()}
    learning = queries.hold_learning(work, old.id)
    parts = (learning[first : first + services.BATCH] for first in range(0, len(learning), services.BATCH))
    moved = sum(_move(work, part, old, new, steps) for part in parts)
    return Moved(moved, len(learning) - moved)


def _move(work: Work, part: Sequence[Held], old: CourseVersion, new: CourseVersion, steps: dict[int, int]) -> int:
    rule = requirement_of(new.requirement)
    future = [replace(held, version_id=new.id, requirement=rule) for held in part]
    found = queries.checklists(work, future, steps)
    going = [held for held in future if not found[held.enrolment_id].standing.is_complete]
    enrolment.move(work, [held.enrolment_id for held in going], new, steps)
    facts = {"from": old.id, "from_number": old.number, "to": new.id, "to_number": new.number}
    for held in going:
        services.record(work, held, VERSION_MOVED, **facts, steps=[list(pair) for pair in steps.items()])
        services.store_standing(work, held, found[held.enrolment_id].standing)
    return len(going)
