"""For each person: their own account, password and signed-in browsers."""

from __future__ import annotations

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from elearn.core.people import queries, services
from elearn.core.people.forms import PasswordForm, text
from elearn.core.people.pages import AccountPage, PasswordPage
from elearn.core.people.passwords import MINIMUM
from elearn.core.people.permissions import ACCOUNT_READ, ACCOUNT_UPDATE
from elearn.core.people.sign_in import change_password, this_token
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show
from elearn.web.urls import safe_next

from .blueprint import bp


@bp.get("/akun")
@requires(ACCOUNT_READ)
def account() -> ResponseReturnValue:
    """My facts and my signed-in browsers."""
    work = current_work()
    me = queries.facts_of(work, queries.own_id(work))
    return show(AccountPage(me, queries.sign_ins(work, me.id, this_token()), work.settings.session_hours))


@bp.post("/akun/keluar-semua")
@requires(ACCOUNT_UPDATE)
def sign_out_everywhere() -> ResponseReturnValue:
    """Ends every sign-in of mine, this one too."""
    with committed(current_work()) as work:
        services.sign_out_everywhere(work, queries.own_id(work))
    session.clear()
    flash(_("Anda sudah keluar dari semua peramban."), "ok")
    return redirect(url_for("people.sign_in"))


@bp.get("/kata-sandi")
@requires(ACCOUNT_UPDATE)
def edit_password() -> ResponseReturnValue:
    """The form for a new password."""
    form = PasswordForm(nip=queries.me(current_work()).nip)
    return show(PasswordPage(form, current_user.must_change_password, MINIMUM))


@bp.post("/kata-sandi")
@requires(ACCOUNT_UPDATE)
def update_password() -> ResponseReturnValue:
    """Sets my new password."""
    form = PasswordForm()
    if form.validate_on_submit():
        if change_password(text(form.current), text(form.new)):
            flash(_("Kata sandi Anda sudah diganti. Peramban lain sudah dikeluarkan."), "ok")
            return redirect(safe_next(None))
        form.current.errors = [_("Kata sandi sekarang salah. Ketik ulang.")]
    return show(PasswordPage(form, current_user.must_change_password, MINIMUM)), 422
