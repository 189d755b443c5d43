"""HR's list, the official's sitting, and who signs for which agency."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.certificates import keeping
from elearn.core.certificates.sending import as_download
from elearn.kernel.paging import read_page
from elearn.plugin import _, committed
from elearn.web.current import current_house, current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from . import naming, pages, queries, services, sitting
from .forms import SignatoryForm, SittingForm, read_chosen, read_state
from .permissions import DOCUMENT_READ, DOCUMENT_SIGN, SIGNATORY_UPDATE

bp = Blueprint("bsre", __name__, template_folder="templates")

SITTING = "/tte/sesi/<int(max=2147483647):sitting_id>"
"""A number beyond a column's integer is no sitting, and must not reach the database."""


@bp.get("/tte")
@requires(DOCUMENT_READ)
def index() -> ResponseReturnValue:
    """Certificates of my scope by the state of their signature."""
    return draw(pages.index_page(current_work(), read_state(request.args), read_page(request.args)))


@bp.get("/tte/tanda-tangan")
@requires(DOCUMENT_SIGN)
def new() -> ResponseReturnValue:
    """What waits for my signature."""
    chosen = None if request.args.get("pilih") == "semua" else ()
    return draw(pages.new_page(current_work(), SittingForm(), chosen))


@bp.post("/tte/tanda-tangan")
@requires(DOCUMENT_SIGN)
def create() -> ResponseReturnValue:
    """Begins to sign what was ticked."""
    form, work, chosen = SittingForm(), current_work(), read_chosen(request.form)
    if not form.validate_on_submit():
        return draw(pages.new_page(work, form, chosen)), 422
    with committed(work):
        begun, ids = services.begin(work, chosen)
    sitting.start(current_house(), work.actor, begun.id, ids, form.signer)
    return redirect(url_for(".show", sitting_id=begun.id), 303)


@bp.get(SITTING)
@requires(DOCUMENT_SIGN)
def show(sitting_id: int) -> ResponseReturnValue:
    """How far it is, and what came of it."""
    return draw(pages.show_page(current_work(), sitting_id))


@bp.post(f"{SITTING}/hentikan")
@requires(DOCUMENT_SIGN)
def stop(sitting_id: int) -> ResponseReturnValue:
    """Begins no other document."""
    with committed(current_work()) as work:
        services.stop(work, sitting_id)
    return redirect(url_for(".show", sitting_id=sitting_id), 303)


@bp.get("/tte/<code>.pdf")
@requires(DOCUMENT_SIGN)
def document(code: str) -> ResponseReturnValue:
    """What I would sign."""
    work = current_work()
    certificate = queries.to_sign(work, code)
    return as_download(keeping.document(current_house(), work, certificate), certificate)


@bp.get("/tte/pejabat")
@requires(SIGNATORY_UPDATE)
def edit() -> ResponseReturnValue:
    """Who signs for which agency."""
    return draw(pages.edit_page(current_work(), SignatoryForm(formdata=None)))


@bp.post("/tte/pejabat")
@requires(SIGNATORY_UPDATE)
def update() -> ResponseReturnValue:
    """Names an official, or nobody."""
    form, work = SignatoryForm(), current_work()
    if not naming.is_valid(work, form):
        return draw(pages.edit_page(work, form)), 422
    with committed(work):
        queued = naming.name(work, form)
    flash(_("Pejabat penanda tangan disimpan. %(n)s sertifikat yang sudah terbit masuk antrean.", n=queued), "ok")
    return redirect(url_for(".edit"), 303)
