"""The blueprint that both roles' routes stand on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("profiles", "elearn.core.profiles", template_folder="templates")

EVIDENCE = "<int(max=2147483647):evidence_id>"
"""A number beyond a column's integer must not reach the database."""
