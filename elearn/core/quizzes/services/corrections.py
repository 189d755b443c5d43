"""A trainer corrects one question of a published quiz: rehearsed first, then applied, and perhaps withdrawn."""

from __future__ import annotations

from typing import Final

from elearn.core.courses import queries as courses
from elearn.core.questions.kinds import NOTED, Answer, Fields, QuestionKind
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import queries
from ..models import Correction
from ..queries import QuestionPlace
from ..rules import ACCEPTED, WITHDRAWN, Remedy
from .answers import kind_of

REGRADE_JOB: Final = "quizzes:regrade"
LONGEST_REASON: Final = 300
APPLY_DEED: Final = "quizzes:correction:apply"
WITHDRAW_DEED: Final = "quizzes:correction:withdraw"
"""Audit actions."""


def can_accept(work: Work, question: QuestionPlace) -> bool:
    """Whether the question's kind has other answers to accept beside the key. Raises KindMissing."""
    sealed, kind = _keyed(work, question)
    return kind.rekeyed(sealed, kind.best_answer(sealed)) is not None


def earns_all(work: Work, question: QuestionPlace, answer: Answer) -> bool:
    """Whether the key, or what was accepted beside it, gives the answer all points. Raises KindMissing."""
    sealed, kind = _keyed(work, question)
    keys = [sealed, *(kind.rekeyed(sealed, one) or sealed for one in _accepted(work, question))]
    return any(kind.mark(key, answer).points == 1 for key in keys)


def correct(work: Work, question: QuestionPlace, remedy: Remedy) -> Correction:
    """Notes a correction that does not count yet, and asks the worker what it would do.

    Answers that the question accepts already stay accepted. Raises Invalid for a reason that is empty or too long, for a
    question in which nothing is right or wrong, and for an answer that cannot be accepted or is right anyway.
    """
    reason = _reason(remedy.reason)
    sealed, kind = _keyed(work, question)
    if kind.mark(sealed, None).state == NOTED:
        raise Invalid(_("Soal ini tidak menilai benar atau salah, jadi tidak ada yang dapat dikoreksi."))
    answers = _answers(work, question, remedy) if remedy.deed == ACCEPTED else ()
    correction = _begin(work, question.step_id, question.id, Remedy(remedy.deed, answers, reason))
    correction.job_id = work.later(REGRADE_JOB, correction_id=correction.id).id
    return correction


def apply(work: Work, correction_id: int) -> Correction:
    """Lets a rehearsed correction count, for what is handed in from now on too, and asks the worker to raise the rest.

    Noted in the audit. Raises NotFound as `queries.own_correction` does, Conflict when the rehearsal is not over, when
    it was applied before, and when another correction of the question was applied since.
    """
    correction = queries.correction_locked(work, queries.own_correction(work, correction_id).correction.id)
    if correction.rehearsed_at is None or correction.applied_at is not None:
        raise Conflict(_("Koreksi ini sudah diterapkan, atau uji cobanya belum selesai. Muat ulang halamannya."))
    last = queries.last_applied(work, correction.step_id, correction.question_id)
    if last is not None and last.applied_at is not None and last.applied_at > correction.made_at:
        raise Conflict(
            _("Soal ini sudah dikoreksi lagi setelah uji coba ini. Buat koreksi baru agar hitungannya benar.")
        )
    queries.forget_rises(work, correction.id)
    correction.after_id = correction.attempts = correction.raised = correction.passing = 0
    correction.effects, correction.ended_at = {}, None
    correction.applied_at, correction.applied_by = work.now, work.actor.person_id
    correction.job_id = work.later(REGRADE_JOB, correction_id=correction.id).id
    _note(work, APPLY_DEED, correction)
    return correction


def withdraw(work: Work, correction_id: int, reason: str) -> Correction:
    """Takes a correction back for attempts to come; what has risen stays. Noted in the audit.

    Raises NotFound as `apply` does, Invalid for a bad reason, Conflict when it is not the one that counts.
    """
    correction = queries.correction_locked(work, queries.own_correction(work, correction_id).correction.id)
    last = queries.last_applied(work, correction.step_id, correction.question_id)
    if last is None or last.id != correction.id or correction.deed == WITHDRAWN:
        raise Conflict(_("Koreksi ini tidak sedang berlaku. Muat ulang halamannya."))
    taken = _begin(work, correction.step_id, correction.question_id, Remedy(WITHDRAWN, reason=_reason(reason)))
    taken.rehearsed_at = taken.applied_at = taken.ended_at = work.now
    taken.applied_by = work.actor.person_id
    work.session.flush()
    _note(work, WITHDRAW_DEED, taken)
    return taken


def _begin(work: Work, step_id: int, question_id: str, remedy: Remedy) -> Correction:
    return work.add(
        Correction(
            step_id=step_id,
            question_id=question_id,
            deed=remedy.deed,
            answers=list(remedy.answers),
            reason=remedy.reason,
            made_at=work.now,
            made_by=work.actor.person_id,
        )
    )


def _keyed(work: Work, question: QuestionPlace) -> tuple[Fields, QuestionKind]:
    sealed = courses.sealed(work, question.step_id)[question.id]
    return sealed, kind_of(work, sealed)


def _reason(written: str) -> str:
    text = " ".join(written.split())
    if not 0 < len(text) <= LONGEST_REASON:
        raise Invalid(_("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON))
    return text


def _answers(work: Work, question: QuestionPlace, remedy: Remedy) -> tuple[Answer, ...]:
    if not remedy.answers or not can_accept(work, question):
        raise Invalid(_("Isi jawaban lain yang juga diterima."))
    if any(earns_all(work, question, answer) for answer in remedy.answers):
        raise Invalid(_("Jawaban ini sudah dihitung benar. Isi jawaban lain yang juga diterima."))
    return (*_accepted(work, question), *remedy.answers)


def _accepted(work: Work, question: QuestionPlace) -> tuple[Answer, ...]:
    """What the question accepts today beside its key."""
    known = queries.remedies(work, question.step_id).get(question.id)
    return known.answers if known and known.deed == ACCEPTED else ()


def _note(work: Work, deed: str, correction: Correction) -> None:
    facts = {"question": correction.question_id, "deed": correction.deed, "answers": correction.answers}
    audit.note(work, deed, f"correction:{correction.id}", step=correction.step_id, reason=correction.reason, **facts)
