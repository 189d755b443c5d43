"""A draft taken as a learner takes the course: read, asked and marked in memory; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from elearn.core.completion import checks
from elearn.core.completion.checks import Asked, Sheet
from elearn.core.courses import services as courses
from elearn.core.courses.addresses import ROOT
from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.courses.parser.manuscript import Quiz, Step
from elearn.core.courses.services import FileReading, settings_of
from elearn.core.questions.kinds import Mark
from elearn.core.quizzes.paper import draw_paper, read_paper
from elearn.core.quizzes.rules import QuizRules, quiz_rules, score_of_marks
from elearn.kernel.errors import NotFound
from elearn.kernel.markdown_result import LinkBase
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries
from ..writing.names import is_step
from .preview import asset_addresses


@dataclass(frozen=True, slots=True)
class Trial:
    """A lesson or quiz as it is taken: `asked` are its questions in the order of the paper that `seed` draws.

    `rules` is None for a lesson. `errors` counts what the check of this file forbids.
    """

    step: Step
    rules: QuizRules | None
    asked: tuple[Asked, ...]
    seed: int
    errors: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers were worth: `score` in percent, None for a lesson and while a person would have to mark."""

    marks: Mapping[str, Mark]
    score: float | None
    passed: bool


def course_text(work: Work, draft: Draft) -> FileReading:
    """What kursus.md becomes. Raises NotFound when the draft has none."""
    return _read(work, draft, COURSE_FILE)


def take(work: Work, draft: Draft, key: str, seed: int) -> Trial:
    """The lesson or quiz of a file (its name without .md). Raises NotFound."""
    reading = _read(work, draft, f"{key}.md") if is_step(f"{key}.md") else None
    if reading is None or reading.step is None:
        raise NotFound
    kinds = work.hooks.gather("question_kinds")
    public = [question.public for question in reading.questions]
    errors = sum(finding.level == "salah" for finding in reading.findings)
    if not isinstance(reading.step, Quiz):
        return Trial(reading.step, None, checks.asked(work, public), seed, errors)
    rules = quiz_rules(settings_of(reading.step))
    paper = draw_paper([question.id for question in reading.questions], rules, random=Random(seed))  # noqa: S311  # nobody is examined
    items = read_paper(paper, public, kinds)
    asked = tuple(Asked(item.number, item.kind, item.public) for item in items)
    return Trial(reading.step, rules, asked, seed, errors)


def read_answers(trial: Trial, fields: Iterable[tuple[str, str]]) -> Sheet:
    """What the form holds; a quiz may be handed in with empty questions, a lesson asks for every answer."""
    return checks.read(trial.asked, fields, may_be_empty=trial.rules is not None)


def mark(trial: Trial, sheet: Sheet) -> Outcome:
    """Marks the answers by the rules that mark learners."""
    sealed = {question.id: question.sealed for question in trial.step.questions}
    answers = checks.answers_in(sheet)
    marks = {one.id: one.kind.mark(sealed[one.id], answers.get(one.id)) for one in trial.asked}
    if trial.rules is None:
        return Outcome(marks, None, passed=True)
    score = score_of_marks(marks, {one.id: one.public["weight"] for one in trial.asked})
    return Outcome(marks, score, passed=score is not None and trial.rules.passes(score))


def _read(work: Work, draft: Draft, path: str) -> FileReading:
    _file, text, names = queries.text_of(work, draft, path)
    here = f"{ROOT}/naskah/{quote(draft.slug)}/coba"
    base = LinkBase(
        asset_url=asset_addresses(draft.slug, frozenset(names)),
        step_url=lambda name: here if f"{name}.md" == COURSE_FILE else f"{here}/{quote(name)}",
    )
    return courses.read_file(work, path, text, names, base)
