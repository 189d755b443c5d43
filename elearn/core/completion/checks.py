"""Check questions of a lesson: which are asked, what was sent, what is said afterwards. They teach and never score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elearn.core.courses import queries as courses
from elearn.core.questions.kinds import Answer, Fields, InvalidAnswer, Mark, QuestionKind
from elearn.core.questions.sending import is_arranging, values_by_question
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .queries import Answers


@dataclass(frozen=True, slots=True)
class Asked:
    """A check question (its public part) and its kind. `number` counts from 1 in the lesson."""

    number: int
    kind: QuestionKind
    public: Fields

    @property
    def id(self) -> str:
        return str(self.public["id"])


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form held for one question: its `values`, the answer in them, or a sentence about what is wrong.

    `is_final` is not so when a button was pressed that only rearranges the answer.
    """

    answer: Answer | None
    error: str = ""
    values: tuple[str, ...] | None = None
    is_final: bool = True


Sheet = Mapping[str, Sent]
"""Question id → what was sent."""


def asked(work: Work, questions: Iterable[Fields]) -> tuple[Asked, ...]:
    """The questions whose kind is at hand: one of a missing plugin is not asked, so that the lesson stays passable."""
    kinds = {kind.name: kind for kind in work.hooks.gather("question_kinds")}
    known = [question for question in questions if question["kind"] in kinds]
    return tuple(Asked(number, kinds[question["kind"]], question) for number, question in enumerate(known, start=1))


def read(questions: Sequence[Asked], fields: Iterable[tuple[str, str]], *, may_be_empty: bool = False) -> Sheet:
    """Reads the form: all its (name, value) pairs."""
    values = values_by_question(fields)
    return {question.id: _read_one(question, values.get(question.id, []), may_be_empty) for question in questions}


def _read_one(question: Asked, values: Sequence[str], may_be_empty: bool) -> Sent:
    try:
        answer = question.kind.read_answer(question.public, values)
    except InvalidAnswer as error:
        return Sent(None, error.sentence, tuple(values))
    if question.kind.is_empty(answer):
        return Sent(None, "" if may_be_empty else _("Pertanyaan ini belum dijawab."))
    return Sent(answer, is_final=not is_arranging(values))


def is_to_mend(sheet: Sheet) -> bool:
    """Whether the form has to be shown again: an answer is missing or wrong, or one is still being arranged."""
    return any(sent.error or not sent.is_final for sent in sheet.values())


def answers_in(sheet: Sheet) -> Answers:
    """The answers of a sheet without errors."""
    return {question_id: sent.answer for question_id, sent in sheet.items() if sent.answer is not None}


def marks(work: Work, step_id: int, questions: Sequence[Asked], answers: Answers) -> dict[str, Mark]:
    """Question id → what is said about its answer. Only here does the sealed key of a lesson leave the database."""
    keys = courses.sealed(work, step_id)
    return {question.id: question.kind.mark(keys[question.id], answers.get(question.id)) for question in questions}
