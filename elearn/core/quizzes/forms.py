"""What a paper's form sends: which questions it showed, and the values of their fields."""

from __future__ import annotations

from flask import request

from elearn.core.questions.kinds import field_name

SHOWN, HERE, GO, SURE = "butir", "soal", "ke", "yakin"
"""Fields: ids of the questions the form shows; the number of the one it shows alone; where to go after saving (a
number, or anything else for all questions); handing in despite empty questions."""


def sent_answers() -> dict[str, list[str]]:
    """Question id → the values sent for it; a question shown without any value was taken back.

    htmx names the one changed question in the address; a plain form names all it showed.
    """
    shown = request.args.getlist(SHOWN) or request.form.getlist(SHOWN)
    return {question_id: request.form.getlist(field_name({"id": question_id})) for question_id in shown}


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
