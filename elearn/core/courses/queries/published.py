"""Courses, their versions, steps and files, as learners and other rooms read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import contains_eager

from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import N_, _, language
from elearn.kernel.work import Work

from ..models import Asset, Course, CourseVersion, SealedKey, SmallPicture, Step

NO_COURSE = N_("Pelatihan ini tidak ada di katalog. Periksa alamatnya, atau cari lewat katalog.")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of a course's outline. `kind` is lesson or quiz; `minutes` as declared or by reading time."""

    id: int
    ordinal: int
    kind: str
    key: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course and its current version, as a list of all of them shows it; nobody new may join from `archive_on` on."""

    slug: str
    code: str
    title: str
    number: int
    digest: str
    duration_minutes: int
    published_at: datetime
    archive_on: date | None


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One line of the contents on a course's page; `settings` as in `Step`."""

    kind: str
    title: str
    minutes: int
    settings: Mapping[str, Any]


def course(work: Work, slug: str) -> Course:
    """The course at this address. Raises NotFound."""
    found = work.session.scalar(select(Course).where(Course.slug == slug))
    if found is None:
        raise NotFound(_(NO_COURSE))
    return found


def open_version(work: Work, slug: str) -> CourseVersion:
    """The version that new learners join, with its course. Raises NotFound."""
    found = work.session.scalar(
        select(CourseVersion)
        .join(CourseVersion.course)
        .where(Course.slug == slug, Course.current_id == CourseVersion.id)
        .options(contains_eager(CourseVersion.course))
    )
    if found is None:
        raise NotFound(_(NO_COURSE))
    return found


def outline(work: Work, version_id: int) -> tuple[StepLine, ...]:
    """The steps of a version in order."""
    return tuple(StepLine(*row) for row in work.rows(_OUTLINE, of_version=version_id))


def published_courses(work: Work) -> tuple[CourseLine, ...]:
    """Every course by its address, with the version that new learners join."""
    return tuple(CourseLine(*row) for row in work.rows(_PUBLISHED))


def contents(work: Work, version_id: int) -> tuple[ContentLine, ...]:
    """The outline for a reader who has not begun."""
    columns = (Step.kind, Step.title, Step.minutes, Step.settings, Step.translations)
    rows = work.session.execute(select(*columns).where(Step.version_id == version_id).order_by(Step.ordinal))
    return tuple(
        ContentLine(kind, words.get(language(), {}).get("title", title), minutes, settings)
        for kind, title, minutes, settings, words in rows
    )


def named(work: Work, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Title and slug of the courses with these slugs or codes, by title."""
    rows = select(CourseVersion.said("title", language()), Course.slug).join(
        Course, Course.current_id == CourseVersion.id
    )
    wanted = rows.where(or_(Course.slug.in_(names), Course.code.in_(names)))
    return tuple((title, slug) for title, slug in work.session.execute(wanted.order_by(CourseVersion.title)))


def step(work: Work, version_id: int, key: str) -> Step:
    """The step with this key. Raises NotFound."""
    found = work.session.scalar(select(Step).where(Step.version_id == version_id, Step.key == key))
    if found is None:
        raise NotFound(_("Bagian ini tidak ada dalam pelatihan. Buka daftar isi pelatihan, lalu pilih dari sana."))
    return found


def sealed(work: Work, step_id: int) -> dict[str, Any]:
    """Right answers, and feedback in the reader's language, by question id; empty when the step asks nothing."""
    row = work.rows(_SEALED, of_step=step_id).one_or_none()
    return dict(row.translations.get(language(), row.answers)) if row else {}


_SEALED = select(SealedKey.answers, SealedKey.translations).where(SealedKey.step_id == bindparam("of_step"))
_OUTLINE = (
    select(Step.id, Step.ordinal, Step.kind, Step.key, Step.title, Step.minutes)
    .where(Step.version_id == bindparam("of_version"))
    .order_by(Step.ordinal)
)
_PUBLISHED = (
    select(
        Course.slug, Course.code, CourseVersion.title, CourseVersion.number, CourseVersion.digest,
        CourseVersion.duration_minutes, CourseVersion.published_at, Course.archive_on,
    )
    .join(CourseVersion, CourseVersion.id == Course.current_id)
    .order_by(Course.slug)
)  # fmt: skip
# all built once: putting a statement together costs more than running it


def asset_type(work: Work, digest: str, name: str) -> str:
    """The media type of a stored course file called `name`. Raises NotFound."""
    paths = select(Asset.path, Asset.media_type).where(Asset.digest == digest)
    for path, media_type in work.session.execute(paths):
        if path.rpartition("/")[2] == name:
            return str(media_type)
    raise NotFound(_("Gambar atau berkas ini tidak ada dalam pelatihan mana pun."))


def small_digest(work: Work, digest: str, width: int) -> str:
    """The stored file of a picture `width` pixels wide; the picture itself where there is none."""
    chosen = select(SmallPicture.digest).where(SmallPicture.original == digest, SmallPicture.width == width)
    return work.session.scalar(chosen) or digest
