"""For the holder, and for HR whose scope holds them: a certificate with its history, and the holder's appeal."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import life_queries, queries, services
from ..forms import AppealForm
from ..life_pages import CertificatePage
from ..models import Certificate
from ..pages import marks_of
from ..permissions import APPEAL_CREATE, CERTIFICATE_SUPERSEDE, OWN_READ
from .blueprint import bp


@bp.get("/sertifikat/<code>")
@requires(OWN_READ)
def show_certificate(code: str) -> str:
    """How it stands and what became of it."""
    work = current_work()
    return show(_page(work, queries.readable(work, code), AppealForm()))


@bp.post("/sertifikat/<code>/banding")
@requires(APPEAL_CREATE)
def appeal_create(code: str) -> ResponseReturnValue:
    """Sends the holder's appeal."""
    form, work = AppealForm(), current_work()
    certificate = queries.own(work, code)
    if not form.validate_on_submit():
        return show(_page(work, certificate, form)), 422
    with committed(work):
        services.appeal(work, certificate, form.text.data or "")
    flash(_("Banding Anda sudah dikirim. Jawabannya akan tampil di halaman ini."), "ok")
    return redirect(url_for("certificates.show_certificate", code=certificate.code), 303)


def _page(work: Work, certificate: Certificate, form: AppealForm) -> CertificatePage:
    facts, is_own = queries.facts_of(work, certificate.code), certificate.person_id == work.actor.person_id
    change = services.may_appeal(work, certificate) if is_own and work.actor.may(APPEAL_CREATE) else None
    in_scope = facts.is_open and queries.may_revoke(work, certificate.code)
    return CertificatePage(
        certificate=facts,
        marks=marks_of(work, [facts])[facts.claims.code],
        history=life_queries.history(work, certificate),
        form=form if change else None,
        last_day=services.last_day_to_appeal(work, change) if change else None,
        is_own=is_own,
        may_revoke=in_scope,
        may_supersede=in_scope and work.actor.may(CERTIFICATE_SUPERSEDE),
    )
