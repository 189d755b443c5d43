"""The room's blueprint; its pages live in the modules beside it."""

from __future__ import annotations

from flask import Blueprint, request
from markupsafe import Markup, escape

from elearn.core.courses.addresses import ROOT

bp = Blueprint("courses", "elearn.core.courses", template_folder="templates")


@bp.app_template_filter("rooted")
def rooted(html: str) -> Markup:
    """Compiled (sanitised) HTML with the app's own root in its addresses."""
    return Markup(html.replace(ROOT, str(escape(request.script_root))))  # noqa: S704  # washed by bleach at publishing
