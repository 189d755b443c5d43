"""For HR and the admin: the units and people of their scope as a workbook."""

from __future__ import annotations

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people import services
from elearn.core.people.permissions import EXPORT_CREATE
from elearn.kernel.exports import own_export
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.exports import export_page, workbook_file
from elearn.web.guard import requires
from elearn.web.page import show

from .blueprint import bp

EXPORT = "/pegawai/ekspor/<int(max=2147483647):job_id>"


@bp.post("/pegawai/ekspor")
@requires(EXPORT_CREATE)
def create_export() -> ResponseReturnValue:
    """Asks for the workbook."""
    with committed(current_work()) as work:
        job = services.ask_people_export(work)
    return redirect(url_for("people.export_show", job_id=job.id), 303)


@bp.get(EXPORT)
@requires(EXPORT_CREATE)
def export_show(job_id: int) -> ResponseReturnValue:
    """How far it is; only the part that changes when htmx asks."""
    export = own_export(current_work(), job_id, services.EXPORT_JOB)
    return show(export_page(export, "people", (_("Pegawai"), url_for("people.index"))))


@bp.get(f"{EXPORT}/berkas")
@requires(EXPORT_CREATE)
def export_file(job_id: int) -> Response:
    """The workbook, for the one who asked."""
    work = current_work()
    export = own_export(work, job_id, services.EXPORT_JOB)
    return workbook_file(services.export_content(work, export), export.name)
