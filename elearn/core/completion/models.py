"""The learning ledger, the stored summary beside it, and completions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.enrolment.models import Enrolment
from elearn.kernel.db import Base


class LedgerIsAppendOnly(RuntimeError):
    """Someone tried to change or delete what has happened."""


class LedgerEvent(Base):
    """One thing that happened while learning; only ever added (LedgerIsAppendOnly guards it).

    It freezes the person's unit, position and grade, the course version and the rule version of that moment.
    `kind` is one of `rules.EVENT_KINDS`; `actor_id` who caused it (None = the system).
    """

    __tablename__ = "completion_event"
    __table_args__ = (Index("ix_completion_event_enrolment_id_id", "enrolment_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment_enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    position: Mapped[str] = mapped_column(String(200))
    grade: Mapped[str] = mapped_column(String(8))
    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("courses_step.id"))
    rule_version: Mapped[int]
    facts: Mapped[dict[str, Any]]


@event.listens_for(LedgerEvent, "before_update")
@event.listens_for(LedgerEvent, "before_delete")
def _refuse_change(_mapper: object, _connection: object, entry: LedgerEvent) -> NoReturn:
    raise LedgerIsAppendOnly(f"ledger event {entry.id} ({entry.kind}) happened; add another one instead")


class Progress(Base):
    """How far an enrolment is: a summary the ledger's own transaction writes and `rebuild --verify` recomputes."""

    __tablename__ = "completion_progress"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment_enrolment.id"), primary_key=True)
    done_steps: Mapped[int]
    all_steps: Mapped[int]
    score: Mapped[float | None]
    is_complete: Mapped[bool] = mapped_column(index=True)
    rule_version: Mapped[int]
    updated_at: Mapped[datetime]


class Completion(Base):
    """An enrolment met every requirement. Unit, position and grade are those of the moment. `score` is percent."""

    __tablename__ = "completion_completion"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment_enrolment.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"), index=True)
    completed_at: Mapped[datetime] = mapped_column(index=True)
    score: Mapped[float | None]
    unit_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    position: Mapped[str] = mapped_column(String(200))
    grade: Mapped[str] = mapped_column(String(8))
    rule_version: Mapped[int]

    enrolment: Mapped[Enrolment] = relationship()


class Move(Base):
    """Learners go over from one version of their course to another, in the order of their enrolments, by a job.

    `after_id` is the last enrolment that was looked at; until then `moved` went over and `stayed` did not. With
    `undoes_id` it takes back those alone whom that move had taken.
    """

    __tablename__ = "completion_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses_course.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("completion_move.id"), unique=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))
    after_id: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    stayed: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
