"""A person in a course, pinned to the version they began with until its author moves them to another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.courses.models import CourseVersion, Step
from elearn.core.people.models import Person
from elearn.kernel.db import Base


class Enrolment(Base):
    """One cycle of one person in one course. `last_step_id` is where they left, for "lanjutkan"."""

    __tablename__ = "enrolment_enrolment"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "cycle"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses_course.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"))
    cycle: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime]
    last_step_id: Mapped[int | None] = mapped_column(ForeignKey("courses_step.id"))

    person: Mapped[Person] = relationship()
    version: Mapped[CourseVersion] = relationship()
    last_step: Mapped[Step | None] = relationship()
