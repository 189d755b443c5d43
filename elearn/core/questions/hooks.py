"""What this room contributes to the house: the built-in kinds, and the partials that draw them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl

from .built_in import BUILT_IN_KINDS
from .kinds import QuestionKind


@hookimpl
def question_kinds() -> Sequence[QuestionKind]:
    return BUILT_IN_KINDS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (Blueprint("questions", __name__, template_folder="templates"),)
