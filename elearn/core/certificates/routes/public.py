"""For everybody, signed in or not: is this certificate real?"""

from __future__ import annotations

from flask import Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.web.current import current_house, current_work, looking
from elearn.web.guard import public
from elearn.web.page import show

from .. import queries, services
from ..facts import claim_lines, public_facts
from ..forms import CheckForm, ClaimForm
from ..pages import CheckPage, VerificationPage, marks_of
from ..sending import with_camera
from .blueprint import bp


@bp.get("/verifikasi")
@public
def verify() -> ResponseReturnValue:
    """Where a code is typed or a claim is shown; a well-formed code leads to its page."""
    form = CheckForm(request.args)
    if "kode" not in request.args:
        return with_camera(show(CheckPage(form, ClaimForm())))
    if form.validate():
        return redirect(url_for("certificates.verification", code=form.code))
    return with_camera(show(CheckPage(form, ClaimForm()))), 422


@bp.post("/verifikasi")
@public
def check() -> ResponseReturnValue:
    """The server's answer about a claim, for browsers that cannot check it themselves; nothing is written."""
    form = ClaimForm()
    if not form.validate_on_submit():
        return with_camera(show(CheckPage(CheckForm(None), form))), 422
    with looking() as work:
        checked = services.check_claim(work, form.claim, form.digest)
    lines = claim_lines(checked.claim, current_house().settings.zone)
    return with_camera(show(CheckPage(CheckForm(None), form, checked, lines)))


@bp.get("/verifikasi/<code>")
@public
def verification(code: str) -> str:
    """Every claim and the state; a code that is nobody's is simply not found."""
    work = current_work()
    certificate = queries.facts_of(work, code)
    may_revoke = certificate.is_open and queries.may_revoke(work, code)
    marks = marks_of(work, [certificate])[certificate.claims.code]
    return show(VerificationPage(certificate, public_facts(certificate.claims), may_revoke, marks))


@bp.get("/verifikasi/<code>/berkas/<digest>")
@public
def file_show(code: str, digest: str) -> Response:
    """Whether a PDF with this SHA-256 is the certificate's: a browser sends the digest, and the file stays with it."""
    return jsonify(is_ours=services.is_handed_out(current_work(), code, digest))
