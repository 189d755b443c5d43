"""What learners said of courses they completed: one answer per enrolment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.plugin import Base


class Answer(Base):
    """One learner's rating of one course. `stars` is 1 to 5, `comment` may be "".

    `shown_stars` and `shown_comment` are what the trainer sees of it, None until then. They are copied for all answers
    of a course together, each time enough new ones have come: were each shown by itself, or each change, what one
    learner said would be the difference between today's result and yesterday's.

    `place` is drawn at random when the answer is given: comments are shown in its order, which stays the same from
    day to day and tells nothing of who wrote when.
    """

    __tablename__ = "course_feedback_answer"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment_enrolment.id"), unique=True)
    stars: Mapped[int]
    comment: Mapped[str] = mapped_column(Text)
    place: Mapped[int]
    given_at: Mapped[datetime]
    shown_stars: Mapped[int | None]
    shown_comment: Mapped[str | None] = mapped_column(Text)
