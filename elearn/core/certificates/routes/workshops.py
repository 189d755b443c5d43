"""For HR: certificates for the participants of a workshop, from a list that is looked at before anything is issued."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import design_queries, services, workshop_queries
from ..permissions import WORKSHOP_ISSUE
from ..services import CheckedRow
from ..workshop_forms import WorkshopForm
from ..workshop_pages import WorkshopPage, WorkshopProgress, WorkshopsPage
from .blueprint import bp


@bp.get("/sertifikat/kegiatan")
@requires(WORKSHOP_ISSUE)
def workshops() -> str:
    """The form, and the workshops there are."""
    work = current_work()
    return show(_page(work, WorkshopForm.of(design_queries.agencies(work))))


@bp.post("/sertifikat/kegiatan")
@requires(WORKSHOP_ISSUE)
def workshop_create() -> ResponseReturnValue:
    """Shows what would become of each row; with `terbitkan`, asks the worker for the certificates."""
    work = current_work()
    form = WorkshopForm.of(design_queries.agencies(work))
    if not form.validate():
        return show(_page(work, form)), 422
    agency = design_queries.agency(work, form.agency.data)
    if "terbitkan" not in request.form:
        return show(_page(work, form, services.check_participants(work, agency, form.code.data or "", form.rows)))
    with committed(work):
        workshop = services.vouch(work, agency, form.wish(), form.rows)
    return redirect(url_for("certificates.workshop", workshop_id=workshop.id), 303)


@bp.get("/sertifikat/kegiatan/<int(max=2147483647):workshop_id>")
@requires(WORKSHOP_ISSUE)
def workshop(workshop_id: int) -> str:
    """How far the certificates of one workshop are."""
    work = current_work()
    found = workshop_queries.in_scope(work, workshop_id)
    kind = WorkshopProgress if "HX-Request" in request.headers else WorkshopPage
    wait = workshop_queries.wait_of(work, found)
    counts, refused = workshop_queries.counts(work, found.id), workshop_queries.refused(work, found.id)
    return show(kind(found, wait, *counts, refused))


@bp.post("/sertifikat/kegiatan/<int(max=2147483647):workshop_id>")
@requires(WORKSHOP_ISSUE)
def workshop_update(workshop_id: int) -> ResponseReturnValue:
    """Asks again for the certificates that policies refused."""
    with committed(current_work()) as work:
        services.ask_again(work, workshop_queries.in_scope(work, workshop_id))
    return redirect(url_for("certificates.workshop", workshop_id=workshop_id), 303)


def _page(work: Work, form: WorkshopForm, checked: list[CheckedRow] | None = None) -> WorkshopsPage:
    return WorkshopsPage(form, checked or (), workshop_queries.lines(work), bool(form.agency.choices))
