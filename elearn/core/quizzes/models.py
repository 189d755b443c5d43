"""Attempts on a quiz and the answers saved in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.db import Base, Document


class Attempt(Base):
    """One try. `code` is its unguessable address; `paper` the drawn questions and the order of their options.

    `score` is percent, 0–100 with two decimals kept; empty until it is submitted.
    """

    __tablename__ = "quizzes_attempt"
    __table_args__ = (UniqueConstraint("enrolment_id", "step_id", "number"),)

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
