"""What a route may ask of its request: the house, its one work, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

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
        g.elearn_work = current_house().new_work(write=not is_reading(), glance=is_reading())
    if "elearn_actor" not in g:
        g.elearn_actor = g.elearn_work.actor = current_actor()
    return cast(Work, g.elearn_work)


@contextmanager
def looking() -> Iterator[Work]:
    """A work to read by before it is known who acts: a GET's own, else one that ends before the writing begins."""
    if not is_reading():
        with current_house().work(write=False, glance=True) as work:
            yield work
        return
    if "elearn_work" not in g:
        g.elearn_work = current_house().new_work(write=False, glance=True)
    yield g.elearn_work


def is_reading() -> bool:
    return request.method in SAFE_METHODS


def signed_in_user() -> Any:
    """The user behind Flask-Login's proxy: each use of the proxy itself is a search."""
    return current_user._get_current_object()  # noqa: SLF001  # werkzeug documents it for this


def current_actor() -> Actor:
    """Who acts in this request; a visitor when nobody is signed in."""
    if "elearn_unknown" in g:
        return VISITOR
    user = signed_in_user()
    return cast(Actor, user.actor) if user.is_authenticated else VISITOR


def stay_unknown() -> None:
    """Makes a visitor of whoever asks, without asking the database: the rest of this request is a page that says why."""
    g.elearn_unknown = True


def keep_quiet() -> None:
    """The rest of this request is a page that says what went wrong: its frame asks the database nothing."""
    g.elearn_is_quiet = True


def reading_work() -> Work | None:
    """The work of a page that somebody signed in reads; None for all others, and after `keep_quiet`."""
    work = cast("Work | None", g.get("elearn_work"))
    if work is None or not work.is_reading or work.actor.person_id is None or g.get("elearn_is_quiet"):
        return None
    return work


def close_work(app: Flask) -> None:
    """Closes the request's session at its end. Never commits: a refused request leaves nothing behind."""

    @app.teardown_request
    def close(error: BaseException | None) -> None:
        work = g.pop("elearn_work", None) if has_request_context() else None
        if work is not None:
            work.close()
