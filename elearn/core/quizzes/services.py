"""Taking a quiz: start, save, submit. Whatever was saved stays; the second of two same requests does no harm."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from elearn.core.courses import queries as courses
from elearn.core.courses.models import Step
from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment.models import Enrolment
from elearn.core.enrolment.services import note_place
from elearn.core.questions.kinds import Answer, Fields, InvalidAnswer, Mark, QuestionKind, UnknownKind, kind_named
from elearn.kernel.errors import Conflict, NotFound, Refused
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from . import queries
from .models import Attempt
from .paper import Item, draw_paper, read_paper
from .rules import GRACE, QuizRules, quiz_rules, score_of

CODE_BYTES = 18
"""Random bytes in an attempt's address: 144 bits."""

CLOSE = "quizzes:close"
"""The job that hands in an attempt whose time is up."""


class AttemptsUsedUp(Conflict):
    """The learner has no attempt left on this quiz."""

    def __init__(self, step: Step, rules: QuizRules) -> None:
        super().__init__(
            _(
                "Kesempatan mengerjakan “%(title)s” sudah habis (%(most)s kali). Nilai terbaik Anda tetap dihitung.",
                title=step.title,
                most=rules.max_attempts,
            )
        )


class AlreadySubmitted(Conflict):
    """An answer came after the attempt was handed in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jawaban ini tidak disimpan karena kuis sudah dikirim, mungkin dari peramban lain. "
                "Semua jawaban yang tersimpan sebelumnya tetap dinilai. Muat ulang halaman untuk melihat hasilnya."
            )
        )


class TimeIsUp(Conflict):
    """An answer came after the time of the attempt, grace included."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jawaban ini tidak disimpan karena waktu mengerjakan sudah habis. "
                "Semua jawaban yang tersimpan sebelumnya tetap dinilai. Tekan Kirim untuk melihat hasilnya."
            )
        )


class KindMissing(Conflict):
    """The plugin that marks this kind of question is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Jenis soal “%(name)s” belum terpasang di sistem ini. Jawaban Anda aman; hubungi pengelola sistem.", name=name)
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. `problems`: question id → why that answer could not be taken (its older one stays)."""

    at: datetime
    answered: int
    total: int
    problems: Mapping[str, str]

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


def start(work: Work, enrolment: Enrolment, step: Step) -> Attempt:
    """Starts an attempt, or returns the one that is still open.

    Asks `may_start_attempt`. Raises AttemptsUsedUp, and Refused with the reasons of the policies that say no.
    """
    enrolments.lock(work, enrolment)
    rules = quiz_rules(step.settings)
    latest = queries.latest_attempt(work, enrolment.id, step.id)
    if latest is not None and latest.submitted_at is None:
        if not rules.is_over(latest.started_at, work.now):
            return latest
        submit(work, queries.locked_attempt(work, latest.id))
    used = latest.number if latest else 0
    if not rules.may_retry(used):
        raise AttemptsUsedUp(step, rules)
    work.ask("may_start_attempt", enrolment=enrolment, step=step)
    note_place(work, enrolment, step)
    return _begin(work, enrolment, step, rules, number=used + 1)


def reasons_against_start(work: Work, enrolment: Enrolment, step: Step) -> tuple[str, ...]:
    """Why the policies would refuse an attempt now; empty when they would not."""
    try:
        work.ask("may_start_attempt", enrolment=enrolment, step=step)
    except Refused as refused:
        return refused.reasons
    return ()


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
    answers, problems = _read(work, attempt, sent)
    queries.store_answers(work, attempt.id, {key: answer for key, answer in answers.items() if answer is not None})
    queries.forget_answers(work, attempt.id, [key for key, answer in answers.items() if answer is None])
    return Saved(work.now, queries.count_answers(work, attempt.id), len(attempt.paper), problems)


def hand_in(work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]], *, is_sure: bool) -> Saved | None:
    """Saves what the form holds and submits; None when the attempt is submitted now (or was before).

    Otherwise returns what stands in the way: answers that cannot be read, or, unless `is_sure`, questions without one.
    """
    if attempt.submitted_at is None and not is_over(work, attempt):
        saved = save_all(work, attempt, sent)
        if saved.problems or not (is_sure or saved.is_complete):
            return saved
    submit(work, attempt)
    return None


def submit(work: Work, attempt: Attempt) -> Attempt:
    """Marks an attempt by its saved answers and tells `attempt_submitted`; a submitted one is returned as it is.

    `attempt` is loaded with its lock. Raises KindMissing.
    """
    if attempt.submitted_at is not None:
        return attempt
    saved = queries.saved_answers(work, attempt.id)
    marks = mark_paper(work, attempt, saved)
    weights = {question["id"]: question["weight"] for question in attempt.step.questions}
    queries.store_points(work, attempt.id, {key: float(marks[key].points) for key in saved})
    attempt.score = score_of((mark.points, weights[key]) for key, mark in marks.items())
    attempt.passed = quiz_rules(attempt.step.settings).passes(attempt.score)
    attempt.submitted_at = work.now
    work.session.flush()
    work.tell("attempt_submitted", attempt=attempt)
    return attempt


def mark_paper(work: Work, attempt: Attempt, saved: Mapping[str, queries.SavedAnswer]) -> dict[str, Mark]:
    """Marks every question of the paper with the sealed key: question id → mark. Raises KindMissing."""
    sealed = courses.sealed(work, attempt.step_id)
    kinds = known_kinds(work)
    answers = {key: line.answer for key, line in saved.items()}
    asked = [slot["id"] for slot in attempt.paper]
    return {key: _kind(sealed[key], kinds).mark(sealed[key], answers.get(key)) for key in asked}


def paper_of(work: Work, attempt: Attempt) -> tuple[Item, ...]:
    """The questions of an attempt as its learner sees them. Raises KindMissing."""
    try:
        return read_paper(attempt.paper, attempt.step.questions, known_kinds(work))
    except UnknownKind as unknown:
        raise KindMissing(str(unknown)) from None


def is_over(work: Work, attempt: Attempt) -> bool:
    """Whether the time of the attempt is up, grace included."""
    return quiz_rules(attempt.step.settings).is_over(attempt.started_at, work.now)


def known_kinds(work: Work) -> list[QuestionKind]:
    """Every kind of question that rooms and guests brought."""
    return work.hooks.gather("question_kinds")


def close_attempt(errand: Errand, attempt_id: int) -> None:
    """The job CLOSE: submits what was saved when the learner did not; does nothing when they did."""
    with errand.writing() as work:
        submit(work, queries.locked_attempt(work, attempt_id))


def _begin(work: Work, enrolment: Enrolment, step: Step, rules: QuizRules, *, number: int) -> Attempt:
    ids = [question["id"] for question in step.questions]
    attempt = work.add(
        Attempt(
            code=secrets.token_urlsafe(CODE_BYTES),
            enrolment=enrolment,
            step=step,
            number=number,
            paper=draw_paper(ids, rules.asked, shuffle=rules.shuffle, random=SystemRandom()),
            started_at=work.now,
        )
    )
    end = rules.ends_at(attempt.started_at)
    if end is not None:
        work.later(CLOSE, due_at=end + GRACE + timedelta(seconds=1), attempt_id=attempt.id)
    return attempt


def _read(
    work: Work, attempt: Attempt, sent: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Answer | None], dict[str, str]]:
    """Each kind reads its answer: (question id → answer or None, question id → why it cannot be taken)."""
    asked = {slot["id"] for slot in attempt.paper}
    public = {question["id"]: question for question in attempt.step.questions if question["id"] in asked}
    kinds = known_kinds(work)
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


def _kind(question: Fields, kinds: Sequence[QuestionKind]) -> QuestionKind:
    try:
        return kind_named(question["kind"], kinds)
    except UnknownKind:
        raise KindMissing(question["kind"]) from None
