"""The addresses of the SIASN room; nothing here speaks with SIASN, it asks the worker to."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people.services import export_content
from elearn.kernel.exports import own_export
from elearn.kernel.paging import read_page
from elearn.plugin import _, committed
from elearn.web.current import current_work
from elearn.web.exports import export_page, workbook_file
from elearn.web.guard import requires
from elearn.web.page import show as draw

from . import lending, pages, queries, services
from .forms import SittingForm, TokenForm
from .permissions import EXPORT_CREATE, RECORD_DELETE, RECORD_PUSH, RECORD_READ
from .selection import read_wanted
from .services.exporting import EXPORT_JOB

bp = Blueprint("siasn", __name__, template_folder="templates")

ENTRY = "/siasn/<int(max=2147483647):entry_id>"
EXPORT = "/siasn/ekspor/<int(max=2147483647):job_id>"
"""A number beyond a column's integer is no entry and no export, and must not reach the database."""


@bp.get("/siasn")
@requires(RECORD_READ)
def index() -> ResponseReturnValue:
    """The entries of my scope and what became of them."""
    return draw(pages.index_page(current_work(), read_wanted(request.args), read_page(request.args)))


@bp.post("/siasn/ekspor")
@requires(EXPORT_CREATE)
def export() -> ResponseReturnValue:
    """Asks for a file."""
    form = "json" if request.form.get("bentuk") == "json" else "xlsx"
    with committed(current_work()) as work:
        job = services.ask_export(work, read_wanted(request.form), form)  # type: ignore[arg-type]  # one of two words
    return redirect(url_for(".export_show", job_id=job.id), 303)


@bp.get(EXPORT)
@requires(EXPORT_CREATE)
def export_show(job_id: int) -> ResponseReturnValue:
    """How far it is; only the part that changes when htmx asks."""
    found = own_export(current_work(), job_id, EXPORT_JOB)
    return draw(export_page(found, "siasn", (_("SIASN"), url_for("siasn.index"))))


@bp.get(f"{EXPORT}/berkas")
@requires(EXPORT_CREATE)
def export_file(job_id: int) -> ResponseReturnValue:
    """The file, for the one who asked."""
    work = current_work()
    found = own_export(work, job_id, EXPORT_JOB)
    answer: Response = workbook_file(export_content(work, found), found.name)
    if found.name.endswith(".json"):
        answer.mimetype = "application/json"
    return answer


@bp.get("/siasn/kirim")
@requires(RECORD_PUSH)
def new() -> ResponseReturnValue:
    """The form for a token."""
    return draw(pages.sitting_page(current_work(), read_wanted(request.args), SittingForm()))


@bp.post("/siasn/kirim")
@requires(RECORD_PUSH)
def create() -> ResponseReturnValue:
    """Asks the worker to push or to reconcile, and lends it the token."""
    form, wanted = SittingForm(), read_wanted(request.form)
    if not form.validate_on_submit():
        return draw(pages.sitting_page(current_work(), wanted, form)), 422
    with committed(current_work()) as work:
        job_id = lending.ask(work, wanted, form)
    return redirect(url_for(".job", job_id=job_id), 303)


@bp.get("/siasn/pekerjaan/<int(max=2147483647):job_id>")
@requires(RECORD_PUSH)
def job(job_id: int) -> ResponseReturnValue:
    """How far a push, a reconciliation or a removal is, and what came of it."""
    return draw(pages.job_page(lending.own_job(current_work(), job_id)))


@bp.get(f"{ENTRY}/perbarui")
@requires(RECORD_PUSH)
def show(entry_id: int) -> ResponseReturnValue:
    """What would change in SIASN."""
    return draw(pages.update_page(queries.line_of(current_work(), entry_id), TokenForm()))


@bp.post(f"{ENTRY}/perbarui")
@requires(RECORD_PUSH)
def update(entry_id: int) -> ResponseReturnValue:
    """Asks the worker to update it, and lends it the token."""
    form = TokenForm()
    if not form.validate_on_submit():
        return draw(pages.update_page(queries.line_of(current_work(), entry_id), form)), 422
    with committed(current_work()) as work:
        job_id = lending.lend(work, services.ask_update(work, entry_id), str(form.token.data))
    return redirect(url_for(".job", job_id=job_id), 303)


@bp.get(f"{ENTRY}/hapus")
@requires(RECORD_DELETE)
def edit(entry_id: int) -> ResponseReturnValue:
    """What would be removed from SIASN."""
    return draw(pages.delete_page(queries.line_of(current_work(), entry_id), TokenForm()))


@bp.post(f"{ENTRY}/hapus")
@requires(RECORD_DELETE)
def delete(entry_id: int) -> ResponseReturnValue:
    """Asks the worker to remove it, and lends it the token."""
    form = TokenForm()
    if not form.validate_on_submit():
        return draw(pages.delete_page(queries.line_of(current_work(), entry_id), form)), 422
    with committed(current_work()) as work:
        job_id = lending.lend(work, services.ask_delete(work, entry_id), str(form.token.data))
    return redirect(url_for(".job", job_id=job_id), 303)
