"""A file of a draft: its editor, what the compiler makes of it, its history, and two versions to be merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.core.courses.services import FileReading
from elearn.core.questions.findings import Finding
from elearn.core.questions.kinds import QuestionKind, kind_named
from elearn.core.questions.pages import QuestionPart
from elearn.kernel.paging import Paging
from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..queries.files import RevisionLine
from ..writing.comparing import Line
from ..writing.front_matter import kind_of, title_of
from ..writing.merging import Clash, Part
from ..writing.names import is_step


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as learners meet it: the partial of its kind, and what the partial is given."""

    template: str
    part: QuestionPart


@dataclass(frozen=True, slots=True)
class Preview:
    """What the compiler makes of a text."""

    title: str
    minutes: int
    html: str
    questions: tuple[ShownQuestion, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.level == "salah" for finding in self.findings)


def preview_of(reading: FileReading, kinds: Sequence[QuestionKind]) -> Preview:
    shown = (
        ShownQuestion(
            kind_named(question.public["kind"], kinds).template, QuestionPart(number, question.public, locked=True)
        )
        for number, question in enumerate(reading.questions, 1)
    )
    return Preview(reading.title, reading.minutes, reading.html, tuple(shown), reading.findings)


@dataclass(frozen=True, slots=True)
class PreviewPart(Page):
    """The preview and the findings, sent while somebody writes."""

    template: ClassVar[str] = "studio/_preview.html"
    preview: Preview


@dataclass(frozen=True, slots=True)
class SavedPart(Page):
    """Said below the editor after a save: `outcome` as in services.files, `number` to go on from, `kept` to merge."""

    template: ClassVar[str] = "studio/_saved.html"
    draft: Draft
    path: str
    outcome: str
    number: int
    kept: int


@dataclass(frozen=True, slots=True)
class EditorPage(Page):
    """The editor of a text file. `number` is the revision the text is of."""

    template: ClassVar[str] = "studio/edit.html"
    draft: Draft
    path: str
    text: str
    number: int
    preview: Preview
    rename: Form
    before: str | None
    after: str | None

    @property
    def title(self) -> str:
        return title_of(self.text) or self.path

    @property
    def is_course_file(self) -> bool:
        return self.path == "kursus.md"

    @property
    def trial_key(self) -> str:
        """Under which the file is taken as a learner would; "" for one that is no lesson or quiz."""
        return self.path.removesuffix(".md") if is_step(self.path) else ""

    @property
    def is_quiz(self) -> bool:
        return kind_of(self.text) not in ("", "materi", "lesson")


@dataclass(frozen=True, slots=True)
class HistoryPage(Page):
    """The states of a file, and what one of them changed. `shown` is None while none is chosen, `current` 0 when the file is gone."""

    template: ClassVar[str] = "studio/history.html"
    draft: Draft
    path: str
    current: int
    lines: tuple[RevisionLine, ...]
    paging: Paging
    shown: int | None
    changes: tuple[Line, ...]
    is_text: bool


@dataclass(frozen=True, slots=True)
class MergePart:
    """A stretch of two versions: agreed lines, or a clash with its number."""

    number: int | None
    lines: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergePage(Page):
    """Two versions of one file; `parts` in order. `began` is what both began with, `kept` mine, `number` theirs."""

    template: ClassVar[str] = "studio/merge.html"
    draft: Draft
    path: str
    began: int
    kept: int
    number: int
    parts: tuple[MergePart, ...]
    chosen: Mapping[int, str]
    incomplete: bool

    @property
    def clashes(self) -> int:
        return sum(part.number is not None for part in self.parts)


def merge_parts(parts: Sequence[Part]) -> tuple[MergePart, ...]:
    return tuple(_numbered(parts))


def _numbered(parts: Sequence[Part]) -> Iterator[MergePart]:
    number = 0
    for part in parts:
        if isinstance(part, Clash):
            yield MergePart(number, (), part.mine, part.theirs)
            number += 1
        else:
            yield MergePart(None, part.lines, (), ())
