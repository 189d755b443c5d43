"""The browser's side of signing in: what Flask-Login keeps of it, and how a session begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, session
from flask_login import UserMixin, current_user, login_user

from elearn.kernel.work import Actor, Work, committed
from elearn.web.current import current_house, current_work, looking

from . import queries, services
from .passwords import hash_password, verify_password
from .services import Claim


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A signed-in browser: its token and the actor behind it, read in one statement."""

    token: str
    actor: Actor
    must_change_password: bool

    def get_id(self) -> str:
        return self.token


def user_loader(token: str) -> SignedIn | None:
    """The signed-in person behind a cookie's token; None when the session has ended.

    When the browser was last seen is noted here, at most every five minutes, in a short write of its own that ends
    before the request's own work begins: whoever only reads stays signed in, and a GET still writes nothing else.
    """
    house = current_house()
    with looking() as work:
        found = queries.signed_in(work, token, house.role_permissions)
        stale = found is not None and services.is_stale(work, found.seen_at)
    if stale:
        house.aside("when a browser was last seen", lambda work: services.note_seen(work, token))
    return SignedIn(token, found.actor, found.must_change) if found else None


def enter(nip: str, password: str) -> bool:
    """Signs this browser in when the password is right; False when it is wrong, or nobody's.

    Raises TooMany when the account or the address has failed too often.
    """
    work = current_work()
    with committed(work):
        claim = services.claim(work, nip, address())
    if not verify_password(claim.password_hash, password):
        return _failed(work, claim)
    with committed(work):
        token = services.sign_in(work, claim, browser())
    begin_session(token)
    return True


def enter_by_code(nip: str, code: str, new_password: str) -> bool:
    """Sets a new password for the holder of a one-time code and signs this browser in; False when it does not fit.

    Raises TooMany as `enter` does. The new password is hashed first, so that a wrong code takes as long as a right one.
    """
    work = current_work()
    with committed(work):
        claim = services.claim(work, nip, address())
    hashed = hash_password(new_password)
    with committed(work):
        token = services.redeem(work, claim, code, hashed, browser())
    if token is None:
        return _failed(work, claim)
    begin_session(token)
    return True


def change_password(current: str, new: str) -> bool:
    """Sets a new password for whoever is signed in, and signs out all their other browsers; False when `current` is wrong.

    Raises TooMany as `enter` does: a forgotten open browser must not serve for guessing.
    """
    work = current_work()
    with committed(work):
        claim = services.claim(work, queries.me(work).nip, address())
    if not verify_password(claim.password_hash, current):
        return _failed(work, claim)
    hashed = hash_password(new)
    with committed(work):
        token = services.change_password(work, claim, hashed, browser())
    begin_session(token)
    return True


def _failed(work: Work, claim: Claim) -> bool:
    with committed(work):
        services.note_failure(work, claim)
    return False


def begin_session(token: str) -> None:
    """A fresh session for a browser that has just proved who it is; only the language is carried over."""
    chosen = session.get("language")
    session.clear()
    if chosen is not None:
        session["language"] = chosen
    login_user(user_loader(token))


def this_token() -> str:
    """The token of the browser that asks; only where somebody is signed in."""
    token: str = current_user.token
    return token


def address() -> str:
    """Where the request comes from; the unspecified address when the server does not say."""
    return request.remote_addr or "::"


def browser() -> str:
    """What the browser calls itself."""
    return request.user_agent.string
