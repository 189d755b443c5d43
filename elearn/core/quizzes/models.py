"""Attempts on a quiz and the answers saved in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.db import Base, Document

_WAITING = text("submitted_at IS NOT NULL AND score IS NULL")


class Attempt(Base):
    """One try. `code` is its unguessable address; `paper` the drawn questions and the order of their options.

    `score` is percent, 0–100 with two decimals kept; it and `passed` are empty until it is submitted, and after that while
    a person has still to mark an answer.
    """

    __tablename__ = "quizzes_attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "step_id", "number"),
        Index(
            "ix_quizzes_attempt_waiting", "step_id", "submitted_at", postgresql_where=_WAITING, sqlite_where=_WAITING
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment_enrolment.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("courses_step.id"))
    number: Mapped[int]
    paper: Mapped[list[Any]]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    score: Mapped[float | None]
    passed: Mapped[bool | None]

    enrolment: Mapped[Enrolment] = relationship()
    step: Mapped[Step] = relationship()
    responses: Mapped[list[Response]] = relationship(back_populates="attempt")


class Response(Base):
    """The saved answer to one question. `points` (0–1) is set when the attempt is marked."""

    __tablename__ = "quizzes_response"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("quizzes_attempt.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[Any] = mapped_column(Document)
    saved_at: Mapped[datetime]
    points: Mapped[float | None]

    attempt: Mapped[Attempt] = relationship(back_populates="responses")


class StoredRuling(Base):
    """What a person gave for an answer: `points` maps criterion ids to whole points, `comment` is for the learner."""

    __tablename__ = "quizzes_ruling"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("quizzes_attempt.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    points: Mapped[dict[str, Any]]
    comment: Mapped[str] = mapped_column(Text)
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    marked_at: Mapped[datetime]


class Correction(Base):
    """What a trainer decided about one question of a published quiz; the version and its sealed key stay as they are.

    `deed` is a `rules.Deed`, `answers` those it accepts beside the key. Its job looks at every learner of the quiz,
    first as a rehearsal (until `rehearsed_at`) and again once it was applied: `after_id` is the last enrolment looked at,
    `attempts` how many were, `raised` how many of them are worth more, `passing` how many people pass by it, `effects`
    what follows in other rooms (title → how many). From `applied_at` on it counts, until a newer one of the question does.
    """

    __tablename__ = "quizzes_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("courses_step.id"), index=True)
    question_id: Mapped[str] = mapped_column(String(40))
    deed: Mapped[Literal["void", "credit", "accept", "withdraw"]] = mapped_column(String(10))
    answers: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))
    rehearsed_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    ended_at: Mapped[datetime | None]
    after_id: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    raised: Mapped[int] = mapped_column(default=0)
    passing: Mapped[int] = mapped_column(default=0)
    effects: Mapped[dict[str, Any]] = mapped_column(default=dict)

    step: Mapped[Step] = relationship()


class Rise(Base):
    """An attempt that a correction raises (once it is applied: raised); scores are percent, `before` None while it waited."""

    __tablename__ = "quizzes_rise"

    correction_id: Mapped[int] = mapped_column(ForeignKey("quizzes_correction.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("quizzes_attempt.id"), primary_key=True, index=True)
    before: Mapped[float | None]
    after: Mapped[float]
    is_passing: Mapped[bool]
