"""The catalogue: the current version of every course, searched, narrowed and paged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, select

from elearn.core.questions.block import fold
from elearn.kernel.i18n import language
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import AUDIENCE, COMPETENCY, LONGEST_FACET, Course, CourseVersion, Facet

Shape = TypeVar("Shape", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader looks for; empty fields narrow nothing. Minutes are bounds of the duration, both included."""

    words: str = ""
    competency: str = ""
    audience: str = ""
    shortest: int = 0
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A course as its card shows it, in the reader's language where it has it; `competencies` are pairs [name, level 1–5]."""

    slug: str
    code: str
    title: str
    summary: str
    organiser: str
    duration_minutes: int
    competencies: list[Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of the catalogue."""

    lines: tuple[CatalogueLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class Facets:
    """What the courses on offer can be narrowed by, in the order of the alphabet."""

    competencies: tuple[str, ...]
    audiences: tuple[str, ...]


def catalogue(work: Work, wish: Wish, *, page: int = 1) -> Catalogue:
    """The courses that match, by title: the page wanted (from 1), or the last one there is."""
    matching = _narrowed(_lines(work), wish)
    total = work.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    paging = page_of(total, page)
    ordered = matching.order_by(CourseVersion.search_text, Course.id).limit(PAGE_SIZE).offset(paging.offset)
    return Catalogue(tuple(CatalogueLine(*row) for row in work.session.execute(ordered)), paging)


def teaching(work: Work, competencies: Collection[str]) -> tuple[CatalogueLine, ...]:
    """Every course on offer that develops one of these competencies, by title."""
    names = [name[:LONGEST_FACET] for name in competencies]
    bears = (Facet.version_id == CourseVersion.id) & (Facet.kind == COMPETENCY) & Facet.name.in_(names)
    found = _lines(work).where(exists().where(bears)).order_by(CourseVersion.search_text, Course.id)
    return tuple(CatalogueLine(*row) for row in work.session.execute(found))


def facets(work: Work) -> Facets:
    """The competencies and audiences of the courses on offer."""
    on_offer = select(Facet.kind, Facet.name).join(Course, Course.current_id == Facet.version_id)
    rows = work.session.execute(on_offer.where(_is_on_offer(work)).distinct().order_by(Facet.name)).all()
    return Facets(
        competencies=tuple(name for kind, name in rows if kind == COMPETENCY),
        audiences=tuple(name for kind, name in rows if kind == AUDIENCE),
    )


def _lines(work: Work) -> Select[Any]:
    title, summary = (CourseVersion.said(what, language()) for what in ("title", "summary"))
    columns = (
        Course.slug, Course.code, title, summary, CourseVersion.organiser, CourseVersion.duration_minutes,
        CourseVersion.competencies,
    )  # fmt: skip
    return select(*columns).join(Course, Course.current_id == CourseVersion.id).where(_is_on_offer(work))


def _is_on_offer(work: Work) -> ColumnElement[bool]:
    """A course leaves the catalogue on the day it is archived."""
    return Course.archive_on.is_(None) | (Course.archive_on > work.today)


def _narrowed(statement: Select[Shape], wish: Wish) -> Select[Shape]:
    for word in fold(wish.words).split():
        statement = statement.where(CourseVersion.search_text.contains(word, autoescape=True))
    for kind, name in ((COMPETENCY, wish.competency), (AUDIENCE, wish.audience)):
        if name:
            bears = (Facet.version_id == CourseVersion.id) & (Facet.kind == kind) & (Facet.name == name)
            statement = statement.where(exists().where(bears))
    if wish.shortest:
        statement = statement.where(CourseVersion.duration_minutes >= wish.shortest)
    if wish.longest is not None:
        statement = statement.where(CourseVersion.duration_minutes <= wish.longest)
    return statement
