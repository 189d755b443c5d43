"""Another program's file: sent, read through, and taken into a draft."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.exchange.formats import Source
from elearn.core.exchange.services import importers, template
from elearn.core.studio.forms import ImportForm, read_columns_form, read_number, read_report_wish
from elearn.core.studio.models import Draft
from elearn.core.studio.pages.imports import (
    ColumnsPage,
    ImportNewPage,
    ImportPage,
    ImportProgress,
    columns_page,
    quizzes_in,
)
from elearn.core.studio.permissions import DRAFT_CREATE, DRAFT_WRITE
from elearn.core.studio.queries import imports as queries
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import heads_of
from elearn.core.studio.reporting import report_of
from elearn.core.studio.services import imports as services
from elearn.core.studio.services.findings import report_file
from elearn.kernel.errors import Denied
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp

IMPORT = "/impor/<int(max=2147483647):import_id>"
"""A number beyond a column's integer is no import, and must not reach the database."""


@bp.get("/impor")
@requires(DRAFT_WRITE)
def import_new() -> str:
    """Sending a file, into a draft (`naskah`) or as a new course."""
    return draw(_new_page(request.args.get("naskah", "")))


@bp.post("/impor")
@requires(DRAFT_WRITE)
def import_create() -> ResponseReturnValue:
    """Keeps a file and has it read; nothing else happens yet."""
    slug = request.args.get("naskah", "")
    page = _new_page(slug, is_sent=True)
    form, work = page.form, current_work()
    if not form.validate():
        return draw(page), 422
    with committed(work):
        draft = _target(work, slug)
        source = Source(form.filename, form.content())
        sent = services.receive(work, source, form=form.form.data or "", draft=draft, into=form.into.data or "")
    return redirect(url_for("studio.import_show", import_id=sent.id), 303)


@bp.get("/impor/templat/<form>")
@requires(DRAFT_WRITE)
def import_template(form: str) -> Response:
    """An empty file to fill in."""
    content = template(current_work(), form)
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=f"templat-soal.{form}")
    return response


@bp.get(IMPORT)
@requires(DRAFT_WRITE)
def import_show(import_id: int) -> ResponseReturnValue:
    """One import: how far it is, or what was found; htmx gets the first, and word to reload when it is over."""
    work = current_work()
    intake = queries.own_import(work, import_id)
    if "HX-Request" in request.headers:
        return draw(ImportProgress(intake)), {"HX-Refresh": "true"} if intake.wait.is_over else {}
    found = services.find_found(work, intake)
    report = report_of(found.lines, read_report_wish(request.args)) if found else None
    return draw(ImportPage(intake, found, report))


@bp.post(f"{IMPORT}/masukkan")
@requires(DRAFT_WRITE)
def import_take(import_id: int) -> ResponseReturnValue:
    """Takes in what the author has read about."""
    with committed(current_work()) as work:
        intake = queries.own_import(work, import_id, lock=True)
        if services.take(work, intake, " ".join(request.form.get("judul", "").split())[:200]):
            flash(_("Isi berkas sudah masuk ke naskah."), "ok")
    return redirect(url_for("studio.import_show", import_id=import_id), 303)


@bp.post(f"{IMPORT}/batalkan")
@requires(DRAFT_WRITE)
def import_undo(import_id: int) -> ResponseReturnValue:
    """Takes it out again."""
    with committed(current_work()) as work:
        kept = services.undo(work, queries.own_import(work, import_id, lock=True))
    flash(_("Impor dibatalkan. Yang diambil tetap ada di riwayat berkasnya."), "ok")
    if kept:
        flash(_("Tetap ada karena sudah diubah sesudah impor: %(paths)s.", paths=", ".join(kept)), "info")
    return redirect(url_for("studio.import_show", import_id=import_id), 303)


@bp.get(f"{IMPORT}/kolom")
@requires(DRAFT_WRITE)
def import_columns(import_id: int) -> str:
    """The first rows of a sheet (`lembar`, from 1), to say what its columns are."""
    return draw(_columns_page(import_id, request.args.get("lembar", "")))


@bp.post(f"{IMPORT}/kolom")
@requires(DRAFT_WRITE)
def import_columns_update(import_id: int) -> ResponseReturnValue:
    """Has the file read anew with its columns as they were named."""
    columns = read_columns_form(request.form)
    if columns is None:
        fault = _("Satu isi disebut untuk dua kolom. Setiap isi hanya berada di satu kolom.")
        return draw(_columns_page(import_id, request.form.get("nomor", ""), fault)), 422
    with committed(current_work()) as work:
        services.name_columns(work, queries.own_import(work, import_id, lock=True), columns)
    return redirect(url_for("studio.import_show", import_id=import_id), 303)


@bp.get(f"{IMPORT}/laporan.json")
@requires(DRAFT_WRITE)
def import_report(import_id: int) -> Response:
    """The whole report."""
    work = current_work()
    found = services.found_in(work, queries.own_import(work, import_id))
    named = {"Content-Disposition": f'attachment; filename="laporan-impor-{import_id}.json"'}
    return Response(report_file(found.lines), mimetype="application/json", headers=named)


def _target(work: Work, slug: str) -> Draft | None:
    """The draft an import is for; None for a new course. Raises Denied to those who begin none."""
    if slug:
        return own_draft(work, slug)
    if not work.actor.may(DRAFT_CREATE):
        raise Denied
    return None


def _new_page(slug: str, *, is_sent: bool = False) -> ImportNewPage:
    work = current_work()
    draft = _target(work, slug)
    ways = importers(work)
    forms = {name: way.title for name, way in ways.items()}
    templates = {name: way.title for name, way in ways.items() if way.template}
    quizzes = quizzes_in(heads_of(work, draft)) if draft else {}
    form = ImportForm.of(forms, quizzes, is_sent=is_sent)
    return ImportNewPage(form, draft, work.settings.max_upload_mb, templates, queries.own_imports(work))


def _columns_page(import_id: int, number: str, fault: str = "") -> ColumnsPage:
    work = current_work()
    intake = queries.own_import(work, import_id)
    return columns_page(intake, services.found_in(work, intake), read_number(number) or 1, fault)
