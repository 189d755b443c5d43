"""Correcting a question: the form, what it would do, what it did; and what a learner reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol, TypeAlias

from markupsafe import Markup

from elearn.core.questions.kinds import Answer, Fields
from elearn.core.questions.pages import QuestionPart
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries, services
from ..models import Correction
from ..queries import Corrected, CorrectionLine, QuestionPlace, RiseLine
from ..rules import ACCEPTED, CREDITED, VOIDED, WITHDRAWN, Remedy

CorrectionState: TypeAlias = Literal["rehearsing", "rehearsed", "applying", "applied", "failed"]


class Wished(Protocol):
    """What a correction's form held; `errors` by "putusan", "jawaban" and "alasan"."""

    @property
    def deed(self) -> str: ...

    @property
    def reason(self) -> str: ...

    @property
    def sent(self) -> tuple[str, ...]: ...

    @property
    def errors(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class CorrectionNewPage(Page):
    """The form; `template` draws the question's own fields, empty where it has no other answer to accept."""

    template: ClassVar[str] = "quizzes/correction_new.html"
    question: QuestionPlace
    part: QuestionPart
    fields: str
    wish: Wished
    history: tuple[CorrectionLine, ...]
    longest: int = services.LONGEST_REASON


@dataclass(frozen=True, slots=True)
class CorrectionPart(Page):
    """A correction, how far it is, and which attempts are worth more; `counts` while it is the one that counts."""

    template: ClassVar[str] = "quizzes/_correction.html"
    found: Corrected
    counts: bool
    rises: tuple[RiseLine, ...]
    paging: Paging

    @property
    def correction(self) -> Correction:
        return self.found.correction

    @property
    def question(self) -> QuestionPlace:
        return self.found.question

    @property
    def words(self) -> tuple[str, ...]:
        """The answers it accepts beside the key, as sanitised HTML."""
        return tuple(_words(self.question.public, answer) for answer in self.correction.answers)

    @property
    def remedy(self) -> Remedy:
        return Remedy(self.correction.deed, tuple(self.correction.answers), self.correction.reason)

    @property
    def state(self) -> CorrectionState:
        is_applied = self.correction.applied_at is not None
        if self.correction.ended_at is not None:
            return "applied" if is_applied else "rehearsed"
        if self.found.wait is not None and self.found.wait.state == "failed":
            return "failed"
        return "applying" if is_applied else "rehearsing"

    @property
    def effects(self) -> Mapping[str, int]:
        return self.correction.effects


@dataclass(frozen=True, slots=True)
class CorrectionShowPage(CorrectionPart):
    """The same inside a page."""

    template: ClassVar[str] = "quizzes/correction_show.html"


def correction_new_page(work: Work, question: QuestionPlace, wish: Wished) -> CorrectionNewPage:
    """Raises KindMissing."""
    kind = services.kind_of(work, question.public)
    part = QuestionPart(question.number, question.public, error=wish.errors.get("jawaban", ""), sent=wish.sent)
    template = kind.template if services.can_accept(work, question) else ""
    return CorrectionNewPage(question, part, template, wish, queries.history(work, question.step_id, question.id))


def correction_page(work: Work, correction_id: int, *, page: int, is_part: bool) -> CorrectionPart:
    """Raises NotFound for a correction in somebody else's courses."""
    found = queries.own_correction(work, correction_id)
    correction = found.correction
    last = queries.last_applied(work, correction.step_id, correction.question_id)
    counts = last is not None and last.id == correction.id and correction.deed != WITHDRAWN
    rises, paging = queries.rises(work, correction.id, page=page)
    kind = CorrectionPart if is_part else CorrectionShowPage
    return kind(found, counts, rises, paging)


def sentence_for_learner(number: int, remedy: Remedy) -> str:
    """That question `number` of their paper was corrected, and why."""
    facts = {"number": number, "reason": remedy.reason}
    if remedy.deed == VOIDED:
        return _("Soal %(number)s dibatalkan dan tidak dihitung; alasannya: %(reason)s", **facts)
    if remedy.deed == CREDITED:
        return _("Soal %(number)s dikoreksi, semua peserta mendapat nilai penuh; alasannya: %(reason)s", **facts)
    if remedy.deed == ACCEPTED:
        return _("Soal %(number)s dikoreksi, jawaban lain juga dihitung benar; alasannya: %(reason)s", **facts)
    return _("Koreksi soal %(number)s dicabut, tetapi nilai Anda tidak turun; alasannya: %(reason)s", **facts)


def _words(public: Fields, answer: Answer) -> str:
    options = {option["id"]: Markup(option["html"]) for option in public.get("options", ())}  # noqa: S704  # washed when it was published
    chosen = answer if isinstance(answer, list) else [answer] if isinstance(answer, str) else answer.values()
    return Markup(", ").join(options.get(one, one) for one in chosen)
