"""The room's blueprint; its pages live in the modules beside it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("studio", "elearn.core.studio", template_folder="templates")
