"""The blueprint that both roles' routes stand on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("profiles", "elearn.core.profiles", template_folder="templates")
