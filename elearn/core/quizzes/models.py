"""Attempts on a quiz and the answers saved in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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
