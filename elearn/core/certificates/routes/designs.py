"""For HR and the admin: how an agency's certificates look, tried with the longest names before anything is kept."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.competencies.development import FORM_WORDS
from elearn.core.people.models import WorkUnit
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import design_queries, services
from ..design_forms import DesignForm, PictureForm
from ..design_pages import DesignPage, PreviewPage, designs_page, drawn
from ..permissions import DESIGN_UPDATE
from ..services import DesignWish
from .blueprint import bp

AGENCY = "/sertifikat/rancangan/<int(max=2147483647):agency_id>"


@bp.get("/sertifikat/rancangan")
@requires(DESIGN_UPDATE)
def designs() -> str:
    """Every design that counts, and the pictures to choose from."""
    return show(designs_page(current_work(), PictureForm.for_agency))


@bp.get(f"{AGENCY}/ubah")
@requires(DESIGN_UPDATE)
def design_edit(agency_id: int) -> str:
    """The design of one form of development, filled with its newest version."""
    work = current_work()
    agency, form = design_queries.agency(work, agency_id), _form_asked()
    wish = _newest(work, agency, form)
    return show(_page(work, agency, form, DesignForm.of(wish, design_queries.pictures(work, [agency.id])), wish))


@bp.post(f"{AGENCY}/ubah")
@requires(DESIGN_UPDATE)
def design_update(agency_id: int) -> ResponseReturnValue:
    """Adds a version; with `pratinjau` it only shows what it would be, to htmx as a part of the page."""
    work = current_work()
    agency, name = design_queries.agency(work, agency_id), _form_asked()
    form = DesignForm.of(_newest(work, agency, name), design_queries.pictures(work, [agency.id]))
    if not form.validate() or "pratinjau" in request.form:
        return _answer(work, agency, name, form)
    with committed(work):
        design = services.save_design(work, agency, name, form.wish())
    flash(_("Rancangan versi %(version)s sudah disimpan.", version=design.version), "ok")
    return redirect(url_for("certificates.designs"), 303)


@bp.post(f"{AGENCY}/lepas")
@requires(DESIGN_UPDATE)
def design_delete(agency_id: int) -> ResponseReturnValue:
    """Lets a form follow the common design again."""
    with committed(current_work()) as work:
        services.switch_off(work, design_queries.agency(work, agency_id), _form_asked())
    flash(_("Rancangan dilepas. Sertifikat yang sudah terbit tidak berubah."), "ok")
    return redirect(url_for("certificates.designs"), 303)


@bp.post(f"{AGENCY}/contoh.pdf")
@requires(DESIGN_UPDATE)
def design_sample(agency_id: int) -> ResponseReturnValue:
    """What is typed, as a PDF to print."""
    work = current_work()
    agency, name = design_queries.agency(work, agency_id), _form_asked()
    form = DesignForm.of(_newest(work, agency, name), design_queries.pictures(work, [agency.id]))
    if not form.validate():
        return _answer(work, agency, name, form)
    response = Response(services.sample_pdf(work, agency, name, form.wish()), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename="contoh-sertifikat.pdf")
    return response


@bp.post(f"{AGENCY}/gambar")
@requires(DESIGN_UPDATE)
def picture_create(agency_id: int) -> ResponseReturnValue:
    """Keeps a logo or the picture of a signature, drawn anew."""
    form, work = PictureForm.for_agency(agency_id), current_work()
    agency = design_queries.agency(work, agency_id)
    if not form.validate():
        return show(designs_page(work, PictureForm.for_agency, form)), 422
    with committed(work):
        services.add_picture(work, agency, form.kind.data or "", form.name.data or "", form.content())
    flash(_("Gambar sudah disimpan dan dapat dipilih pada rancangan."), "ok")
    return redirect(url_for("certificates.designs"), 303)


@bp.get(f"{AGENCY}/gambar/<int(max=2147483647):picture_id>.png")
@requires(DESIGN_UPDATE)
def picture_show(agency_id: int, picture_id: int) -> Response:
    """One of the pictures."""
    work = current_work()
    picture = design_queries.picture(work, design_queries.agency(work, agency_id).id, picture_id)
    response = Response(work.files.read(picture.digest), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@bp.post(f"{AGENCY}/gambar/<int(max=2147483647):picture_id>/hapus")
@requires(DESIGN_UPDATE)
def picture_delete(agency_id: int, picture_id: int) -> ResponseReturnValue:
    """Takes a picture out of the choice."""
    with committed(current_work()) as work:
        agency = design_queries.agency(work, agency_id)
        services.remove_picture(work, design_queries.picture(work, agency.id, picture_id))
    flash(_("Gambar sudah dihapus dari pilihan."), "ok")
    return redirect(url_for("certificates.designs"), 303)


def _form_asked() -> str:
    """The form of development an address names; "" for all of them. Raises NotFound for one that does not exist."""
    form = request.args.get("bentuk", "")
    if form and form not in FORM_WORDS:
        raise NotFound
    return form


def _newest(work: Work, agency: WorkUnit, form: str) -> DesignWish:
    found = design_queries.nearest(work, agency.id, form)
    return services.wish_of(found) if found else DesignWish()


def _page(work: Work, agency: WorkUnit, name: str, form: DesignForm, wish: DesignWish | None) -> DesignPage:
    pictures = drawn(services.preview(work, agency, name, wish)) if wish else ()
    return DesignPage(pictures, agency, name, form)


def _answer(work: Work, agency: WorkUnit, name: str, form: DesignForm) -> ResponseReturnValue:
    """The page with what was typed and how it looks; only the picture for htmx, which asks while somebody types."""
    page = _page(work, agency, name, form, None if form.errors else form.wish())
    if "HX-Request" in request.headers:
        return show(PreviewPage(page.pictures))
    return show(page), 422 if form.errors else 200
