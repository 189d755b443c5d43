"""For everybody: signing in, with a password or with a one-time code, and out."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from elearn.core.people import services
from elearn.core.people.forms import ResetForm, SignInForm, text
from elearn.core.people.pages import ResetPage, SignInPage
from elearn.core.people.passwords import MINIMUM
from elearn.core.people.permissions import SESSION_DELETE
from elearn.core.people.sign_in import enter, enter_by_code, this_token
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import public, requires
from elearn.web.page import show
from elearn.web.urls import safe_next

from .blueprint import bp


@bp.get("/masuk")
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in form; whoever is signed in goes on."""
    wanted = request.args.get("lanjut", "")
    if current_user.is_authenticated:
        return redirect(safe_next(wanted))
    return show(SignInPage(SignInForm(), wanted))


@bp.post("/masuk")
@public
def create() -> ResponseReturnValue:
    """Signs in and goes on to the page that was wanted."""
    form, wanted = SignInForm(), request.args.get("lanjut", "")
    if form.validate_on_submit():
        if enter(text(form.nip), text(form.password)):
            return redirect(safe_next(wanted))
        form.password.errors = [_("NIP atau kata sandi salah. Periksa keduanya, lalu coba lagi.")]
    return show(SignInPage(form, wanted)), 422


@bp.post("/keluar")
@requires(SESSION_DELETE)
def sign_out() -> ResponseReturnValue:
    """Signs this browser out."""
    with committed(current_work()) as work:
        services.sign_out(work, this_token())
    session.clear()
    return redirect(url_for("people.sign_in"))


@bp.get("/atur-ulang")
@public
def reset() -> ResponseReturnValue:
    """The form for a one-time code."""
    return show(ResetPage(ResetForm(), MINIMUM))


@bp.post("/atur-ulang")
@public
def redeem() -> ResponseReturnValue:
    """A new password for the holder of a one-time code."""
    form = ResetForm()
    if form.validate_on_submit():
        if enter_by_code(text(form.nip), text(form.code), text(form.new)):
            return redirect(safe_next(None))
        form.code.errors = [
            _(
                "NIP dan kode tidak cocok, atau kode sudah kedaluwarsa. Periksa keduanya, atau minta kode baru kepada pengelola SDM."
            )
        ]
    return show(ResetPage(form, MINIMUM)), 422
