"""After an attempt: what it was worth, and as much of the key as the quiz reveals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from elearn.core.questions.kinds import Mark
from elearn.core.questions.pages import FULL_FOR_ALL, MarkedPart, QuestionPart, marked_part
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries, services
from ..models import Attempt
from ..paper import Item
from ..queries import Best, Key, SavedAnswer
from ..rules import CREDITED, WITHDRAWN, QuizRules, Remedy, quiz_rules
from .corrections import sentence_for_learner
from .place import Place, place_of


@dataclass(frozen=True, slots=True)
class ResultPage(Page):
    """`score` in percent, None while a person has still to mark; `marked` is empty while the key is kept;
    `attempts_left` None = no limit. `corrections` says of each corrected question why; `before` is the score (percent)
    from before they raised it, None when they did not."""

    template: ClassVar[str] = "quizzes/result.html"
    place: Place
    rules: QuizRules
    number: int
    submitted_at: datetime | None
    score: float | None
    passed: bool
    answered: int
    total: int
    best: Best
    attempts_left: int | None
    marked: tuple[MarkedPart, ...]
    corrections: tuple[str, ...]
    before: float | None


def result_page(work: Work, attempt: Attempt) -> ResultPage:
    """The result of a submitted attempt, with key and feedback when the quiz reveals them."""
    rules = quiz_rules(attempt.step.settings)
    best = queries.best_scores(work, attempt.enrolment_id)[attempt.step_id]
    saved = queries.saved_answers(work, attempt.id)
    key = queries.key_of(work, attempt.step_id)
    risen = queries.risen_by(work, attempt.id) if key.remedies else ()
    return ResultPage(
        place=place_of(attempt.enrolment, attempt.step),
        rules=rules,
        number=attempt.number,
        submitted_at=attempt.submitted_at,
        score=attempt.score,
        passed=bool(attempt.passed),
        answered=len(saved),
        total=len(attempt.paper),
        best=best,
        attempts_left=rules.attempts_left(best.attempts),
        marked=_marked_lines(work, attempt, saved, key) if rules.reveals(has_passed=best.passed) else (),
        corrections=tuple(_said(attempt, key.remedies, {one for one, _before in risen})),
        before=risen[0][1] if risen else None,
    )


def _said(attempt: Attempt, remedies: Mapping[str, Remedy], risen: Collection[str]) -> Iterator[str]:
    """A withdrawn correction is of interest to those alone whom one of this question had raised."""
    for number, slot in enumerate(attempt.paper, start=1):
        remedy = remedies.get(slot["id"])
        if remedy is not None and (remedy.deed != WITHDRAWN or slot["id"] in risen):
            yield sentence_for_learner(number, remedy)


def _marked_lines(work: Work, attempt: Attempt, saved: dict[str, SavedAnswer], key: Key) -> tuple[MarkedPart, ...]:
    marks = services.mark_paper(work, attempt, saved, key)
    items = services.paper_of(work, attempt)
    lines = {item.id: _marked_line(item, saved.get(item.id), marks[item.id]) for item in items}
    given = [one for one in lines if one in key.remedies and key.remedies[one].deed == CREDITED]
    return tuple((lines | {one: replace(lines[one], verdict=FULL_FOR_ALL) for one in given}).values())


def _marked_line(item: Item, saved: SavedAnswer | None, mark: Mark) -> MarkedPart:
    """Verdict by the stored points, so that a page read years later says what was counted."""
    part = QuestionPart(item.number, item.public, saved.answer if saved else None, locked=True)
    return marked_part(item.kind.marked_template, part, mark, points=(saved.points or 0.0) if saved else 0.0)
