"""For everybody, signed in or not: is this certificate real?"""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.web.current import current_work
from elearn.web.guard import public
from elearn.web.page import show

from .. import queries
from ..facts import public_facts
from ..forms import CheckForm
from ..pages import CheckPage, VerificationPage, marks_of
from .blueprint import bp


@bp.get("/verifikasi")
@public
def verify() -> ResponseReturnValue:
    """Where a code is typed; a well-formed one leads to its page."""
    form = CheckForm(request.args)
    if "kode" not in request.args:
        return show(CheckPage(form))
    if form.validate():
        return redirect(url_for("certificates.verification", code=form.code))
    return show(CheckPage(form)), 422


@bp.get("/verifikasi/<code>")
@public
def verification(code: str) -> str:
    """Every claim and the state; a code that is nobody's is simply not found."""
    work = current_work()
    certificate = queries.facts_of(work, code)
    may_revoke = certificate.is_open and queries.may_revoke(work, code)
    marks = marks_of(work, [certificate])[certificate.claims.code]
    return show(VerificationPage(certificate, public_facts(certificate.claims), may_revoke, marks))
