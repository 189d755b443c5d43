"""Drafts: a course while it is written. What is published lies in the courses room and never changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.courses.models import Course
from elearn.kernel.db import Base

WRITING, REVIEW, PUBLISHED, ARCHIVED = "writing", "review", "published", "archived"
"""States of a draft: written; read by a reviewer; the same as the current version; taken out of the catalogue."""

OWNER, AUTHOR, GUEST = "owner", "author", "guest"
"""What somebody is to a draft: who may share it, who writes along, who writes along for a partner institution."""

APPROVED, RETURNED = "approved", "returned"
"""What a reviewer says."""


class Draft(Base):
    """A course being written, one per course for ever. `slug` is the name of its folder.

    `base_id` is the version the writing went on from (None before the first publishing), `course_id` its course.
    `revision` counts every change of any file. `outlook_job_id` is the job that counted last what publishing would mean.
    """

    __tablename__ = "studio_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default=WRITING)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses_course.id"), unique=True)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("courses_version.id"))
    revision: Mapped[int] = mapped_column(default=0)
    outlook_job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    course: Mapped[Course | None] = relationship(viewonly=True, lazy="joined")
    authors: Mapped[list[Author]] = relationship(back_populates="draft", cascade="all, delete-orphan")
    files: Mapped[list[DraftFile]] = relationship(back_populates="draft", order_by="DraftFile.path")

    def shown_state(self, today: date) -> str:
        """The state as people see it: that a course is archived is told by its day."""
        return ARCHIVED if self.course is not None and self.course.is_archived(today) else self.state


class Author(Base):
    """Somebody who writes a draft. `kind` is owner, author or guest; a guest sees this course alone."""

    __tablename__ = "studio_author"

    draft_id: Mapped[int] = mapped_column(ForeignKey("studio_draft.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(10))

    draft: Mapped[Draft] = relationship(back_populates="authors")


class DraftFile(Base):
    """A file of a draft as it is now. `path` lies inside the course's folder (`01-materi.md`, `aset/alur.svg`).

    A text has `text`; a picture or file has `digest` (SHA-256 in the file store), `media_type` and `size` (bytes).
    `number` is that of the revision it shows: whoever saves says which one they began with.
    """

    __tablename__ = "studio_file"
    __table_args__ = (UniqueConstraint("draft_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("studio_draft.id"))
    path: Mapped[str] = mapped_column(String(200))
    text: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(80), default="text/markdown")
    size: Mapped[int]
    number: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))

    draft: Mapped[Draft] = relationship(back_populates="files")


class Revision(Base):
    """What a file was after one change; never changed. Without text and digest the change removed the file.

    `number` counts the changes of a draft's path from 1, `note` says in a few words what was done (rename, restore …)
    and is empty for what was saved while typing. What somebody saved against an older state is kept here too,
    whether it could be merged or waits for them to choose: no text is ever lost.
    """

    __tablename__ = "studio_revision"
    __table_args__ = (UniqueConstraint("draft_id", "path", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("studio_draft.id"))
    path: Mapped[str] = mapped_column(String(200))
    number: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(80), default="text/markdown")
    note: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))


class Review(Base):
    """One round of review: asked for, then answered with a verdict (approved or returned) and a note."""

    __tablename__ = "studio_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("studio_draft.id"), index=True)
    revision: Mapped[int]
    asked_at: Mapped[datetime]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(10), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]


class Comment(Base):
    """What somebody says about a line of a file; `quoted` is that line as it was, so that it is found when lines move."""

    __tablename__ = "studio_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("studio_draft.id"), index=True)
    path: Mapped[str] = mapped_column(String(200))
    line: Mapped[int]
    quoted: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))


class Import(Base):
    """Another program's file that an author sent: read by a job (`job_id`), then taken in when they agree to its report.

    `draft_id` is where it goes, None for a new course that is not there yet; `into` the quiz that takes the questions, ""
    for files of its own. `form` is the chosen format ("" told from the content), `columns` what they said of a table's
    columns. `folder` is where its files lie, by their digests: what was `sent`, what was `found` in it (JSON; "" while
    there is none), and the files to be written. `fault` says why nothing can be taken. `counts` (status → items) and `seen`, the
    fingerprint of the draft it was read against, belong to what was found. `places` are the files as they were written.
    """

    __tablename__ = "studio_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("studio_draft.id"), index=True)
    into: Mapped[str] = mapped_column(String(200), default="")
    filename: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(40), default="")
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    folder: Mapped[str] = mapped_column(String(32))
    sent: Mapped[str] = mapped_column(String(64))
    found: Mapped[str] = mapped_column(String(64), default="")
    sent_at: Mapped[datetime]
    sent_by: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))
    fault: Mapped[str] = mapped_column(Text, default="")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[str] = mapped_column(String(64), default="")
    is_stale: Mapped[bool] = mapped_column(default=False)
    is_new: Mapped[bool] = mapped_column(default=False)
    places: Mapped[list[Any]] = mapped_column(default=list)
    taken_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
