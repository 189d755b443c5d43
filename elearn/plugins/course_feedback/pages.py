"""One frozen page per template of the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from elearn.plugin import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from .queries import PER_PAGE, Own, Result, ResultLine
from .rules import CHANGE_DAYS, COMMENT_MAXIMUM, SCALE, change_ends


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list that one page shows; `number` counts from 1, `total` is the whole list's length."""

    number: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return min(self.number * PER_PAGE, self.total)


@dataclass(frozen=True, slots=True)
class EditPage(Page):
    """My rating; `ends_at` is when it can no longer be changed, None before the first answer.

    `minimum` is how many answers it takes to show results; `change_days` in days, `comment_maximum` in characters.
    """

    template: ClassVar[str] = "course_feedback/edit.html"
    form: Form
    own: Own
    ends_at: datetime | None
    may_change: bool
    minimum: int
    change_days: int = CHANGE_DAYS
    comment_maximum: int = COMMENT_MAXIMUM


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """A trainer's courses with shown answers; `minimum` is how many new ones it takes to show them, or more."""

    template: ClassVar[str] = "course_feedback/index.html"
    lines: tuple[ResultLine, ...]
    part: Part
    minimum: int


@dataclass(frozen=True, slots=True)
class ShowPage(Page):
    """What is shown of one course. `mean` (1.0–5.0) is None, `bars` and `comments` empty, until anything is.

    `minimum` is how many new answers it takes; `bars` are (meaning, percent of the answers, no link), best first.
    """

    template: ClassVar[str] = "course_feedback/show.html"
    slug: str
    title: str
    answers: int
    minimum: int
    mean: float | None
    bars: tuple[tuple[str, float, None], ...]
    comments: tuple[str, ...]
    part: Part


def edit_page(work: Work, own: Own, form: Form) -> EditPage:
    """The page around a form, fresh or just refused."""
    ends_at = change_ends(own.given_at) if own.given_at else None
    return EditPage(form, own, ends_at, own.may_change(work.now), work.settings.feedback_minimum)


def show_page(work: Work, result: Result, comments: tuple[str, ...], part: Part) -> ShowPage:
    """The page of one course; it holds nothing that must not be shown yet."""
    bars = tuple((str(SCALE[stars]), 100 * count / result.answers, None) for stars, count in result.counts.items())
    mean = result.mean if result.counts else None
    return ShowPage(
        result.slug, result.title, result.answers, work.settings.feedback_minimum, mean, bars, comments, part
    )
