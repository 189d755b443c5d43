"""For machines and for everybody: the badge of a certificate, the lists of withdrawn ones, and a page that checks a badge."""

from __future__ import annotations

from flask import Response

from elearn.web.current import current_house, current_work, looking
from elearn.web.guard import public
from elearn.web.page import show

from .. import keeping, queries, services
from ..badges.status_list import TTL_MINUTES
from ..forms import BadgeForm
from ..pages import BadgePage
from ..sending import as_badge, as_public
from .blueprint import bp


@bp.get("/verifikasi/<code>/badge.<any(json, jwt, svg, png):kind>")
@public
def badge(code: str, kind: str) -> Response:
    """The badge, also of a withdrawn certificate: the status list that it names tells what became of it."""
    work = current_work()
    certificate = queries.anybodys(work, code)
    signed = keeping.badge(current_house(), work, certificate)
    return as_badge(services.in_form(certificate, signed, kind), kind, certificate)


@bp.get("/status/<int(max=99999):number>", defaults={"kid": ""})
@bp.get("/status/<kid>/<int(max=99999):number>")
@public
def status(kid: str, number: int) -> Response:
    """A list of withdrawn certificates; a cache may keep it for as long as the list itself says."""
    signed = services.signed_status_list(current_work(), number, kid)
    return as_public(signed, "application/vc", seconds=TTL_MINUTES * 60)


@bp.get("/verifikasi/lencana")
@public
def badge_check() -> str:
    """Where a badge file is chosen."""
    return show(BadgePage(BadgeForm(), None))


@bp.post("/verifikasi/lencana")
@public
def badge_answer() -> str | tuple[str, int]:
    """What holds of it and what does not; the file is forgotten at once."""
    form = BadgeForm()
    if not form.validate_on_submit():
        return show(BadgePage(form, None)), 422
    with looking() as work:
        return show(BadgePage(BadgeForm(formdata=None), services.check_badge(work, form.content)))
