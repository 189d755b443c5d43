"""A draft, or the published version of a course of mine, in another program's form."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.core.exchange.services import exporter_of, exporters
from elearn.core.studio.forms import read_report_wish
from elearn.core.studio.pages.exporting import ExportPage, ExportProgress, ExportsPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.reporting import report_of
from elearn.core.studio.services import exporting as services
from elearn.core.studio.services.findings import report_file
from elearn.kernel.exports import export_content, own_export
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp

EXPORT = "/ekspor/<int(max=2147483647):job_id>"
"""A number beyond a column's integer is no export, and must not reach the database."""


@bp.get("/naskah/<slug>/ekspor")
@requires(DRAFT_WRITE)
def draft_exports(slug: str) -> str:
    """The forms a draft can have."""
    return draw(_choice(slug, is_draft=True))


@bp.get("/pengajar/<slug>/ekspor")
@requires(DRAFT_WRITE)
def course_exports(slug: str) -> str:
    """The forms a published course of mine can have."""
    return draw(_choice(slug, is_draft=False))


@bp.post("/naskah/<slug>/ekspor")
@requires(DRAFT_WRITE)
def draft_export(slug: str) -> ResponseReturnValue:
    """Asks for the draft in one of them."""
    return _ask(slug, is_draft=True)


@bp.post("/pengajar/<slug>/ekspor")
@requires(DRAFT_WRITE)
def course_export(slug: str) -> ResponseReturnValue:
    """Asks for the published version in one of them."""
    return _ask(slug, is_draft=False)


@bp.get(EXPORT)
@requires(DRAFT_WRITE)
def export_show(job_id: int) -> ResponseReturnValue:
    """How far it is, or the file with what was lost; htmx gets the first, and word to reload when it is over."""
    work = current_work()
    export = own_export(work, job_id, services.EXPORT_JOB)
    if "HX-Request" in request.headers:
        return draw(ExportProgress(export)), {"HX-Refresh": "true"} if export.wait.is_over else {}
    asked = export.wait.args
    found = services.report_of(work, export)
    report = report_of(found.lines, read_report_wish(request.args)) if found else None
    back = _back(asked["slug"], is_draft=asked["is_draft"])
    return draw(ExportPage(export, exporter_of(work, asked["form"]), back, report))


@bp.get(f"{EXPORT}/berkas")
@requires(DRAFT_WRITE)
def export_file(job_id: int) -> Response:
    """The file, for the author who asked."""
    work = current_work()
    export = own_export(work, job_id, services.EXPORT_JOB)
    _back(export.wait.args["slug"], is_draft=export.wait.args["is_draft"])
    return _download(export_content(work, export), export.name, "application/octet-stream")


@bp.get(f"{EXPORT}/laporan.json")
@requires(DRAFT_WRITE)
def export_report(job_id: int) -> Response:
    """The whole report."""
    work = current_work()
    export = own_export(work, job_id, services.EXPORT_JOB)
    export_content(work, export)
    found = services.report_of(work, export)
    return _download(report_file(found.lines if found else ()), f"laporan-ekspor-{job_id}.json", "application/json")


def _choice(slug: str, *, is_draft: bool) -> ExportsPage:
    ways = tuple(sorted(exporters(current_work()).values(), key=lambda way: way.title.casefold()))
    return ExportsPage(slug, is_draft, _back(slug, is_draft=is_draft), ways)


def _ask(slug: str, *, is_draft: bool) -> ResponseReturnValue:
    form, with_key = request.form.get("bentuk", ""), "kunci" in request.form
    with committed(current_work()) as work:
        job = services.ask_export(work, slug, form, is_draft=is_draft, with_key=with_key)
    return redirect(url_for("studio.export_show", job_id=job.id), 303)


def _back(slug: str, *, is_draft: bool) -> tuple[str, str]:
    """The title and address of the draft or course. Raises NotFound when it is not the actor's (any more)."""
    work = current_work()
    if is_draft:
        return own_draft(work, slug).title, url_for("studio.show", slug=slug)
    return courses.own_course(work, slug).code, url_for("studio.versions", slug=slug)


def _download(content: bytes, name: str, media_type: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
