"""For HR and the admin: a file of units and people is sent, read through, and applied."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people import queries, services
from elearn.core.people.forms import ImportForm, read_wish
from elearn.core.people.pages import ImportProgress, ImportsPage, import_page
from elearn.core.people.permissions import IMPORT_CREATE
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.exports import workbook_file
from elearn.web.guard import requires
from elearn.web.page import show

from .blueprint import bp

IMPORT = "/pegawai/impor/<int(max=2147483647):import_id>"
"""A number beyond a column's integer is no import, and must not reach the database."""


@bp.get("/pegawai/impor")
@requires(IMPORT_CREATE)
def imports() -> ResponseReturnValue:
    """What a file must hold, and the form to send one."""
    return show(ImportsPage.of(current_work(), ImportForm()))


@bp.post("/pegawai/impor")
@requires(IMPORT_CREATE)
def create_import() -> ResponseReturnValue:
    """Keeps a file and has it checked; nothing else happens yet."""
    form, work = ImportForm(), current_work()
    if not form.validate():
        return show(ImportsPage.of(work, form)), 422
    with committed(work):
        sent = services.receive(work, form.filename, form.content())
    return redirect(url_for("people.show_import", import_id=sent.id), 303)


@bp.get("/pegawai/impor/contoh.xlsx")
@requires(IMPORT_CREATE)
def import_template() -> Response:
    """The empty example."""
    return workbook_file(services.template_file(), "contoh-pegawai.xlsx")


@bp.get(IMPORT)
@requires(IMPORT_CREATE)
def show_import(import_id: int) -> ResponseReturnValue:
    """One import: how far it is, or what was found; htmx gets the first, and word to reload when it is over."""
    work = current_work()
    intake = queries.own_import(work, import_id)
    if "HX-Request" in request.headers:
        return show(ImportProgress(intake)), {"HX-Refresh": "true"} if intake.wait.is_over else {}
    return show(import_page(work, intake, read_wish(request.args)))


@bp.post(f"{IMPORT}/terapkan")
@requires(IMPORT_CREATE)
def apply_import(import_id: int) -> ResponseReturnValue:
    """Has the worker apply what the sender has read; only the good rows when they say so."""
    with committed(current_work()) as work:
        intake = queries.own_import(work, import_id, lock=True)
        services.ask_apply(work, intake, request.form.get("dilihat", ""), keep_good="benar" in request.form)
    return redirect(url_for("people.show_import", import_id=import_id), 303)


@bp.get(f"{IMPORT}/hasil.xlsx")
@requires(IMPORT_CREATE)
def import_report(import_id: int) -> Response:
    """Every row's result as a workbook, narrowed as on the page."""
    work = current_work()
    content = services.report_file(work, queries.own_import(work, import_id), read_wish(request.args))
    return workbook_file(content, f"hasil-impor-{import_id}.xlsx")


@bp.get(f"{IMPORT}/data-lama.xlsx")
@requires(IMPORT_CREATE)
def import_replaced(import_id: int) -> Response:
    """What the changed rows said before the import."""
    work = current_work()
    content = services.replaced_file(work, queries.own_import(work, import_id))
    return workbook_file(content, f"data-lama-impor-{import_id}.xlsx")
