"""What a paper's form sends: which questions it showed, and the values of their fields."""

from __future__ import annotations

from flask import request

from elearn.core.questions.sending import is_arranging, values_by_question

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


def is_sure() -> bool:
    """Whether the learner hands in knowing which questions are empty."""
    return SURE in request.form


def is_htmx() -> bool:
    """Whether a piece of the page is wanted instead of a redirect."""
    return "HX-Request" in request.headers
