"""What a paper's form sends (which questions it showed, the values of their fields), and what a marker's does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask import request

from elearn.core.questions.kinds import Answer, Criterion, Fields, InvalidAnswer, QuestionKind
from elearn.core.questions.rubric import Ruling
from elearn.core.questions.sending import is_arranging, values_by_question
from elearn.kernel.i18n import _

from .rules import ACCEPTED, CREDITED, VOIDED, Deed, Remedy
from .services import LONGEST_REASON

LONGEST_COMMENT = 2000
"""Characters a marker may write."""

SHOWN, BEFORE, HERE, GO, SURE = "butir", "semula", "soal", "ke", "yakin"
"""Fields: ids of the questions the form shows; `semula-<id>` what was saved when it was drawn; the number of the
question it shows alone; where to go after saving (a number, or anything else for all questions); handing in despite
empty questions."""


def sent_answers() -> dict[str, list[str]]:
    """Question id → the values sent for it; no value takes the answer back.

    htmx names the one changed question in the address. A plain form sends all it shows: what it leaves as it was drawn
    is not an answer, or an old page would undo what another browser saved since.
    """
    sent = values_by_question(request.form.items(multi=True))
    changed = request.args.getlist(SHOWN)
    if changed:
        return {question_id: sent.get(question_id, []) for question_id in changed}
    shown = {question_id: sent.get(question_id, []) for question_id in request.form.getlist(SHOWN)}
    return {question_id: values for question_id, values in shown.items() if _is_changed(question_id, values)}


def _is_changed(question_id: str, values: list[str]) -> bool:
    before = request.form.getlist(f"{BEFORE}-{question_id}")
    return sorted(value for value in values if value.strip()) != sorted(before)


def anchor() -> str | None:
    """Where on the paper a pressed button stood that rearranged an answer; None when none was pressed."""
    sent = values_by_question(request.form.items(multi=True))
    return next((f"soal-{question_id}" for question_id, values in sent.items() if is_arranging(values)), None)


def wanted_place() -> int | None:
    """The number of the question to show alone; None shows all."""
    wanted = request.form.get(GO) or request.form.get(HERE) or request.args.get(HERE, "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 5 else None


def current_place() -> int | None:
    """The number of the question that the form showed alone; None when it showed all."""
    return request.form.get(HERE, type=int)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a marking form held: criterion id → points as chosen; `errors` by the same ids, and "catatan"."""

    points: Mapping[str, str]
    comment: str
    errors: Mapping[str, str]

    @property
    def ruling(self) -> Ruling:
        return Ruling({one: int(points) for one, points in self.points.items()}, self.comment)


def read_ruling(criteria: Iterable[Criterion], sent: Mapping[str, str]) -> Judged:
    """Points for every criterion, and a comment."""
    points, errors = {}, {}
    for one in criteria:
        points[one.id] = sent.get(f"nilai-{one.id}", "")
        if points[one.id] not in {str(number) for number in range(one.most + 1)}:
            errors[one.id] = _("Pilih nilai 0 sampai %(most)s.", most=one.most)
    comment = sent.get("catatan", "").replace("\r\n", "\n").strip()
    if len(comment) > LONGEST_COMMENT:
        errors["catatan"] = _("Catatan paling panjang %(n)s huruf. Ringkas, lalu simpan lagi.", n=LONGEST_COMMENT)
    return Judged(points, comment, errors)


DEEDS: Mapping[str, Deed] = {"batalkan": VOIDED, "nilai-penuh": CREDITED, "terima": ACCEPTED}
"""What a trainer may do with a question, as the form sends it."""


@dataclass(frozen=True, slots=True)
class CorrectionWish:
    """What a correction's form held: `deed` and `reason` as chosen and written, `sent` the values of the question's own
    fields, `answer` what they say; `errors` by "putusan", "jawaban" and "alasan"."""

    deed: str = ""
    reason: str = ""
    sent: tuple[str, ...] = ()
    answer: Answer | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def remedy(self) -> Remedy:
        return Remedy(DEEDS[self.deed], () if self.answer is None else (self.answer,), self.reason)


def read_correction(question: Fields, kind: QuestionKind, is_right: Callable[[Answer], bool]) -> CorrectionWish:
    """The form of a correction; `is_right` tells of an answer whether it earns everything already."""
    values = values_by_question(request.form.items(multi=True)).get(str(question["id"]), [])
    deed, reason = request.form.get("putusan", ""), " ".join(request.form.get("alasan", "").split())
    errors = {} if deed in DEEDS else {"putusan": _("Pilih salah satu.")}
    answer = None
    if DEEDS.get(deed) == ACCEPTED:
        try:
            answer = kind.read_answer(question, values)
        except InvalidAnswer as invalid:
            errors["jawaban"] = invalid.sentence
        else:
            errors |= _fault_of(answer, is_right)
    if not 0 < len(reason) <= LONGEST_REASON:
        errors["alasan"] = _("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON)
    return CorrectionWish(deed, reason, tuple(values), answer, errors)


def _fault_of(answer: Answer | None, is_right: Callable[[Answer], bool]) -> dict[str, str]:
    if answer is None:
        return {"jawaban": _("Isi jawaban lain yang juga diterima.")}
    if is_right(answer):
        return {"jawaban": _("Jawaban ini sudah dihitung benar. Isi jawaban lain yang juga diterima.")}
    return {}


def wanted_version() -> int | None:
    """The number of the version that an address asks for with `versi`; None for the current one."""
    text = request.args.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def wanted_page(arguments: Mapping[str, str]) -> int:
    """The page (from 1) that an address asks for with `halaman`; 1 when it cannot be read."""
    text = arguments.get("halaman", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def is_sure() -> bool:
    """Whether the learner hands in knowing which questions are empty."""
    return SURE in request.form


def is_htmx() -> bool:
    """Whether a piece of the page is wanted instead of a redirect."""
    return "HX-Request" in request.headers
