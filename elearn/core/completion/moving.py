"""Learners go on with another version of their course: nothing is lost, and nobody completes by it."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment import services as enrolment
from elearn.core.people import queries as people
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from . import queries, services
from .models import Move
from .queries import Held, Target
from .rules import VERSION_MOVED

MOVE_JOB = "completion:move"
PART = 100
"""Learners moved in one transaction: meanwhile each of them, and on SQLite every writer, waits for it."""


def ask_move(work: Work, old: CourseVersion, new: CourseVersion, undoes: Move | None = None) -> Move:
    """Asks the worker to move everybody who is still learning with `old` to `new`; those who completed it stay.

    What they did counts on in the steps that are still there, and the ledger says from where to where they moved. No
    edit of a course makes a credential: whoever would have completed the new version at once stays and finishes the
    old one. With `undoes`, only those are moved whom that move brought. Raises NotFound for versions of two courses.
    """
    if old.course_id != new.course_id:
        raise NotFound
    move = work.add(
        Move(
            course_id=old.course_id,
            from_id=old.id,
            to_id=new.id,
            undoes_id=undoes.id if undoes else None,
            asked_at=work.now,
            asked_by=work.actor.person_id,
        )
    )
    move.job_id = work.later(MOVE_JOB, move_id=move.id).id
    return move


def undo(work: Work, course_id: int, move_id: int) -> Move:
    """Asks the worker to bring back whom a move took, as far as they have not completed the course since.

    Raises NotFound for a move of another course, Conflict when it is not over or was undone before.
    """
    line = queries.move(work, course_id, move_id)
    if not line.is_undoable:
        raise Conflict(_("Pemindahan ini belum selesai atau sudah dikembalikan. Muat ulang halamannya."))
    line.move.ended_at = line.move.ended_at or work.now  # one that failed half-way goes no further
    old, new = courses.version(work, line.move.from_id), courses.version(work, line.move.to_id)
    return ask_move(work, new, old, undoes=line.move)


def run_move(errand: Errand, move_id: int) -> None:
    """The job MOVE_JOB: part by part, each in a transaction that also says how far it went.

    A worker that dies loses its part alone, and the next one goes on where the last part ended.
    """
    with errand.looking() as work:
        left = queries.count_learning(work, work.session.get_one(Move, move_id))
    done = 0
    while (taken := _move_part(errand, move_id)) is not None:
        done += taken
        errand.progress(done, max(left, done))


def _move_part(errand: Errand, move_id: int) -> int | None:
    """Moves the next few; how many were looked at, None when there are no more."""
    with errand.writing() as work:
        move = queries.move_locked(work, move_id)
        if move.ended_at is not None:
            return None
        if move.asked_by is not None:
            work.actor = people.actor_now(work, move.asked_by)
        part = queries.hold_learning(work, move.from_id, after=move.after_id, limit=PART, moved_by=move.undoes_id)
        if not part:
            move.ended_at = work.now
            return None
        moved = _move(work, part, move)
        move.after_id = part[-1].enrolment_id
        move.moved, move.stayed = move.moved + moved, move.stayed + len(part) - moved
    return len(part)


def _move(work: Work, part: Sequence[Held], move: Move) -> int:
    old, new = courses.version(work, move.from_id), courses.version(work, move.to_id)
    target = Target.stored(work, new)
    steps = target.steps_from(queries.lines_of(work, [old.id])[old.id])
    found = queries.foreseen(work, part, target)
    going = [held.moved_to(new.id) for held in part if not found[held.enrolment_id].standing.is_complete]
    enrolment.move(work, [held.enrolment_id for held in going], new, steps)
    facts = {
        "move": move.id, "from": old.id, "from_number": old.number, "to": new.id, "to_number": new.number,
        "steps": [list(pair) for pair in steps.items()],
    }  # fmt: skip
    work.session.add_all(services.event_of(work, held, VERSION_MOVED, None, facts) for held in going)
    work.session.flush()
    services.store_standings(work, {held.enrolment_id: found[held.enrolment_id].standing for held in going})
    return len(going)
