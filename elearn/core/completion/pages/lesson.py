"""A lesson, its check questions, and the way on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from elearn.core.courses.notices import archive_notice
from elearn.core.questions.kinds import Mark
from elearn.core.questions.pages import MarkedPart, QuestionPart, marked_part
from elearn.kernel.i18n import _
from elearn.web.page import Page

from ..addresses import MARKED, Addresses, addresses
from ..checks import Asked, Sent, Sheet
from ..queries import Answers, Checklist, Line, Place, StepText
from .items import StepItem, state_of


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A check question before it is answered: the partial of its kind, and what the partial is given."""

    template: str
    part: QuestionPart


@dataclass(frozen=True, slots=True)
class Questions:
    """The check questions of a step before anybody answers: told by the step alone, for all readers see the same."""

    step: StepText
    items: tuple[AskedItem, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Onward:
    """A step before or after this one."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way through a course as everybody sees it who stands at `step` and has `done` and `tried` the same (ids)."""

    step: StepText
    done: frozenset[int]
    tried: frozenset[int]
    lines: tuple[Line, ...] = field(compare=False)

    @property
    def course_url(self) -> str:
        return MARKED.course

    @property
    def number(self) -> int:
        """The step's place, from 1."""
        return 1 + next(place for place, line in enumerate(self.lines) if line.id == self.step.id)

    @property
    def is_finished(self) -> bool:
        return self.step.id in self.done

    @property
    def finish_url(self) -> str:
        return MARKED.finish(self.step.key)

    @property
    def before(self) -> Onward | None:
        return self._beside(self.number - 1)

    @property
    def after(self) -> Onward | None:
        return self._beside(self.number + 1)

    def _beside(self, number: int) -> Onward | None:
        """The step at a place of the way, counted from 1; None beyond its ends."""
        found = self.lines[number - 1 : number] if number else ()
        return Onward(found[0].title, MARKED.of(found[0])) if found else None

    @property
    def outline(self) -> tuple[StepItem, ...]:
        return tuple(self._item(line) for line in self.lines)

    def _item(self, line: Line) -> StepItem:
        return StepItem(
            title=line.title,
            url=MARKED.of(line),
            state=state_of(line.id, self.done, self.tried, self.step.id),
            meta=_("%(n)s menit", n=line.minutes),
            here=line.id == self.step.id,
        )


@dataclass(frozen=True, slots=True)
class LessonPage(Page):
    """A lesson; `foreign` is its language when that is not the reader's, else "".

    While the lesson is unfinished `questions` are its check questions, or `refused` the same with the answers to be
    mended; `answered` holds them afterwards. `notice` says that the course is or will be archived, else "".
    """

    template: ClassVar[str] = "completion/lesson.html"
    title: str
    own: Addresses
    html: str
    foreign: str
    way: Way
    questions: Questions | None
    refused: tuple[AskedItem, ...]
    answered: tuple[MarkedPart, ...]
    notice: str


def lesson_page(
    place: Place, found: Checklist, asked: tuple[Asked, ...], sent: Sheet, marks: Mapping[str, Mark], today: date
) -> LessonPage:
    """`sent` holds answers that were refused, to be mended; `marks` what is said once the lesson is finished."""
    step, own = place.step, addresses(place.enrolment_id)
    way = Way(step, frozenset(found.standing.done), frozenset(found.standing.best), found.lines)
    answers = found.answers.get(step.id, {})
    return LessonPage(
        title=step.title,
        own=own,
        html=step.html,
        foreign=step.foreign,
        way=way,
        questions=None if way.is_finished or not asked else Questions(step, tuple(_asked(one, {}) for one in asked)),
        refused=() if way.is_finished or not sent else tuple(_asked(one, sent) for one in asked),
        answered=tuple(_answered(one, answers, marks[one.id]) for one in asked if one.id in marks),
        notice=archive_notice(place.archive_on, place.archive_note, today),
    )


def _asked(question: Asked, sent: Sheet) -> AskedItem:
    given = sent.get(question.id, Sent(None))
    part = QuestionPart(question.number, question.public, given.answer, given.error, sent=given.values)
    return AskedItem(question.kind.template, part)


def _answered(question: Asked, answers: Answers, mark: Mark) -> MarkedPart:
    """Unlike in a quiz, what is said about every option is shown, chosen or not: it is there to teach."""
    part = QuestionPart(question.number, question.public, answers.get(question.id), locked=True)
    return marked_part(question.kind.marked_template, part, mark, tells_all=True)
