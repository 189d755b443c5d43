"""How the questions of a quiz did: how many answered, the share right, what was chosen, how well they tell learners apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from elearn.core.courses import queries as courses
from elearn.core.questions.kinds import NOTED, Count, Fields, Given, QuestionKind
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries
from ..queries import ItemSums, QuizLine, QuizPlace
from ..rules import DISCRIMINATION_MINIMUM, Remedy, discrimination


@dataclass(frozen=True, slots=True)
class StatisticsPage(Page):
    """The quizzes of a trainer's courses."""

    template: ClassVar[str] = "quizzes/statistics.html"
    lines: tuple[QuizLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One question. `remedy` is what counts of its corrections, `is_marked` whether it can be corrected. `share` (percent of its points that were earned) is None where nothing is right or wrong, or nobody
    answered; `discrimination` (−1..1) is None below DISCRIMINATION_MINIMUM scored answers."""

    id: str
    number: int
    prompt_html: str
    answered: int
    share: float | None
    discrimination: float | None
    counts: tuple[Count, ...]
    is_marked: bool
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class ItemPage(Page):
    """The questions of one quiz in the order of the file; `minimum` is DISCRIMINATION_MINIMUM.

    `versions` are the numbers of those that have the quiz.
    """

    template: ClassVar[str] = "quizzes/statistics_show.html"
    place: QuizPlace
    versions: tuple[int, ...]
    items: tuple[ItemLine, ...]
    minimum: int = DISCRIMINATION_MINIMUM


def item_page(work: Work, slug: str, key: str, number: int | None = None) -> ItemPage:
    """The questions of a version (the current one by default), counted over all versions, for a question keeps its id.

    Raises NotFound.
    """
    place = queries.own_quiz(work, slug, key, number)
    step = place.step
    course_id, ids = step.version.course_id, [question["id"] for question in step.questions]
    sums = queries.item_sums(work, course_id, ids)
    given: dict[str, list[Given]] = defaultdict(list)
    for one in queries.answer_counts(work, course_id, ids):
        given[one.question_id].append(Given(one.answer, one.times, one.points))
    sealed = courses.sealed(work, step.id)
    remedies = queries.remedies(work, step.id)
    kinds = {kind.name: kind for kind in work.hooks.gather("question_kinds")}
    items = tuple(
        replace(
            _item(number, public, sealed[public["id"]], kinds.get(public["kind"]), sums, given[public["id"]]),
            remedy=remedies.get(public["id"]),
        )
        for number, public in enumerate(step.questions, start=1)
    )
    return ItemPage(place, queries.versions_of(work, course_id, key), items)


def _item(
    number: int,
    public: Fields,
    sealed: Fields,
    kind: QuestionKind | None,
    sums: dict[str, ItemSums],
    given: Sequence[Given],
) -> ItemLine:
    found = sums.get(public["id"])
    marks = kind is not None and kind.mark(sealed, None).state != NOTED
    return ItemLine(
        id=public["id"],
        number=number,
        prompt_html=public["prompt_html"],
        answered=sum(one.times for one in given),
        share=100 * found.earned / found.marked if found and marks else None,
        discrimination=_tells_apart(found) if found and marks else None,
        counts=tuple(kind.tally(public, sealed, given)) if kind and given else (),
        is_marked=marks,
    )


def _tells_apart(found: ItemSums) -> float | None:
    sums = (found.p, found.pp, found.s, found.ss, found.ps)
    return discrimination(found.count, *(float(value or 0) for value in sums))
