"""“Unduh semuanya”: the reader's certificates and record as one signed zip, made by the worker."""

from __future__ import annotations

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.exports import export_content, own_export
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.exports import export_page
from elearn.web.guard import requires
from elearn.web.page import show

from .. import services
from ..permissions import OWN_READ
from ..sending import as_zip
from .blueprint import bp

BUNDLE = "/sertifikat/semua/<int(max=2147483647):job_id>"


@bp.post("/sertifikat/semua")
@requires(OWN_READ)
def bundle_create() -> ResponseReturnValue:
    """Asks for it."""
    with committed(current_work()) as work:
        job = services.ask_bundle(work)
    return redirect(url_for("certificates.export_show", job_id=job.id), 303)


@bp.get(BUNDLE)
@requires(OWN_READ)
def export_show(job_id: int) -> ResponseReturnValue:
    """How far it is; only the part that changes when htmx asks."""
    export = own_export(current_work(), job_id, services.BUNDLE_JOB)
    back = (_("Sertifikat"), url_for("certificates.index"))
    return show(export_page(export, "certificates", back, unit=_("sertifikat"), title=_("Unduh semuanya")))


@bp.get(f"{BUNDLE}/berkas")
@requires(OWN_READ)
def export_file(job_id: int) -> Response:
    """The zip, for the one who asked."""
    work = current_work()
    export = own_export(work, job_id, services.BUNDLE_JOB)
    return as_zip(export_content(work, export), export.name)
