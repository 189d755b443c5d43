"""Before an attempt: the rules in plain words, and the attempts so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.i18n import language
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries, services
from ..queries import AttemptLine, Best
from ..rules import QuizRules, quiz_rules
from .place import Place, place_of


@dataclass(frozen=True, slots=True)
class ShowPage(Page):
    """`attempts_left` None = no limit; `best` None before the first result.

    `open_code` is that of an attempt that can be continued; `reasons` say why none can be started now.
    """

    template: ClassVar[str] = "quizzes/show.html"
    place: Place
    introduction: str
    rules: QuizRules
    lines: tuple[AttemptLine, ...]
    attempts_left: int | None
    best: Best | None
    open_code: str | None
    reasons: tuple[str, ...]


def show_page(work: Work, enrolment: Enrolment, step: Step) -> ShowPage:
    """The start page of a quiz, with the learner's own attempts."""
    rules = quiz_rules(step.settings)
    lines = queries.attempt_lines(work, enrolment.id, step.id)
    open_line = next((line for line in lines[:1] if _is_open(line, rules, work)), None)
    used = lines[0].number if lines else 0
    asks_policies = open_line is None and rules.may_retry(used)
    return ShowPage(
        place=place_of(enrolment, step),
        introduction=step.in_words(language()).html,
        rules=rules,
        lines=lines,
        attempts_left=rules.attempts_left(used),
        best=queries.best_scores(work, enrolment.id).get(step.id),
        open_code=open_line.code if open_line else None,
        reasons=services.reasons_against_start(work, enrolment, step) if asks_policies else (),
    )


def _is_open(line: AttemptLine, rules: QuizRules, work: Work) -> bool:
    return line.submitted_at is None and not rules.is_over(line.started_at, work.now)
