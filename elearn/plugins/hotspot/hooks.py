"""What hotspot brings to the house: one kind of question, and the partials and styles that draw it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.questions.kinds import QuestionKind
from elearn.plugin import hookimpl

from .kind import Hotspot


@hookimpl
def question_kinds() -> Sequence[QuestionKind]:
    return (Hotspot(),)


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (Blueprint("hotspot", __name__, template_folder="templates"),)
