"""A draft as learners will see it, and what their answers would be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from elearn.core.completion.checks import Sent, Sheet
from elearn.core.courses.services import FileReading
from elearn.core.questions.pages import MarkedPart, QuestionPart, marked_part
from elearn.core.quizzes.rules import QuizRules
from elearn.web.page import Page

from ..models import Draft
from ..services.trial import Outcome, Trial
from ..writing.front_matter import kind_of, title_of
from ..writing.names import in_order
from .files import ShownQuestion


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A lesson or quiz in the list of all; `here` is this page."""

    key: str
    title: str
    is_quiz: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class TrialPage(Page):
    """The course's page and its steps."""

    template: ClassVar[str] = "studio/trial.html"
    draft: Draft
    text: FileReading
    lines: tuple[TrialLine, ...]


@dataclass(frozen=True, slots=True)
class TrialStepPage(Page):
    """A lesson or quiz. `shown` are its questions to be answered; after that `marked` and `outcome` stand instead.

    `rules` is None for a lesson; `marked` is empty while the quiz keeps its key. `is_refused`: something is to be mended.
    """

    template: ClassVar[str] = "studio/trial_step.html"
    draft: Draft
    trial: Trial
    lines: tuple[TrialLine, ...]
    shown: tuple[ShownQuestion, ...]
    is_refused: bool
    outcome: Outcome | None
    marked: tuple[MarkedPart, ...]

    @property
    def rules(self) -> QuizRules | None:
        return self.trial.rules

    @property
    def number(self) -> int:
        """The step's place, from 1."""
        return 1 + next(place for place, line in enumerate(self.lines) if line.here)

    @property
    def before(self) -> TrialLine | None:
        return self.lines[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> TrialLine | None:
        return self.lines[self.number] if self.number < len(self.lines) else None


def trial_lines(heads: Mapping[str, str], here: str = "") -> tuple[TrialLine, ...]:
    """The steps as learners meet them; `heads` are the beginnings of all texts, `here` the key of this page."""
    return tuple(
        TrialLine(
            path.removesuffix(".md"),
            title_of(heads[path]) or path,
            kind_of(heads[path]) not in ("", "materi", "lesson"),
            here=path == f"{here}.md",
        )
        for path in in_order(heads)
    )


def asking_page(draft: Draft, trial: Trial, lines: tuple[TrialLine, ...], sent: Sheet) -> TrialStepPage:
    """Before the answers, or with answers that are to be mended."""
    shown = []
    for one in trial.asked:
        given = sent.get(one.id, Sent(None))
        part = QuestionPart(one.number, one.public, given.answer, given.error, sent=given.values)
        shown.append(ShownQuestion(one.kind.template, part))
    is_refused = any(one.error for one in sent.values())
    return TrialStepPage(draft, trial, lines, tuple(shown), is_refused, None, ())


def told_page(draft: Draft, trial: Trial, lines: tuple[TrialLine, ...], sent: Sheet, outcome: Outcome) -> TrialStepPage:
    """After the answers: as much as a learner would be told."""
    rules = trial.rules
    tells = rules is None or rules.reveals(has_passed=outcome.passed)
    marked = []
    for one in trial.asked if tells else ():
        part = QuestionPart(one.number, one.public, sent[one.id].answer, locked=True)
        marked.append(marked_part(one.kind.marked_template, part, outcome.marks[one.id], tells_all=rules is None))
    return TrialStepPage(draft, trial, lines, (), is_refused=False, outcome=outcome, marked=tuple(marked))
