"""Languages of the screen: Indonesian is the source, an English catalogue lies beside it."""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

SOURCE = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
CATALOGUES = Path(__file__).resolve().parents[1] / "web" / "translations"

_language: ContextVar[str] = ContextVar("elearn_language", default=SOURCE)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of `language`; the source language, and any unknown one, needs none."""
    if language == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation("elearn", CATALOGUES, languages=[language], fallback=True)


def speak(language: str) -> None:
    """Sets the language of this request, job or command."""
    _language.set(language if language in LANGUAGES else SOURCE)


def language() -> str:
    return _language.get()


def _(text: str, **values: object) -> str:
    """The text in the reader's language, with `%(name)s` filled in."""
    translated = text and catalogue(_language.get()).gettext(text)  # gettext keeps its own header under ""
    return translated % values if values else translated


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for it
    """Marks a text for the catalogue without translating it yet: titles of roles, menu entries, permissions."""
    return text


class Lazy(str):
    """A text that is translated whenever it is shown or filled in; see `lazy`."""

    __slots__ = ()

    def __str__(self) -> str:
        return _(super().__str__())

    def __mod__(self, values: object) -> str:
        return str(self) % values


def lazy(text: str) -> str:
    """A text made before anybody reads, such as a form's label or message: each reader sees it in their language."""
    return Lazy(text)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Like `_`, for a counted thing; `%(num)s` is the number."""
    translated = catalogue(_language.get()).ngettext(one, many, number)
    return translated % {"num": number, **values}
