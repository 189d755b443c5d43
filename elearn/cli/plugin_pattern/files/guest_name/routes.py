"""The page of one's own notes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people.queries import own_id
from elearn.plugin import _, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from . import queries, services
from .forms import NoteForm
from .pages import IndexPage
from .permissions import NOTE_CREATE, NOTE_READ

bp = Blueprint("guest_name", __name__, template_folder="templates")


@bp.get("/guest-name")
@requires(NOTE_READ)
def index() -> ResponseReturnValue:
    """My notes."""
    return show(IndexPage(NoteForm(), queries.own_notes(current_work())))


@bp.post("/guest-name")
@requires(NOTE_CREATE)
def create() -> ResponseReturnValue:
    """Writes a note."""
    form, work = NoteForm(), current_work()
    if not form.validate_on_submit():
        return show(IndexPage(form, queries.own_notes(work))), 422
    with committed(work):
        services.write(work, own_id(work), form.text.data or "")
    flash(_("Catatan sudah disimpan."), "ok")
    return redirect(url_for(".index"))
