"""During an attempt: the paper, what is saved of it, and the last look before it is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from elearn.core.questions.kinds import values_of
from elearn.core.questions.pages import QuestionPart, values_on_page
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries, services
from ..models import Attempt
from ..paper import Item
from ..queries import SavedAnswer
from ..rules import quiz_rules
from ..services import Saved
from .place import Place, place_of


@dataclass(frozen=True, slots=True)
class Before:
    """What is saved of one question, kept in the page beside its fields: a form sends only what differs from it."""

    id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One question on the paper, drawn by its kind's `template`; `before` is what is saved as it is drawn.

    `fields` are the names of its form fields, parted by commas.
    """

    template: str
    part: QuestionPart
    before: Before
    fields: str


@dataclass(frozen=True, slots=True)
class SavedPage(Page):
    """The line that says what is saved. `at` None: nothing yet; `problems` are sentences; `fresh` what was stored just now."""

    template: ClassVar[str] = "quizzes/_saved.html"
    at: datetime | None
    answered: int
    total: int
    problems: tuple[str, ...] = ()
    fresh: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True)
class EditPage(Page):
    """The paper. `lines` are all its questions; `alone` is the number of the one shown by itself, None shows all.

    `ends_at` is when the time is up, None without a limit.
    """

    template: ClassVar[str] = "quizzes/edit.html"
    place: Place
    code: str
    number: int
    lines: tuple[PaperLine, ...]
    alone: int | None
    saved: SavedPage
    ends_at: datetime | None

    @property
    def shown(self) -> tuple[PaperLine, ...]:
        return self.lines if self.alone is None else self.lines[self.alone - 1 : self.alone]


@dataclass(frozen=True, slots=True)
class ConfirmPage(Page):
    """Numbers of the `missing` questions out of `total`; `is_over`: the time is up, nothing more can be answered."""

    template: ClassVar[str] = "quizzes/confirm.html"
    place: Place
    code: str
    missing: tuple[int, ...]
    total: int
    is_over: bool


def edit_page(
    work: Work,
    attempt: Attempt,
    alone: int | None = None,
    *,
    sent: Mapping[str, Sequence[str]] | None = None,
    problems: Mapping[str, str] | None = None,
) -> EditPage:
    """The paper as saved; answers with `problems` are shown as they were `sent`, with the reason beside them."""
    saved = queries.saved_answers(work, attempt.id)
    items = services.paper_of(work, attempt)
    last = max((answer.saved_at for answer in saved.values()), default=None)
    return EditPage(
        place=place_of(attempt.enrolment, attempt.step),
        code=attempt.code,
        number=attempt.number,
        lines=tuple(_paper_line(item, saved.get(item.id), sent or {}, problems or {}) for item in items),
        alone=None if alone is None else min(max(alone, 1), len(items)),
        saved=SavedPage(last, len(saved), len(items), tuple((problems or {}).values())),
        ends_at=quiz_rules(attempt.step.settings).ends_at(attempt.started_at),
    )


def saved_page(saved: Saved) -> SavedPage:
    """The line after a save."""
    fresh = tuple(Before(question_id, values_of(answer)) for question_id, answer in saved.answers.items())
    return SavedPage(saved.at, saved.answered, saved.total, tuple(saved.problems.values()), fresh)


def confirm_page(work: Work, attempt: Attempt) -> ConfirmPage:
    """The unanswered questions, before submitting."""
    saved = queries.saved_answers(work, attempt.id)
    return ConfirmPage(
        place=place_of(attempt.enrolment, attempt.step),
        code=attempt.code,
        missing=tuple(number for number, slot in enumerate(attempt.paper, start=1) if slot["id"] not in saved),
        total=len(attempt.paper),
        is_over=services.is_over(work, attempt),
    )


def _paper_line(
    item: Item, saved: SavedAnswer | None, sent: Mapping[str, Sequence[str]], problems: Mapping[str, str]
) -> PaperLine:
    problem = problems.get(item.id, "")
    answer = saved.answer if saved else None
    kept = QuestionPart(item.number, item.public, answer)
    part = replace(kept, sent=tuple(sent.get(item.id, ())), error=problem) if problem else kept
    fields = values_on_page(item.kind.parts(item.public), kept.field)
    return PaperLine(item.kind.template, part, Before(item.id, values_of(answer)), fields)
