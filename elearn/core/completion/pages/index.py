"""My courses: running, or completed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timezone
from typing import ClassVar

from flask import url_for

from elearn.core.courses.notices import archive_line
from elearn.kernel.i18n import _
from elearn.web.dates import number
from elearn.web.page import Page

from ..addresses import step_url
from ..queries import COMPLETED, PAGE_SIZE, Checklist, CourseView, MyCourse
from .items import day_of, jp

MANY = 10
"""More courses than this get a search box."""


@dataclass(frozen=True, slots=True)
class CourseItem:
    """One of my courses. `done` of `all` steps; `next_title` names the step to go on with, `notice` is "" mostly."""

    title: str
    url: str
    meta: tuple[str, ...]
    done: int
    all: int
    next_title: str
    next_url: str
    notice: str


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """My courses. `tabs` are (title, url, is_current); `first`–`last` of `total` are shown; urls None at the ends."""

    template: ClassVar[str] = "completion/index.html"
    items: tuple[CourseItem, ...]
    completed: bool
    tabs: tuple[tuple[str, str, bool], ...]
    words: str
    has_search: bool
    first: int
    last: int
    total: int
    previous_url: str | None
    next_url: str | None


def index_page(
    courses: Sequence[MyCourse],
    found: Mapping[int, Checklist],
    counts: tuple[int, int],
    view: CourseView,
    today: date,
    zone: timezone,
) -> IndexPage:
    """The courses of this view; `counts` says how many are running and how many completed."""
    total = counts[view.completed]
    first = view.offset
    words = view.words or None
    return IndexPage(
        items=tuple(_course_item(course, found[course.enrolment_id], today, zone) for course in courses),
        completed=view.completed,
        tabs=(
            (_("Berjalan (%(n)s)", n=counts[0]), url_for("completion.index", q=words), not view.completed),
            (_("Selesai (%(n)s)", n=counts[1]), url_for("completion.index", q=words, tampil=COMPLETED), view.completed),
        ),
        words=view.words,
        has_search=bool(words) or sum(counts) > MANY,
        first=first + 1,
        last=first + len(courses),
        total=total,
        previous_url=_turned(view, -1) if view.page > 1 else None,
        next_url=_turned(view, +1) if first + PAGE_SIZE < total else None,
    )


def _turned(view: CourseView, pages: int) -> str:
    shown = COMPLETED if view.completed else None
    return url_for("completion.index", q=view.words or None, tampil=shown, halaman=view.page + pages)


def _course_item(course: MyCourse, found: Checklist, today: date, zone: timezone) -> CourseItem:
    standing = found.standing
    line = found.resume(course.last_step_id)
    meta = [jp(course.duration_minutes)]
    if course.completed_at:
        meta.append(_("selesai %(day)s", day=day_of(course.completed_at, zone)))
    if course.completed_at and course.score is not None:
        meta.append(_("nilai %(score)s", score=number(course.score, 2)))
    return CourseItem(
        title=course.title,
        url=url_for("completion.show", enrolment_id=course.enrolment_id),
        meta=tuple(meta),
        done=len(standing.done),
        all=standing.all,
        next_title=line.title if line else "",
        next_url=step_url(course.enrolment_id, line) if line else "",
        notice=archive_line(course.archive_on, today),
    )
