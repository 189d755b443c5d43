"""What a paper's form sends (which questions it showed, the values of their fields), and what a marker's does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request

from elearn.core.questions.kinds import Criterion
from elearn.core.questions.rubric import Ruling
from elearn.core.questions.sending import is_arranging, values_by_question
from elearn.kernel.i18n import _

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
