"""Moves of learners between versions, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.errors import NotFound
from elearn.kernel.outbox import DEAD, Job
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Work

from ..models import Move
from .held import learning

SHOWN = 10

MoveState: TypeAlias = Literal["moving", "done", "failed", "undone"]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move and how far its job is; `old` and `new` are numbers of versions."""

    move: Move
    old: int
    new: int
    wait: Wait
    is_undone: bool

    @property
    def state(self) -> MoveState:
        if self.is_undone:
            return "undone"
        if self.move.ended_at is not None:
            return "done"
        return "failed" if self.wait.state == "failed" else "moving"

    @property
    def is_undoable(self) -> bool:
        """Whoever was moved can be brought back: not twice, and not what brought them back."""
        return self.state in ("done", "failed") and self.move.undoes_id is None and self.move.moved > 0


def move_locked(work: Work, move_id: int) -> Move:
    """A move to be carried on: whoever else would do so waits until this transaction ends."""
    return work.session.get_one(Move, move_id, with_for_update=True, populate_existing=True)


def moves(work: Work, course_id: int) -> tuple[MoveLine, ...]:
    """The last moves of a course, the newest first."""
    rows = _lines().where(Move.course_id == course_id).order_by(Move.id.desc()).limit(SHOWN)
    return tuple(_line(work, *row) for row in work.session.execute(rows))


def move(work: Work, course_id: int, move_id: int) -> MoveLine:
    """One of them, locked. Raises NotFound for that of another course."""
    found = _lines().where(Move.course_id == course_id, Move.id == move_id).with_for_update(of=Move)
    row = work.session.execute(found).one_or_none()
    if row is None:
        raise NotFound
    return _line(work, *row)


def is_moving(work: Work, course_id: int) -> bool:
    """Whether learners of this course are on their way; a move whose job is dead goes nowhere."""
    on_the_way = select(Move.id).join(Job, Job.id == Move.job_id)
    running = (Move.course_id == course_id, Move.ended_at.is_(None), Job.state != DEAD)
    return work.session.scalar(on_the_way.where(*running).limit(1)) is not None


def count_learning(work: Work, move: Move) -> int:
    """How many a move still has to look at."""
    waiting = select(func.count(Enrolment.id)).where(
        *learning(move.from_id, move.undoes_id), Enrolment.id > move.after_id
    )
    return work.session.scalar(waiting) or 0


def _lines() -> Select[Move, int, int, Job, int | None]:
    old, new, undoing = aliased(CourseVersion), aliased(CourseVersion), aliased(Move)
    return (
        select(Move, old.number, new.number, Job, undoing.id)
        .join(old, old.id == Move.from_id)
        .join(new, new.id == Move.to_id)
        .join(Job, Job.id == Move.job_id)
        .outerjoin(undoing, undoing.undoes_id == Move.id)
    )


def _line(work: Work, found: Move, old: int, new: int, job: Job, undoing_id: int | None) -> MoveLine:
    return MoveLine(found, old, new, wait_for(job, work.now), undoing_id is not None)
