"""Courses and their published, immutable versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.kernel.db import Base, Document

LESSON, QUIZ = "lesson", "quiz"
COMPETENCY, AUDIENCE = "competency", "audience"
LONGEST_FACET = 120


class Course(Base):
    """A course's identity for ever: its code. What is taught lies in its versions.

    `current_id` names the version that new learners join (no foreign key: the two tables would wait for each other).
    `owner_id` is who brought the course, None when the server did. From `archive_on` on (a day by the agency's
    calendar; None: never) nobody new may join; `archive_note` tells learners why.
    """

    __tablename__ = "courses_course"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime]
    current_id: Mapped[int | None] = mapped_column(index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    archive_on: Mapped[date | None]
    archive_note: Mapped[str] = mapped_column(String(300), default="")

    current: Mapped[CourseVersion | None] = relationship(
        primaryjoin="foreign(Course.current_id) == CourseVersion.id", viewonly=True
    )

    def is_archived(self, today: date) -> bool:
        """Whether nobody new may join any more; `today` by the agency's calendar."""
        return self.archive_on is not None and self.archive_on <= today


class CourseVersion(Base):
    """One published state of a course; never changed afterwards. `digest` is the SHA-256 of its content.

    `duration_minutes` is JP × 45. `requirement` says what completes it, `certificate` how long its certificate holds.
    `warnings` are those of the check that let it pass. `search_text` is folded (no accents, no capitals) and begins with the title.
    `translations` is language → title, summary, introduction; see `in_words`.
    """

    __tablename__ = "courses_version"
    __table_args__ = (UniqueConstraint("course_id", "number"), UniqueConstraint("course_id", "digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses_course.id"), index=True)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    form: Mapped[str] = mapped_column(String(60))
    organiser: Mapped[str] = mapped_column(String(200))
    duration_minutes: Mapped[int]
    introduction: Mapped[str] = mapped_column(Text)
    audience: Mapped[list[Any]]
    competencies: Mapped[list[Any]]
    prerequisites: Mapped[list[Any]]
    requirement: Mapped[dict[str, Any]]
    certificate: Mapped[dict[str, Any]]
    licence: Mapped[str] = mapped_column(Text, default="")
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    search_text: Mapped[str] = mapped_column(Text)
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict)
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))

    course: Mapped[Course] = relationship(foreign_keys=[course_id])
    steps: Mapped[list[Step]] = relationship(back_populates="version", order_by="Step.ordinal")

    def in_words(self, language: str) -> CourseText:
        """Title, summary and introduction in `language`, or in the course's own where they are not translated."""
        own = {"title": self.title, "summary": self.summary, "introduction": self.introduction}
        return CourseText(**self.translations.get(language, own))

    @classmethod
    def said(cls, what: str, language: str) -> ColumnElement[str]:
        """The `title` or `summary` in `language`, or in the course's own where it is not translated, as a column."""
        return func.coalesce(cls.translations[language, what].as_string(), getattr(cls, what))


@dataclass(frozen=True, slots=True)
class CourseText:
    """What is read of a course before its steps; `introduction` is sanitised HTML."""

    title: str
    summary: str
    introduction: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is read of a step in one language; `is_original`: in the course's own, asked for or not."""

    title: str
    html: str
    questions: list[Any]
    is_original: bool


class Facet(Base):
    """What the catalogue can be narrowed by: one row per competency and audience of a version."""

    __tablename__ = "courses_facet"

    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_FACET), primary_key=True)


class Step(Base):
    """A lesson or a quiz of a version, in order. `key` is its file's name without `.md`, its place in addresses.

    A lesson has `html` (compiled once, at publishing); a quiz has `settings` (pass_mark in percent, max_attempts
    with 0 = no limit, shuffle, draw, reveal …). `questions` is the public part only: no keys, no feedback.
    `translations` is language → title, html, questions with the same ids.
    """

    __tablename__ = "courses_step"
    __table_args__ = (UniqueConstraint("version_id", "key"), UniqueConstraint("version_id", "ordinal"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"))
    ordinal: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    html: Mapped[str] = mapped_column(Text)
    settings: Mapped[dict[str, Any]]
    questions: Mapped[list[Any]]
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict)

    version: Mapped[CourseVersion] = relationship(back_populates="steps")

    def in_words(self, language: str) -> Words:
        """The step in `language`, or in the course's own where it is not translated."""
        return words_in(language, self.title, self.html, self.questions, self.translations)


def words_in(language: str, title: str, html: str, questions: list[Any], translations: dict[str, Any]) -> Words:
    """The same of a step's columns."""
    if found := translations.get(language):
        return Words(found["title"], found["html"], found["questions"], is_original=False)
    return Words(title, html, questions, is_original=True)


class SealedKey(Base):
    """Right answers and feedback of one step: question id → what its kind needs to mark. Read only when marking.

    `translations` is language → the same with its feedback in that language.
    """

    __tablename__ = "courses_sealed_key"

    step_id: Mapped[int] = mapped_column(ForeignKey("courses_step.id"), primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(Document)
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Source(Base):
    """A text file of a version as its author wrote it (in normal form): what a later draft goes on from. Never shown to learners."""

    __tablename__ = "courses_source"

    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Asset(Base):
    """A picture or file of a version: its path inside the course, and the stored content's SHA-256."""

    __tablename__ = "courses_asset"

    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"), primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]


class SmallPicture(Base):
    """A picture of any version drawn `width` pixels wide: the SHA-256 of the original, and of what is kept."""

    __tablename__ = "courses_small_picture"

    original: Mapped[str] = mapped_column(String(64), primary_key=True)
    width: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class Citation(Base):
    """A line of a version that cites a regulation. `law` as "uu-20-2023", `part` as "ps-49" or "".

    `step_id` is None for the course's own page, `question_id` "" for a line of text; `words` are without markup.
    """

    __tablename__ = "courses_citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("courses_version.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("courses_step.id"))
    law: Mapped[str] = mapped_column(String(80), index=True)
    part: Mapped[str] = mapped_column(String(40))
    question_id: Mapped[str] = mapped_column(String(40))
    heading: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(200))
