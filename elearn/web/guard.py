"""Denied is the default: each route names one permission or says that it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.errors import Conflict, Denied, Invalid, NotFound
from elearn.kernel.i18n import _

from .current import is_reading, signed_in_user

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

PUBLIC = "public"
SIGN_IN = "people.sign_in"
BEFORE_CHANGE = {"people.edit_password", "people.update_password", "people.sign_out"}
"""All that is open to somebody who must first choose a password of their own."""


def requires(permission: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Names the permission (`room:resource:action`) without which a route answers 403 (or the sign-in page)."""

    def mark(view: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        view.permission = permission  # type: ignore[attr-defined]  # a route's permission lives on the function
        return view

    return mark


def public(view: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Says that a route is for everybody, signed in or not."""
    return requires(PUBLIC)(view)


def permission_of(app: Flask, endpoint: str) -> str | None:
    """The permission a route names; None for a route that names none (it is then always denied)."""
    return getattr(app.view_functions[endpoint], "permission", None)


def guard(app: Flask) -> None:
    """Checks every request before its route runs."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        _refuse_nul()
        if request.endpoint is None:
            return None
        permission = permission_of(app, request.endpoint)
        if permission == PUBLIC:
            return None
        user = signed_in_user()
        if not user.is_authenticated:
            return _to_sign_in()
        if permission is None or not user.actor.may(permission):
            raise Denied
        if user.must_change_password and request.endpoint not in BEFORE_CHANGE:
            return redirect(url_for("people.edit_password"))
        return None


def _refuse_nul() -> None:
    """PostgreSQL keeps no NUL character: an address with one names nothing, and a field with one cannot be stored."""
    if "\0" in request.path or b"%00" in request.query_string:
        raise NotFound
    if not is_reading() and any("\0" in value for values in request.form.listvalues() for value in values):
        raise Invalid(
            _("Isian memuat karakter tersembunyi yang tidak dapat disimpan. Ketik ulang isian itu, lalu kirim lagi.")
        )


def _to_sign_in() -> ResponseReturnValue:
    if "HX-Request" in request.headers:  # a redirect would put the sign-in form into the middle of the page
        raise Conflict(
            _(
                "Sesi Anda sudah berakhir, jadi ini belum tersimpan. Muat ulang halaman, masuk lagi, lalu ulangi langkah terakhir Anda."
            )
        )
    if request.method != "GET":
        flash(_("Sesi Anda sudah berakhir. Silakan masuk lagi; data yang sudah tersimpan tidak hilang."), "info")
        return redirect(url_for(SIGN_IN))
    return redirect(url_for(SIGN_IN, lanjut=request.full_path.rstrip("?")))
