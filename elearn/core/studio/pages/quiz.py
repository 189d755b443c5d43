"""A quiz as a form: its settings and questions, and one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask_wtf import FlaskForm

from elearn.core.courses.services import FileReading
from elearn.core.questions.findings import Finding
from elearn.core.questions.kinds import QuestionKind, kind_named
from elearn.kernel.i18n import _
from elearn.web.page import Page

from ..models import Draft
from ..quiz_form import MOST_OPTIONS, ROWS_ADDED
from ..writing.quiz import FormOption, FormQuestion, Item, Quiz
from ..writing.quiz_starts import START_TITLES


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in the list. `kind` is its name on screen, "" when no kind reads it; `number` None for a group's heading."""

    place: int
    number: int | None
    item: Item
    kind: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.level == "salah" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class QuizPage(Page):
    """A quiz: its settings as a form, its questions as a list. `rest` are findings about the file itself."""

    template: ClassVar[str] = "studio/quiz.html"
    draft: Draft
    path: str
    title: str
    number: int
    form: FlaskForm
    lines: tuple[QuestionLine, ...]
    rest: tuple[Finding, ...]

    @property
    def starts(self) -> list[tuple[str, str]]:
        """Value and words of each kind a question can begin as."""
        return [(name, _(title)) for name, title in START_TITLES.items()]


def quiz_lines(quiz: Quiz, reading: FileReading, kinds: Sequence[QuestionKind]) -> tuple[QuestionLine, ...]:
    """Each item with its kind and the findings between its first line and the next item's."""
    titles = {question.id: kind_named(question.public["kind"], kinds).titles[0] for question in reading.questions}
    ends = [*(item.line for item in quiz.items), 10**9][1:]
    lines = []
    number = 0
    for place, (item, end) in enumerate(zip(quiz.items, ends, strict=True)):
        number += not item.is_group
        kind = titles.get(item.question.id, "") if item.question else ""
        found = tuple(finding for finding in reading.findings if item.line <= finding.line < end)
        lines.append(QuestionLine(place, None if item.is_group else number, item, kind, found))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class QuestionPage(Page):
    """The form of one question; `refused` says that what was sent would be read as something else."""

    template: ClassVar[str] = "studio/question.html"
    draft: Draft
    path: str
    number: int
    place: int
    is_new: bool
    question: FormQuestion
    lessons: tuple[str, ...]
    refused: bool

    @property
    def rows(self) -> tuple[FormOption, ...]:
        """The options, and empty ones to be filled in where the question has any."""
        added = ROWS_ADDED if self.question.options else 0
        return (*self.question.options, *(FormOption() for _ in range(added)))[:MOST_OPTIONS]

    @property
    def shows_points(self) -> bool:
        return any(option.tick not in ("", "x") for option in self.question.options)

    @property
    def properties(self) -> Mapping[str, str]:
        return self.question.properties

    @property
    def lesson(self) -> str:
        """The file the question belongs to, as the list of choices names it."""
        written = self.question.properties.get("materi", "")
        return written if not written or written.endswith(".md") else f"{written}.md"
