"""My courses, and the ways to begin one."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.core.studio.forms import NewDraftForm, UploadForm, read_query
from elearn.core.studio.pages.drafts import NewPage, StudioPage
from elearn.core.studio.permissions import DRAFT_CREATE, DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft, studio
from elearn.core.studio.queries.reviews import asked_of_me
from elearn.core.studio.services import drafts, folders
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/pengajar")
@requires(DRAFT_WRITE)
def index() -> str:
    """My drafts and published courses."""
    work, query = current_work(), read_query(request.args)
    lines, paging = studio(work, query)
    return draw(StudioPage(lines, paging, query, asked_of_me(work), work.actor.may(DRAFT_CREATE)))


@bp.get("/naskah")
@requires(DRAFT_CREATE)
def new() -> str:
    """The ways to begin a course."""
    return draw(NewPage(NewDraftForm(formdata=None), UploadForm(formdata=None)))


@bp.post("/naskah")
@requires(DRAFT_CREATE)
def create() -> ResponseReturnValue:
    """A draft from the template."""
    form = NewDraftForm()
    if not form.validate():
        return draw(NewPage(form, UploadForm(formdata=None))), 422
    with committed(current_work()) as work:
        draft = drafts.begin(work, form.title.data or "")
    flash(_("Naskah baru siap. Isinya contoh singkat: ubah sesuka Anda."), "ok")
    return redirect(url_for("studio.show", slug=draft.slug))


@bp.post("/pengajar")
@requires(DRAFT_CREATE)
def upload() -> ResponseReturnValue:
    """A draft from a .zip, and what the check says of it."""
    form = UploadForm()
    if not form.validate():
        return draw(NewPage(NewDraftForm(formdata=None), form)), 422
    with committed(current_work()) as work:
        arrival = drafts.receive(work, form.filename, form.content())
    if arrival.left_out:
        flash(_("Tidak dibawa dari ZIP: %(names)s.", names=", ".join(arrival.left_out[:20])), "info")
    return redirect(url_for("studio.check", slug=arrival.draft.slug))


@bp.post("/pengajar/<slug>/naskah")
@requires(DRAFT_CREATE)
def open_draft(slug: str) -> ResponseReturnValue:
    """The draft of a published course of mine, made of its sources when there is none yet."""
    with committed(current_work()) as work:
        draft = drafts.begin_from_course(work, courses.own_course(work, slug))
    return redirect(url_for("studio.show", slug=draft.slug))


@bp.get("/naskah/<slug>.zip")
@requires(DRAFT_WRITE)
def download(slug: str) -> Response:
    """The draft as a .zip, to be kept or worked on as files."""
    work = current_work()
    content = folders.zipped(work, own_draft(work, slug))
    named = {"Content-Disposition": f'attachment; filename="{slug}.zip"'}
    return Response(content, mimetype="application/zip", headers=named)
