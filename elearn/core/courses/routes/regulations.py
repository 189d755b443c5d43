"""Regulations that the trainer's courses cite: what to look at again when one changes."""

from __future__ import annotations

from flask import request

from elearn.core.courses import queries
from elearn.core.courses.pages import RegulationPage, RegulationsPage
from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import read_page
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/pengajar/peraturan")
@requires(COURSE_PUBLISH)
def regulations() -> str:
    """Every cited regulation, with the number of places."""
    return draw(RegulationsPage(*queries.regulations(current_work(), page=read_page(request.args))))


@bp.get("/pengajar/peraturan/<law>")
@requires(COURSE_PUBLISH)
def regulation(law: str) -> str:
    """Every line that cites one regulation."""
    lines = queries.citations(current_work(), law)
    if not lines:
        raise NotFound(_("Peraturan ini tidak dikutip pelatihan Anda. Buka daftar peraturan, lalu pilih dari sana."))
    return draw(RegulationPage(law, lines))
