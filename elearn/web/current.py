"""What a route may ask of its request: the house, its one work, and who acts."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g, has_request_context, request
from flask_login import current_user

from elearn.hooks.house import House
from elearn.kernel.work import VISITOR, Actor, Work

EXTENSION = "elearn"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def current_house() -> House:
    return cast(House, current_app.extensions[EXTENSION])


def current_work() -> Work:
    """The request's work: reading for a GET, writing (on SQLite with the lock at BEGIN) for a POST."""
    if "elearn_work" not in g:
        write = request.method not in SAFE_METHODS
        g.elearn_work = current_house().new_work(write=write, actor=current_actor())
    return cast(Work, g.elearn_work)


def current_actor() -> Actor:
    """Who acts in this request; a visitor when nobody is signed in."""
    return cast(Actor, current_user.actor) if current_user.is_authenticated else VISITOR


def close_work(app: Flask) -> None:
    """Closes the request's session at its end. Never commits: a refused request leaves nothing behind."""

    @app.teardown_request
    def close(error: BaseException | None) -> None:
        work = g.pop("elearn_work", None) if has_request_context() else None
        if work is not None:
            work.session.close()
