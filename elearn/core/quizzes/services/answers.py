"""The answers of an attempt: saving them, and marking them with the sealed key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from elearn.core.questions.kinds import (
    WAITING,
    Answer,
    Fields,
    InvalidAnswer,
    Mark,
    QuestionKind,
    UnknownKind,
    kind_named,
)
from elearn.core.questions.rubric import judge
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _, language
from elearn.kernel.work import Work

from .. import queries
from ..models import Attempt
from ..paper import Item, read_paper
from ..rules import Remedy, quiz_rules, remedied
from .refusals import AlreadySubmitted, KindMissing, TimeIsUp

Answers = Mapping[str, Answer | None]
Problems = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. `answers`: question id → what is stored now (None: taken back); `problems`: question id → why
    that answer could not be taken (its older one stays)."""

    at: datetime
    answered: int
    total: int
    answers: Answers
    problems: Problems

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


def save(work: Work, attempt: Attempt, question_id: str, values: Sequence[str]) -> Saved:
    """Saves the answer to one question; see `save_all`."""
    return save_all(work, attempt, {question_id: values})


def save_all(work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]]) -> Saved:
    """Saves what a form sent: question id → the values of its fields; no value takes the answer back.

    `attempt` is loaded with its lock. The last write wins, by the server's order. Raises AlreadySubmitted, TimeIsUp,
    KindMissing, and NotFound for a question that is not on the paper.
    """
    if attempt.submitted_at is not None:
        raise AlreadySubmitted
    if is_over(work, attempt):
        raise TimeIsUp
    answers, problems = store(work, attempt, sent)
    return Saved(work.now, queries.count_answers(work, attempt.id), len(attempt.paper), answers, problems)


def store(work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]]) -> tuple[Answers, Problems]:
    """Stores what can be read of what was sent in an attempt that is open; see `Saved` for what it returns."""
    answers, problems = _read(work, attempt, sent)
    queries.store_answers(work, attempt.id, {key: answer for key, answer in answers.items() if answer is not None})
    queries.forget_answers(work, attempt.id, [key for key, answer in answers.items() if answer is None])
    return answers, problems


def mark_paper(
    work: Work, attempt: Attempt, saved: Mapping[str, queries.SavedAnswer], key: queries.Key
) -> dict[str, Mark]:
    """Marks every question of the paper with the sealed key and its corrections: question id → mark. Raises KindMissing.

    What a person has to mark bears their ruling, or waits.
    """
    sealed, kinds = key.sealed, _known_kinds(work)
    answers = {one: line.answer for one, line in saved.items()}
    asked = [slot["id"] for slot in attempt.paper]
    marks = {one: _kind(sealed[one], kinds).mark(sealed[one], answers.get(one)) for one in asked}
    waiting = [one for one, mark in marks.items() if mark.state == WAITING]
    rulings = queries.rulings(work, attempt.id) if waiting else {}
    ruled = {one: _kind(sealed[one], kinds).criteria(sealed[one]) for one in waiting if one in rulings}
    marks |= {one: judge(marks[one], criteria, rulings[one]) for one, criteria in ruled.items()}
    wrong = [one for one in asked if one in key.remedies]
    return marks | {one: _remedied(work, marks[one], sealed[one], answers.get(one), key.remedies[one]) for one in wrong}


def _remedied(work: Work, mark: Mark, sealed: Fields, answer: Answer | None, remedy: Remedy) -> Mark:
    kind = kind_of(work, sealed)
    keys = [key for one in remedy.answers if (key := kind.rekeyed(sealed, one)) is not None]
    return remedied(mark, remedy, [kind.mark(key, answer) for key in keys])


def paper_of(work: Work, attempt: Attempt) -> tuple[Item, ...]:
    """The questions of an attempt as its learner sees them. Raises KindMissing."""
    try:
        return read_paper(attempt.paper, attempt.step.in_words(language()).questions, _known_kinds(work))
    except UnknownKind as unknown:
        raise KindMissing(str(unknown)) from None


def is_over(work: Work, attempt: Attempt) -> bool:
    """Whether the time of the attempt is up, grace included."""
    return quiz_rules(attempt.step.settings).is_over(attempt.started_at, work.now)


def _read(work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]]) -> tuple[Answers, Problems]:
    """Each kind reads its answer."""
    asked = {slot["id"] for slot in attempt.paper}
    public = {
        question["id"]: question for question in attempt.step.in_words(language()).questions if question["id"] in asked
    }
    kinds = _known_kinds(work)
    answers: dict[str, Answer | None] = {}
    problems: dict[str, str] = {}
    for question_id, values in sent.items():
        if question_id not in public:
            raise NotFound(_("Soal ini tidak ada dalam percobaan Anda. Muat ulang halaman kuis, lalu jawab lagi."))
        try:
            answers[question_id] = _kind(public[question_id], kinds).read_answer(public[question_id], values)
        except InvalidAnswer as invalid:
            problems[question_id] = invalid.sentence
    return answers, problems


def kind_of(work: Work, question: Fields) -> QuestionKind:
    """The kind of a stored question (either part of it). Raises KindMissing."""
    return _kind(question, _known_kinds(work))


def _kind(question: Fields, kinds: Sequence[QuestionKind]) -> QuestionKind:
    try:
        return kind_named(question["kind"], kinds)
    except UnknownKind:
        raise KindMissing(question["kind"]) from None


def _known_kinds(work: Work) -> list[QuestionKind]:
    """Every kind of question that rooms and guests brought."""
    return work.hooks.gather("question_kinds")
