"""Pieces of pages that are the same for everybody who is given the same: drawn once, then kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from flask import request
from jinja2 import Environment
from markupsafe import Markup

from elearn.kernel import i18n

KEPT = 1024
"""Pieces kept by a process, the latest used."""


class PersonalPiece(ValueError):
    """A kept piece holds a CSRF token, which would be handed to the next reader."""


def keeper(environment: Environment) -> Callable[..., Markup]:
    """The templates' `drawn("room/_partial.html", name=value)`.

    The partial sees these values, `_()` and addresses, and nothing of the page or of who reads it.
    Raises PersonalPiece when it draws a CSRF token all the same.
    """

    @lru_cache(maxsize=KEPT)
    def draw(template: str, language: str, script_root: str, values: tuple[tuple[str, Hashable], ...]) -> Markup:
        piece = environment.get_template(template).render(dict(values))
        if "csrf_token" in piece:
            raise PersonalPiece(template)
        return Markup(piece)  # noqa: S704  # a template escapes by itself

    def drawn(template: str, **values: Hashable) -> Markup:
        return draw(template, i18n.language(), request.script_root, tuple(values.items()))

    return drawn
