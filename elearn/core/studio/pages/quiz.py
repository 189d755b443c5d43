"""A quiz as a form: its settings and questions, and one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.core.courses.services import FileReading
from elearn.core.questions.block import fold
from elearn.core.questions.findings import Finding
from elearn.core.questions.kinds import QuestionKind, kind_named
from elearn.kernel.i18n import _
from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft, DraftFile
from ..quiz_form import COMPETENCY_LEVELS, MOST_OPTIONS, ROWS_ADDED, competency_parts
from ..writing.front_matter import title_of
from ..writing.question import FormOption, FormQuestion
from ..writing.quiz import Item, Quiz


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in the list. `kind` is its name on screen, "" when no kind reads it; `number` None for what asks nothing."""

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
    """A quiz, or a lesson with its check questions: settings as a form, questions as a list.

    `rest` are findings about the file itself, `kinds` what a new question can be.
    """

    template: ClassVar[str] = "studio/quiz.html"
    draft: Draft
    path: str
    title: str
    number: int
    is_lesson: bool
    form: Form
    lines: tuple[QuestionLine, ...]
    rest: tuple[Finding, ...]
    kinds: Sequence[QuestionKind]

    @property
    def starts(self) -> list[tuple[str, str]]:
        """Value and words of each kind a question can begin as."""
        return sorted(((kind.name, _(kind.label)) for kind in self.kinds), key=lambda start: start[1])

    @property
    def last_kind(self) -> str:
        """The words of the last question's kind: who writes ten of one kind chooses it once."""
        return next((line.kind for line in reversed(self.lines) if line.kind), "")


def quiz_page(
    draft: Draft, file: DraftFile, quiz: Quiz, form: Form, reading: FileReading, kinds: Sequence[QuestionKind]
) -> QuizPage:
    text = file.text or ""
    first = quiz.items[0].line if quiz.items else 10**9
    rest = tuple(finding for finding in reading.findings if finding.line < first)
    lines = quiz_lines(quiz, reading, kinds)
    return QuizPage(draft, file.path, title_of(text), file.number, quiz.is_lesson, form, lines, rest, kinds)


def quiz_lines(quiz: Quiz, reading: FileReading, kinds: Sequence[QuestionKind]) -> tuple[QuestionLine, ...]:
    """Each item with its kind and the findings between its first line and the next item's."""
    names = {question.id: _(kind_named(question.public["kind"], kinds).label) for question in reading.questions}
    ends = [*(item.line for item in quiz.items), 10**9][1:]
    lines = []
    number = 0
    for place, (item, end) in enumerate(zip(quiz.items, ends, strict=True)):
        number += item.asks
        kind = names.get(item.question.id, "") if item.question else ""
        found = tuple(finding for finding in reading.findings if item.line <= finding.line < end)
        lines.append(QuestionLine(place, number if item.asks else None, item, kind, found))
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
    competencies: tuple[str, ...]
    kinds: Sequence[QuestionKind]
    is_lesson: bool
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

    @property
    def competency(self) -> tuple[str, str]:
        """Name and level (1 to 5, or "") of the competency; what the lists do not offer is a name as it was written."""
        return competency_parts(self.question.properties.get("kompetensi", ""), self.competencies)

    def named(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Choices that are shown as they are written."""
        return [(one, one) for one in words]

    @property
    def levels(self) -> tuple[str, ...]:
        return COMPETENCY_LEVELS

    @property
    def types(self) -> list[tuple[str, str]]:
        """What may stand after `Tipe:` and its words on screen; the kind already written keeps its own word for itself."""
        written = self.question.properties.get("tipe", "")
        names = [
            (written if fold(written) in (kind.name, *kind.titles) else kind.titles[0], _(kind.label))
            for kind in self.kinds
        ]
        return sorted(names, key=lambda pair: pair[1])
