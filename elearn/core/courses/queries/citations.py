"""Regulations that courses cite, and where: what has to be looked at again when one changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, distinct, func, select

from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import Citation, Course, CourseVersion, Step
from ..parser.citations import LAW
from .publishing import ours


@dataclass(frozen=True, slots=True)
class RegulationLine:
    """A regulation in the current versions of the actor's courses: how many lines and courses cite it."""

    law: str
    places: int
    courses: int


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A line of a current version that cites it. `step` and `step_title` are "" for the course's own page.

    `question` is the id of the question it stands in, "" for text.
    """

    slug: str
    code: str
    course: str
    number: int
    step: str
    step_title: str
    question: str
    part: str
    heading: str
    words: str


def regulations(work: Work, *, page: int = 1) -> tuple[tuple[RegulationLine, ...], Paging]:
    """The page wanted (from 1) of all cited regulations in their order."""
    columns = select(Citation.law, func.count(), func.count(distinct(CourseVersion.course_id)))
    wanted = (
        columns.join(CourseVersion, CourseVersion.id == Citation.version_id)
        .join(Course, Course.current_id == CourseVersion.id)
        .where(ours(work))
        .group_by(Citation.law)
        .order_by(Citation.law)
    )
    total = work.session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    paging = page_of(total, page)
    rows = work.session.execute(wanted.limit(PAGE_SIZE).offset(paging.offset))
    return tuple(RegulationLine(*row) for row in rows), paging


def citations(work: Work, key: str) -> tuple[CitationLine, ...]:
    """Where the current versions of the actor's courses cite a regulation, or only one part of it (`UU-20-2023-ps-49`)."""
    columns = (
        Course.slug, Course.code, CourseVersion.title, CourseVersion.number, func.coalesce(Step.key, ""),
        func.coalesce(Step.title, ""), Citation.question_id, Citation.part, Citation.heading, Citation.words,
    )  # fmt: skip
    rows = work.session.execute(
        select(*columns)
        .join(CourseVersion, CourseVersion.id == Citation.version_id)
        .join(Course, Course.current_id == CourseVersion.id)
        .outerjoin(Step, Step.id == Citation.step_id)
        .where(*_about(key), ours(work))
        .order_by(Course.slug, func.coalesce(Step.ordinal, 0), Citation.id)
    )
    return tuple(CitationLine(*tuple(row)) for row in rows)


def citing_versions(work: Work, key: str) -> Sequence[int]:
    """Ids of every version, current or not, that cites it."""
    return work.session.scalars(select(Citation.version_id).where(*_about(key)).distinct()).all()


def _about(key: str) -> tuple[ColumnElement[bool], ...]:
    """`UU-20-2023` is every part of it; a key that names no regulation matches nothing."""
    found = LAW.fullmatch(key.strip().lower())
    if found is None:
        return (Citation.law == "",)
    of_law = Citation.law == found["law"]
    part = found["part"]
    return (of_law, (Citation.part == part) | Citation.part.startswith(f"{part}-")) if part else (of_law,)
