"""The addresses of HR's reports; nothing here writes but the wish for an export."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people.services import export_content
from elearn.kernel.exports import own_export
from elearn.kernel.i18n import _
from elearn.kernel.paging import read_page
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.exports import export_page, workbook_file
from elearn.web.guard import requires
from elearn.web.page import show

from . import pages, queries, services
from .permissions import EXPORT_CREATE, EXPORT_READ, GAPS_READ, JP_READ, PEOPLE_READ, UNIT_READ
from .selection import read_gaps, read_hours, read_study
from .sheets import open_sheet

bp = Blueprint("reports", __name__, template_folder="templates")

EXPORT = "/laporan/ekspor/<int(max=2147483647):job_id>"
"""A number beyond a column's integer is no export, and must not reach the database."""


@bp.get("/laporan")
@requires(UNIT_READ)
def index() -> ResponseReturnValue:
    """To the unit at the top of the scope; all of them side by side when there are several."""
    work = current_work()
    study, tops = read_study(request.args), queries.tops(work)
    if len(tops) == 1:
        return redirect(pages.unit_url(tops[0].id, study))
    return show(pages.unit_page(work, replace(study, unit=None)))


@bp.get("/laporan/unit/<int(max=2147483647):unit_id>")
@requires(UNIT_READ)
def unit(unit_id: int) -> ResponseReturnValue:
    """A unit and the units below it."""
    study = replace(read_study(request.args), unit=unit_id, direct=False, words="")
    return show(pages.unit_page(current_work(), study))


@bp.get("/laporan/pegawai")
@requires(PEOPLE_READ)
def people() -> ResponseReturnValue:
    """The people behind a number, with their courses."""
    return show(pages.people_page(current_work(), read_study(request.args), read_page(request.args)))


@bp.get("/laporan/jp")
@requires(JP_READ)
def jp() -> ResponseReturnValue:
    """Hours of a year against the law's marks."""
    work = current_work()
    return show(pages.hours_page(work, read_hours(request.args, work.today.year), read_page(request.args)))


@bp.get("/laporan/kompetensi")
@requires(GAPS_READ)
def gaps() -> ResponseReturnValue:
    """Required competencies against what is proven, unit by unit and person by person."""
    return show(pages.gaps_page(current_work(), read_gaps(request.args), read_page(request.args)))


@bp.post("/laporan/ekspor")
@requires(EXPORT_CREATE)
def export() -> ResponseReturnValue:
    """Asks for the workbook of a list, with the list's own filters."""
    with committed(current_work()) as work:
        sheet = open_sheet(request.form.get("laporan", ""), request.form, work.today.year)
        job = services.ask_export(work, sheet)
    return redirect(url_for(".export_show", job_id=job.id), 303)


@bp.get(EXPORT)
@requires(EXPORT_READ)
def export_show(job_id: int) -> ResponseReturnValue:
    """How far it is; only the part that changes when htmx asks."""
    export = own_export(current_work(), job_id, services.EXPORT_JOB)
    return show(export_page(export, "reports", (_("Laporan"), url_for("reports.index"))))


@bp.get(f"{EXPORT}/berkas")
@requires(EXPORT_READ)
def export_file(job_id: int) -> ResponseReturnValue:
    """The workbook, for the one who asked."""
    work = current_work()
    export = own_export(work, job_id, services.EXPORT_JOB)
    return workbook_file(export_content(work, export), export.name)
