"""For HR and the admin: the dictionary of competencies, what positions require, and files of both."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request
from flask.typing import ResponseReturnValue

from elearn.core.people.forms import tidy
from elearn.core.people.models import WorkUnit
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import read_page
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.exports import XLSX
from elearn.web.guard import requires
from elearn.web.page import show

from . import queries, services
from .forms import DICTIONARY, ImportForm
from .pages import ImportPage, StandardsPage, dictionary_page
from .permissions import DICTIONARY_READ, DICTIONARY_UPDATE
from .tables import Report

bp = Blueprint("competencies", __name__, template_folder="templates")
TABLES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
FORMS = {**TABLES, "json": "application/json"}


@bp.get("/kompetensi")
@requires(DICTIONARY_READ)
def index() -> str:
    """The dictionary, searched and narrowed."""
    work, words, kind = current_work(), tidy(request.args.get("q", "")), tidy(request.args.get("jenis", ""))
    levels = work.settings.competency_levels
    return show(dictionary_page(queries.dictionary(work), words, kind, read_page(request.args), levels))


@bp.get("/kompetensi/standar")
@requires(DICTIONARY_READ)
def index_requirements() -> str:
    """What positions require, searched."""
    words = tidy(request.args.get("q", ""))
    lines, paging = queries.standards(current_work(), words, read_page(request.args))
    return show(StandardsPage(lines, paging, words))


@bp.get("/kompetensi/impor")
@requires(DICTIONARY_UPDATE)
def new() -> str:
    """The form to send a file, and what it must hold."""
    return show(ImportPage(ImportForm(), queries.own_agency(current_work()).name))


@bp.post("/kompetensi/impor")
@requires(DICTIONARY_UPDATE)
def create() -> ResponseReturnValue:
    """Checks or takes in a file. The report is this very answer: it is kept nowhere, so there is nothing to redirect to."""
    form, work = ImportForm(), current_work()
    agency = queries.own_agency(work)
    if not form.validate_on_submit():
        return show(ImportPage(form, agency.name)), 422
    with committed(work):
        report = _take(work, form, agency)
    if report.is_saved:
        flash(_("Berkas sudah disimpan."), "ok")
    return show(ImportPage(form, agency.name, report)), 422 if report.refused else 200


@bp.get("/kompetensi/ekspor/kamus.<form>")
@requires(DICTIONARY_READ)
def export(form: str) -> Response:
    """The whole dictionary as a file."""
    if form not in FORMS:
        raise NotFound
    return _file(services.export_dictionary(current_work(), form), "kamus-kompetensi", form)


@bp.get("/kompetensi/ekspor/standar.<form>")
@requires(DICTIONARY_READ)
def export_requirements(form: str) -> Response:
    """All requirements as a file."""
    if form not in TABLES:
        raise NotFound
    return _file(services.export_requirements(current_work(), form), "standar-kompetensi", form)


def _take(work: Work, form: ImportForm, agency: WorkUnit) -> Report:
    taking = services.import_dictionary if form.what.data == DICTIONARY else services.import_requirements
    return taking(work, form.content(), agency, dry_run=form.check_only.data, keep_good=form.keep_good.data)


def _file(content: bytes, name: str, form: str) -> Response:
    response = Response(content, mimetype=FORMS[form])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return response
