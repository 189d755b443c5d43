"""For HR: withdrawing or replacing a certificate of a person in their scope, with a reason that everybody will read."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people import queries as people
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import queries, services
from ..forms import RevokeForm, SupersedeForm
from ..life_pages import PersonCertificatesPage, SupersedePage
from ..pages import RevokePage
from ..permissions import CERTIFICATE_READ, CERTIFICATE_REVOKE, CERTIFICATE_SUPERSEDE
from .blueprint import bp


@bp.get("/sertifikat/pegawai/<int(max=2147483647):person_id>")
@requires(CERTIFICATE_READ)
def person_index(person_id: int) -> str:
    """All certificates of one person in scope, of who left as well."""
    work = current_work()
    person = people.facts_in_scope(work, person_id)
    found = queries.of_person(work, person.id)
    lines = tuple((one, one.is_open and services.is_outdated(one.claims, person)) for one in found)
    return show(PersonCertificatesPage(person, lines, work.actor.may(CERTIFICATE_SUPERSEDE)))


@bp.get("/sertifikat/<code>/cabut")
@requires(CERTIFICATE_REVOKE)
def edit(code: str) -> str:
    """The question before."""
    work = current_work()
    certificate = queries.in_scope(work, code)
    return show(RevokePage(queries.facts_of(work, certificate.code), RevokeForm()))


@bp.post("/sertifikat/<code>/cabut")
@requires(CERTIFICATE_REVOKE)
def update(code: str) -> ResponseReturnValue:
    """Revokes and shows the public page, as everybody sees it now."""
    form, work = RevokeForm(), current_work()
    certificate = queries.in_scope(work, code)
    if not form.validate_on_submit():
        return show(RevokePage(queries.facts_of(work, certificate.code), form)), 422
    with committed(work):
        services.revoke(work, certificate, form.reason.data or "")
    flash(_("Sertifikat nomor %(number)s sudah dicabut.", number=certificate.number), "ok")
    return redirect(url_for("certificates.verification", code=certificate.code))


@bp.get("/sertifikat/<code>/ganti")
@requires(CERTIFICATE_SUPERSEDE)
def supersede_edit(code: str) -> str:
    """What the new certificate would say differently."""
    work = current_work()
    certificate = queries.in_scope(work, code)
    facts, changes = queries.facts_of(work, certificate.code), services.corrections(certificate)
    return show(SupersedePage(facts, changes, SupersedeForm()))


@bp.post("/sertifikat/<code>/ganti")
@requires(CERTIFICATE_SUPERSEDE)
def supersede_update(code: str) -> ResponseReturnValue:
    """Replaces it and shows the new one."""
    form, work = SupersedeForm(), current_work()
    certificate = queries.in_scope(work, code)
    if not form.validate_on_submit():
        facts, changes = queries.facts_of(work, certificate.code), services.corrections(certificate)
        return show(SupersedePage(facts, changes, form)), 422
    with committed(work):
        newer = services.supersede(work, certificate, form.reason.data or "")
    flash(_("Sertifikat pengganti bernomor %(number)s sudah terbit.", number=newer.number), "ok")
    return redirect(url_for("certificates.show_certificate", code=newer.code), 303)
