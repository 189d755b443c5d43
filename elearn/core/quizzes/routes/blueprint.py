"""The blueprint that every address of the room belongs to."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("quizzes", "elearn.core.quizzes", template_folder="templates")
