"""Pieces of pages that are the same for everybody who is given the same: drawn once, then kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import lru_cache

from flask import g, request
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment
from markupsafe import Markup

from elearn.kernel import i18n

KEPT = 1024
"""Pieces kept by a process, the latest used."""

TOKEN = "\0token\0"  # noqa: S105  # a place, no secret
"""Stands in a kept piece for the CSRF token of whoever reads it; nothing that people write holds a NUL."""

_is_drawing: ContextVar[bool] = ContextVar("elearn_is_drawing", default=False)


def csrf_token() -> str:
    """The templates' `csrf_token()`: the reader's token, made once a request; inside a kept piece its place."""
    if _is_drawing.get():
        return TOKEN
    return str(g.get("csrf_token") or generate_csrf())  # the library keeps it there, but asks its settings at each call


def keeper(environment: Environment) -> Callable[..., Markup]:
    """The templates' `drawn("room/_partial.html", name=value)`.

    The partial sees these values, `_()`, addresses and the place of the CSRF token, and nothing of the page or of who
    reads it.
    """

    @lru_cache(maxsize=KEPT)
    def draw(
        template: str, language: str, script_root: str, values: tuple[tuple[str, Hashable], ...]
    ) -> tuple[Markup, bool]:
        outside = _is_drawing.set(True)
        try:
            piece = environment.get_template(template).render(dict(values))
        finally:
            _is_drawing.reset(outside)
        return Markup(piece), TOKEN in piece  # noqa: S704  # a template escapes by itself

    def drawn(template: str, **values: Hashable) -> Markup:
        piece, is_form = draw(template, i18n.language(), request.script_root, tuple(values.items()))
        return piece.replace(TOKEN, csrf_token()) if is_form else piece

    return drawn
