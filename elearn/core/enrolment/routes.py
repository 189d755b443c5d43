"""The buttons “Daftar” and “Ikuti lagi”."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.core.people import queries as people
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires

from . import services
from .permissions import OWN_CREATE

bp = Blueprint("enrolment", __name__)


@bp.post("/kursus/<slug>/daftar")
@requires(OWN_CREATE)
def create(slug: str) -> ResponseReturnValue:
    """Joins the course and goes to its checklist."""
    with committed(current_work()) as work:
        enrolment = services.enrol(work, people.me(work), courses.open_version(work, slug))
    return redirect(url_for("completion.show", enrolment_id=enrolment.id))


@bp.post("/kursus/<slug>/ikuti-lagi/<int(max=2147483647):cycle>")
@requires(OWN_CREATE)
def create_again(slug: str, cycle: int) -> ResponseReturnValue:
    """Begins another cycle, or goes to the one that a first press began."""
    with committed(current_work()) as work:
        enrolment = services.enrol_again(work, people.me(work), courses.open_version(work, slug), cycle)
    return redirect(url_for("completion.show", enrolment_id=enrolment.id))
