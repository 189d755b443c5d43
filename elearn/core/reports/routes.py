"""The addresses of HR's reports; nothing here writes but the wish for an export."""

from __future__ import annotations

from flask import Blueprint, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.kernel.errors import NotFound
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from . import pages, queries, readings, services
from .permissions import EXPORT_CREATE, EXPORT_READ, JP_READ, PEOPLE_READ, UNIT_READ
from .selection import read_hours, read_page, read_study
from .sheets import open_sheet

bp = Blueprint("reports", __name__, template_folder="templates")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORT = "/laporan/ekspor/<int(max=2147483647):job_id>"
"""A number beyond a column's integer is no export, and must not reach the database."""


@bp.get("/laporan")
@requires(UNIT_READ)
def index() -> ResponseReturnValue:
    """The unit at the top of the scope, or all of them when there are several."""
    work = current_work()
    tops = queries.tops(work)
    if len(tops) == 1:
        return redirect(url_for(".unit", unit_id=tops[0].id, **request.args))
    return show(readings.unit_page(work, read_study(request.args), None, tops))


@bp.get("/laporan/unit/<int(max=2147483647):unit_id>")
@requires(UNIT_READ)
def unit(unit_id: int) -> ResponseReturnValue:
    """A unit and the units below it."""
    work = current_work()
    return show(readings.unit_page(work, read_study(request.args), unit_id))
