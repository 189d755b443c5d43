"""What a trainer sees of courses: their own, the versions, the uploads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from elearn.core.people.models import Person
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import LESSON, Course, CourseVersion, Step, Upload
from .publishing import last_number, ours

SHOWN_UPLOADS = 5


@dataclass(frozen=True, slots=True)
class StudioLine:
    """A course of mine: its current version, and who published that when; `publisher` is None for the server."""

    slug: str
    code: str
    title: str
    number: int
    duration_minutes: int
    published_at: datetime
    publisher: str | None


class Counts(NamedTuple):
    """How many lessons, quizzes and questions a version has."""

    lessons: int
    quizzes: int
    questions: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A published version; `warnings` are those of the check that let it pass."""

    counts: Counts
    id: int
    number: int
    digest: str
    title: str
    published_at: datetime
    publisher: str | None
    warnings: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class UploadLine:
    """An upload that waits to be mended or published; `errors` and `warnings` count its findings."""

    id: int
    filename: str
    slug: str
    title: str
    uploaded_at: datetime
    errors: int
    warnings: int


def studio(work: Work, *, page: int = 1) -> tuple[tuple[StudioLine, ...], Paging]:
    """The actor's courses by title: the page wanted (from 1), or the last one there is."""
    columns = (
        Course.slug, Course.code, CourseVersion.title, CourseVersion.number, CourseVersion.duration_minutes,
        CourseVersion.published_at, Person.name,
    )  # fmt: skip
    mine = (
        select(*columns)
        .join(CourseVersion, CourseVersion.id == Course.current_id)
        .outerjoin(Person, Person.id == CourseVersion.published_by)
        .where(ours(work))
    )
    total = work.session.scalar(select(func.count()).select_from(Course).where(ours(work))) or 0
    paging = page_of(total, page)
    ordered = mine.order_by(CourseVersion.search_text, Course.id).limit(PAGE_SIZE).offset(paging.offset)
    return tuple(StudioLine(*row) for row in work.session.execute(ordered)), paging


def own_course(work: Work, slug: str) -> Course:
    """A course of the actor's. Raises NotFound for another trainer's, as for none at all."""
    found = work.session.scalar(select(Course).where(Course.slug == slug, ours(work)))
    if found is None:
        raise NotFound(
            _("Pelatihan ini tidak ada di antara pelatihan Anda. Buka daftar pelatihan Anda, lalu pilih dari sana.")
        )
    return found


def versions(work: Work, course_id: int, *, page: int = 1) -> tuple[tuple[VersionLine, ...], Paging]:
    """The versions of a course, newest first: the page wanted (from 1), or the last one there is."""
    paging = page_of(last_number(work, course_id), page)  # versions are numbered without a gap
    columns = (
        CourseVersion.id, CourseVersion.number, CourseVersion.digest, CourseVersion.title, CourseVersion.published_at,
        Person.name, CourseVersion.warnings,
    )  # fmt: skip
    newest = (
        select(*columns)
        .outerjoin(Person, Person.id == CourseVersion.published_by)
        .where(CourseVersion.course_id == course_id)
        .order_by(CourseVersion.number.desc())
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    rows = work.session.execute(newest).all()
    counts = _counts(work, [row.id for row in rows])
    return tuple(VersionLine(counts[row.id], *row) for row in rows), paging


def _counts(work: Work, version_ids: Sequence[int]) -> dict[int, Counts]:
    steps = select(Step.version_id, Step.kind, Step.settings).where(Step.version_id.in_(version_ids))
    counts = dict.fromkeys(version_ids, Counts(0, 0, 0))
    for version_id, kind, settings in work.session.execute(steps):
        so_far, is_lesson = counts[version_id], kind == LESSON
        counts[version_id] = Counts(
            lessons=so_far.lessons + is_lesson,
            quizzes=so_far.quizzes + (not is_lesson),
            questions=so_far.questions + settings["question_count"],
        )
    return counts


def own_upload(work: Work, upload_id: int) -> Upload:
    """An upload of the actor's. Raises NotFound for somebody else's."""
    mine = (Upload.id == upload_id, Upload.uploaded_by == work.actor.person_id)
    found = work.session.scalar(select(Upload).where(*mine))
    if found is None:
        raise NotFound(_("Unggahan ini tidak ada di antara unggahan Anda. Unggah ZIP pelatihannya sekali lagi."))
    return found


def waiting_uploads(work: Work, slug: str | None = None) -> tuple[UploadLine, ...]:
    """The actor's last upload of each course (of one when `slug` is given) while it is not published, newest first."""
    later = aliased(Upload)
    replaced = exists().where(later.uploaded_by == Upload.uploaded_by, later.slug == Upload.slug, later.id > Upload.id)
    mine = select(Upload).where(Upload.uploaded_by == work.actor.person_id, Upload.version_id.is_(None), ~replaced)
    if slug is not None:
        mine = mine.where(Upload.slug == slug)
    newest = work.session.scalars(mine.order_by(Upload.id.desc()).limit(SHOWN_UPLOADS))
    return tuple(_upload_line(upload) for upload in newest)


def _upload_line(upload: Upload) -> UploadLine:
    levels = [finding["level"] for finding in upload.findings]
    return UploadLine(
        id=upload.id,
        filename=upload.filename,
        slug=upload.slug,
        title=upload.title,
        uploaded_at=upload.uploaded_at,
        errors=levels.count("salah"),
        warnings=levels.count("peringatan"),
    )
