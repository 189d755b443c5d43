"""The room's one blueprint; its pages live in the modules beside it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("career", "elearn.core.career", template_folder="templates")
