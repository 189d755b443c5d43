"""The shell's own addresses: static files, language, health."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, current_app, redirect, request, session
from flask.typing import ResponseReturnValue

from elearn.hooks.values import Card
from elearn.kernel.i18n import LANGUAGES

from .assets import send
from .current import current_work
from .guard import public, requires
from .page import Page, show
from .shell import STATIC
from .urls import safe_next

bp = Blueprint("web", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class StartPage(Page):
    """`name` is the person's; `cards` come from the rooms, in their order."""

    template: ClassVar[str] = "web/index.html"
    name: str
    cards: tuple[Card, ...]


@bp.get("/")
@requires("people:dashboard:read")
def index() -> str:
    """The start page: one card per thing that waits."""
    work = current_work()
    cards = sorted(work.hooks.gather("dashboard_cards", work=work), key=lambda card: card.order)
    return show(StartPage(work.actor.name, tuple(cards)))


@bp.get("/static/<digest>/<path:name>")
@public
def static_file(digest: str, name: str) -> Response:
    """A file of the shell, a room or a guest; `digest` only makes the address change with the content."""
    return send(current_app.extensions[STATIC].file(name))


@bp.post("/bahasa")
@public
def language() -> ResponseReturnValue:
    """Remembers the language and goes back to the page it was chosen on."""
    chosen = request.form.get("lang", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(safe_next(request.referrer))


@bp.get("/sehat")
@public
def health() -> Response:
    """For a watchman: the process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")
