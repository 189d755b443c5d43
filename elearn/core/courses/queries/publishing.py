"""What publishing looks up before it writes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true

from elearn.kernel.errors import NotFound
from elearn.kernel.permissions import ADMIN
from elearn.kernel.work import Work

from ..models import Asset, Course, CourseVersion, SealedKey, SmallPicture, Source, Step
from ..permissions import COURSE_PUBLISH

PUBLISHING = 0x636F7572
"""Number of the advisory lock under which one publisher works at a time."""


def wait_turn(work: Work) -> None:
    """Lets one publisher work at a time, until the end of its transaction (SQLite's write lock does so already)."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(select(func.pg_advisory_xact_lock(PUBLISHING)))


def course_of_code(work: Work, code: str) -> Course | None:
    """The course whose identity is `code`, whatever its address; as it is now, even if it was read before."""
    found = select(Course).where(Course.code == code).execution_options(populate_existing=True)
    return work.session.scalar(found)


def course_of(work: Work, version: CourseVersion) -> Course:
    """The course of a version, whichever session the version came from."""
    return work.session.get_one(Course, version.course_id)


def slug_taken(work: Work, slug: str) -> bool:
    return work.session.scalar(select(Course.id).where(Course.slug == slug)) is not None


def slug_of(work: Work, course_id: int) -> str:
    return work.session.scalars(select(Course.slug).where(Course.id == course_id)).one()


def version_of_digest(work: Work, course_id: int, digest: str) -> CourseVersion | None:
    """The version of a course with exactly this content."""
    of_course = CourseVersion.course_id == course_id
    return work.session.scalar(select(CourseVersion).where(of_course, CourseVersion.digest == digest))


def sources(work: Work, version_id: int) -> dict[str, str]:
    """Path → text of every text file a version was made of; empty for one from before they were kept."""
    rows = work.session.execute(select(Source.path, Source.text).where(Source.version_id == version_id))
    return {str(path): str(text) for path, text in rows}


def version(work: Work, version_id: int) -> CourseVersion:
    """Raises NotFound."""
    found = work.session.get(CourseVersion, version_id)
    if found is None:
        raise NotFound
    return found


def current_with_keys(work: Work, code: str) -> tuple[CourseVersion | None, tuple[tuple[Step, dict[str, Any]], ...]]:
    """The version of the course `code` that holds now (None before the first), and its steps in order.

    Each step comes with its sealed key (empty when it asks nothing): for its author alone.
    """
    rows = select(CourseVersion, Step, SealedKey.answers).join(Course, Course.current_id == CourseVersion.id)
    found = rows.join(Step, Step.version_id == CourseVersion.id).outerjoin(SealedKey, SealedKey.step_id == Step.id)
    all_rows = work.session.execute(found.where(Course.code == code).order_by(Step.ordinal)).all()
    steps = tuple((step, answers or {}) for _, step, answers in all_rows)
    return (all_rows[0][0] if all_rows else None), steps


def small_widths(work: Work, digest: str) -> frozenset[int]:
    """In which widths a picture is kept already."""
    return frozenset(work.session.scalars(select(SmallPicture.width).where(SmallPicture.original == digest)))


def assets(work: Work, version_id: int) -> tuple[Asset, ...]:
    """The pictures and files of a version by path."""
    return tuple(work.session.scalars(select(Asset).where(Asset.version_id == version_id).order_by(Asset.path)))


def last_number(work: Work, course_id: int) -> int:
    """The number of the newest version; 0 when there is none."""
    return work.session.scalar(select(func.max(CourseVersion.number)).where(CourseVersion.course_id == course_id)) or 0


def known_names(work: Work) -> frozenset[str]:
    """Slugs and codes of all courses: what a course may name as its prerequisite."""
    rows = work.session.execute(select(Course.slug, Course.code))
    return frozenset(name for row in rows for name in row)


def prerequisites(work: Work) -> tuple[tuple[str, str, list[str]], ...]:
    """Code, slug and prerequisites (slugs or codes) of every course on offer."""
    columns = (Course.code, Course.slug, CourseVersion.prerequisites)
    rows = work.session.execute(select(*columns).join(CourseVersion, CourseVersion.id == Course.current_id))
    return tuple((code, slug, needed) for code, slug, needed in rows)


def ours(work: Work) -> ColumnElement[bool]:
    """Whether a course belongs to the actor: they brought it, or write its draft, or are the system or the admin.

    What the server itself brought belongs to everybody who may publish.
    """
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return true()
    authored = (Course.id.in_(found) for found in work.hooks.gather("authored_courses", work=work))
    is_open = Course.owner_id.is_(None) if work.actor.may(COURSE_PUBLISH) else false()
    return or_(Course.owner_id == work.actor.person_id, is_open, *authored)


def is_ours(work: Work, course: Course) -> bool:
    """The same of one stored course; whoever brought it is known without asking."""
    if course.owner_id is not None and course.owner_id == work.actor.person_id:
        return True
    return work.session.scalar(select(Course.id).where(Course.id == course.id, ours(work))) is not None
