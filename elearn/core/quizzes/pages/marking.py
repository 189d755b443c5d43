"""What a trainer sees of answers that wait to be marked: never who wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from elearn.core.questions.kinds import Criterion
from elearn.core.questions.pages import QuestionPart
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import services
from ..queries import WaitingLine


class Judged(Protocol):
    """What a marking form held: criterion id → points as they were chosen; and what is wrong, by the same ids."""

    @property
    def points(self) -> Mapping[str, str]: ...

    @property
    def comment(self) -> str: ...

    @property
    def errors(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class MarkingPage(Page):
    """The answers that wait, the oldest first."""

    template: ClassVar[str] = "quizzes/marking.html"
    lines: tuple[WaitingLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class MarkingEditPage(Page):
    """One answer with its rubric; `words` is how long it is."""

    template: ClassVar[str] = "quizzes/marking_edit.html"
    attempt_id: int
    part: QuestionPart
    words: int
    quiz_title: str
    course_title: str
    submitted_at: datetime | None
    criteria: tuple[Criterion, ...]
    judged: Judged


def marking_edit_page(work: Work, attempt_id: int, question_id: str, judged: Judged) -> MarkingEditPage:
    """The page around a form, fresh or just refused. Raises what `services.waiting_answer` raises."""
    paper = services.waiting_answer(work, attempt_id, question_id)
    step = paper.attempt.step
    public = next(question for question in step.questions if question["id"] == question_id)
    part = QuestionPart(1, public, paper.answer, locked=True)
    return MarkingEditPage(
        attempt_id=attempt_id,
        part=part,
        words=len(part.typed.split()),
        quiz_title=step.title,
        course_title=paper.course_title,
        submitted_at=paper.attempt.submitted_at,
        criteria=tuple(services.criteria_of(work, paper.attempt, question_id)),
        judged=judged,
    )
