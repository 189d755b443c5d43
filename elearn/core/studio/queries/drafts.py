"""Which drafts the actor may write, and the one list of drafts and published courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from elearn.core.courses.models import Course, CourseVersion
from elearn.core.courses.queries import ours
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.permissions import ADMIN
from elearn.kernel.work import Work

from ..models import ARCHIVED, PUBLISHED, Author, Draft


@dataclass(frozen=True, slots=True)
class StudioLine:
    """A course of mine: a draft, or one that is only published. `number` is its current version, None before the first."""

    slug: str
    title: str
    state: str
    is_draft: bool
    changed_at: datetime
    number: int | None


@dataclass(frozen=True, slots=True)
class StudioQuery:
    """What a trainer asks of their list: words of the title or folder, a state, a page (from 1); "" narrows nothing."""

    words: str
    state: str
    page: int

    @property
    def values(self) -> dict[str, str]:
        """The address again, without its page."""
        return {name: value for name, value in {"q": self.words, "keadaan": self.state}.items() if value}


def may_write(work: Work) -> ColumnElement[bool]:
    """Whether a draft is the actor's to write: they are one of its authors. System and admin may write every draft."""
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return true()
    return exists().where(Author.draft_id == Draft.id, Author.person_id == work.actor.person_id).correlate(Draft)


def own_draft(work: Work, slug: str) -> Draft:
    """A draft the actor may write. Raises NotFound for somebody else's, as for none at all."""
    found = work.session.scalar(select(Draft).where(Draft.slug == slug, may_write(work)))
    if found is None:
        raise NotFound(
            _("Naskah ini tidak ada di antara naskah Anda. Buka daftar pelatihan Anda, lalu pilih dari sana.")
        )
    return found


def studio(work: Work, query: StudioQuery) -> tuple[tuple[StudioLine, ...], Paging]:
    """The actor's drafts and published courses, changed last first: the page wanted, or the last one there is."""
    mine = union_all(_drafts(work), _published(work)).subquery()
    named = func.lower(mine.c.title + " " + mine.c.slug)
    wanted = [named.contains(word, autoescape=True) for word in query.words.casefold().split()]
    wanted += [mine.c.state == query.state] if query.state else []
    paging = page_of(work.session.scalar(select(func.count()).select_from(mine).where(*wanted)) or 0, query.page)
    ordered = select(mine).where(*wanted).order_by(mine.c.changed_at.desc(), mine.c.slug)
    rows = work.session.execute(ordered.limit(PAGE_SIZE).offset(paging.offset))
    return tuple(StudioLine(*row) for row in rows), paging


def _drafts(work: Work) -> Select[str, str, str, bool, datetime, int]:
    columns = (Draft.slug, Draft.title, _state(work, Draft.state), literal(True), Draft.changed_at.label("changed_at"))
    drafts = select(*columns, CourseVersion.number).outerjoin(Course, Course.id == Draft.course_id)
    return drafts.outerjoin(CourseVersion, CourseVersion.id == Course.current_id).where(may_write(work))


def _published(work: Work) -> Select[str, str, str, bool, datetime, int]:
    columns = (
        Course.slug, CourseVersion.title, _state(work, literal(PUBLISHED)), literal(False),
        CourseVersion.published_at.label("changed_at"), CourseVersion.number,
    )  # fmt: skip
    has_draft = exists().where(Draft.course_id == Course.id).correlate(Course)
    current = select(*columns).join(CourseVersion, CourseVersion.id == Course.current_id)
    return current.where(ours(work), ~has_draft)


def _state(work: Work, otherwise: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Whether the course is archived is told by its day, not by its draft."""
    return case((Course.archive_on <= work.today, ARCHIVED), else_=otherwise).label("state")


def draft_of_course(work: Work, course_id: int) -> Draft | None:
    """The draft a published course is written in, whoever's it is."""
    return work.session.scalar(select(Draft).where(Draft.course_id == course_id))


def draft_named(work: Work, slug: str) -> Draft | None:
    """The draft of this name, whoever's it is."""
    return work.session.scalar(select(Draft).where(Draft.slug == slug))


def is_own(work: Work, draft: Draft) -> bool:
    """Whether the actor may write this draft."""
    return work.session.scalar(select(Draft.id).where(Draft.id == draft.id, may_write(work))) is not None
