"""A lesson, its check questions, and the way on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import url_for

from elearn.core.questions.kinds import Mark
from elearn.core.questions.pages import QuestionPart
from elearn.core.quizzes.pages.result import PARTLY, RIGHT, WRONG, MarkedLine, MarkedOption
from elearn.kernel.i18n import _
from elearn.web.page import Page

from ..checks import Asked, Sent, Sheet
from ..queries import Answers, Checklist, Line, Place
from .items import StepItem, state_of, step_url


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A check question before it is answered: the partial of its kind, and what the partial is given."""

    template: str
    part: QuestionPart


@dataclass(frozen=True, slots=True)
class LessonPage(Page):
    """A lesson. `number` counts from 1 among `all` steps, `done` of which are finished; `minutes` to read it.

    `following` is the next step (None at the end), `asked` the check questions while it is unfinished, `answered` afterwards.
    """

    template: ClassVar[str] = "completion/lesson.html"
    title: str
    course_title: str
    course_url: str
    html: str
    minutes: int
    number: int
    done: int
    all: int
    is_finished: bool
    outline: tuple[StepItem, ...]
    previous: StepItem | None
    following: StepItem | None
    finish_url: str
    asked: tuple[AskedItem, ...]
    answered: tuple[MarkedLine, ...]

    @property
    def has_errors(self) -> bool:
        return any(item.part.error for item in self.asked)


def lesson_page(
    place: Place, found: Checklist, questions: tuple[Asked, ...], sent: Sheet, marks: Mapping[str, Mark]
) -> LessonPage:
    """`sent` holds answers that were refused, to be mended; `marks` what is said once the lesson is finished."""
    ids = [line.id for line in found.lines]
    here = ids.index(place.step_id)
    outline = tuple(_outline_item(place, found, line) for line in found.lines)
    is_finished = place.step_id in found.standing.done
    answers = found.answers.get(place.step_id, {})
    return LessonPage(
        title=place.title,
        course_title=place.course_title,
        course_url=url_for("completion.show", enrolment_id=place.enrolment_id),
        html=place.html,
        minutes=place.minutes,
        number=here + 1,
        done=len(found.standing.done),
        all=found.standing.all,
        is_finished=is_finished,
        outline=outline,
        previous=outline[here - 1] if here else None,
        following=outline[here + 1] if here + 1 < len(outline) else None,
        finish_url=url_for("completion.finish", enrolment_id=place.enrolment_id, key=place.key),
        asked=() if is_finished else tuple(_asked(question, sent) for question in questions),
        answered=tuple(
            _answered(question, answers, marks[question.id]) for question in questions if question.id in marks
        ),
    )


def _outline_item(place: Place, found: Checklist, line: Line) -> StepItem:
    return StepItem(
        title=line.title,
        url=step_url(place.enrolment_id, line),
        state=state_of(found, line, place.step_id),
        meta=_("%(n)s menit", n=line.minutes),
        here=line.id == place.step_id,
    )


def _asked(question: Asked, sent: Sheet) -> AskedItem:
    given = sent.get(question.id, Sent(None))
    part = QuestionPart(question.number, question.public, given.answer, given.error)
    return AskedItem(question.kind.template, part)


def _answered(question: Asked, answers: Answers, mark: Mark) -> MarkedLine:
    """Unlike in a quiz, what is said about every option is shown, chosen or not: it is there to teach."""
    said = {remark.option: remark for remark in mark.remarks}
    return MarkedLine(
        part=QuestionPart(question.number, question.public, answers.get(question.id), locked=True),
        verdict=RIGHT if mark.points == 1 else PARTLY if mark.points else WRONG,
        options=tuple(
            MarkedOption(option["html"], said[option["id"]].chosen, said[option["id"]].right, said[option["id"]].html)
            for option in (question.public["options"] if said else ())
        ),
        solution=mark.solution,
        explanation=mark.explanation_html,
    )
