"""The outline of a draft: its lessons and quizzes in order."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import NewStepForm, RenameForm
from elearn.core.studio.pages.drafts import OutlinePage, outline_page
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import gone_files, heads_of, lines_of
from elearn.core.studio.services import files, outline
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>")
@requires(DRAFT_WRITE)
def show(slug: str) -> str:
    """A draft: what it consists of, and how to add to it."""
    return draw(_page(slug, NewStepForm(formdata=None)))


@bp.post("/naskah/<slug>/susunan")
@requires(DRAFT_WRITE)
def move(slug: str) -> ResponseReturnValue:
    """Moves a lesson or quiz one place up (`naik`) or down (`turun`); the button pressed names it."""
    up, down = request.form.get("naik", ""), request.form.get("turun", "")
    with committed(current_work()) as work:
        renamed = outline.move(work, own_draft(work, slug), up or down, -1 if up else 1)
    here = renamed.get(up or down, up or down)
    return redirect(url_for("studio.show", slug=slug, _anchor=here.removesuffix(".md")))


@bp.post("/naskah/<slug>/langkah")
@requires(DRAFT_WRITE)
def add(slug: str) -> ResponseReturnValue:
    """A new last lesson or quiz."""
    form = NewStepForm()
    if not form.validate():
        return draw(_page(slug, form)), 422
    with committed(current_work()) as work:
        path = outline.add(work, own_draft(work, slug), form.kind.data, form.title.data or "")
    return redirect(url_for("studio.edit", slug=slug, path=path))


@bp.post("/naskah/<slug>/nama/<path:path>")
@requires(DRAFT_WRITE)
def rename(slug: str, path: str) -> ResponseReturnValue:
    """Another name for a file; links to it follow."""
    form = RenameForm()
    if form.validate():
        with committed(current_work()) as work:
            path = outline.retitle(work, own_draft(work, slug), path, form.words.data or "")
        flash(_("Nama berkas sekarang %(name)s. Tautan ke berkas ini sudah disesuaikan.", name=path), "ok")
    return redirect(url_for("studio.edit", slug=slug, path=path))


@bp.post("/naskah/<slug>/hapus/<path:path>")
@requires(DRAFT_WRITE)
def delete(slug: str, path: str) -> ResponseReturnValue:
    """Takes a file out of the draft."""
    with committed(current_work()) as work:
        files.remove(work, own_draft(work, slug), path)
    flash(_("%(name)s dihapus. Riwayatnya tetap ada, jadi isinya dapat dipulihkan.", name=path), "ok")
    return redirect(url_for("studio.show", slug=slug))


def _page(slug: str, form: NewStepForm) -> OutlinePage:
    work = current_work()
    draft = own_draft(work, slug)
    return outline_page(draft, lines_of(work, draft), heads_of(work, draft), gone_files(work, draft), form, work.today)
