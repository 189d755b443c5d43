"""The marks of GIFT: what is escaped, and texts in one of its four formats."""

from __future__ import annotations

import html
import re

from elearn.core.exchange.marks import plain_block, washed
from elearn.core.exchange.prose import Prose

_SPECIAL = "~=#{}:"
_HIDDEN = {mark: chr(0xE010 + place) for place, mark in enumerate(_SPECIAL)} | {"n": "\ue01f", "\\": "\ue01e"}
_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()} | {"\ue01f": "\n"}
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)


def hide(text: str) -> str:
    """Escaped marks as private letters, so that the others can be searched for."""
    return re.sub(r"\\([~=#{}:n\\])", lambda found: _HIDDEN[found[1]], text)


def show(text: str) -> str:
    """The text as it was meant."""
    return "".join(_SHOWN.get(mark, mark) for mark in text)


def escape(text: str) -> str:
    """A text as GIFT wants it, on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")


def block(hidden: str, form: str) -> tuple[str, list[str], str]:
    """A hidden text as Markdown, what was lost, and the format it was in (the question's own where it names none)."""
    named = _FORMAT.match(hidden)
    form = named[1].lower() if named else form
    text = show(hidden[named.end() :] if named else hidden).strip()
    if form == "markdown":
        return washed(text), [], form
    if form == "plain" or not re.search(r"<[A-Za-z/]|&#?\w+;", text):
        return plain_block(html.unescape(text) if form == "html" else text), [], form
    prose = Prose()
    if form == "moodle":
        text = text.replace("\n", "<br>")
    return prose.html(text), prose.losses, form


def line(hidden: str, form: str) -> tuple[str, list[str]]:
    """The same as one line."""
    text, losses, _ = block(hidden, form)
    prose = Prose(losses=losses)
    return prose.flat(text), prose.losses


def words(hidden: str) -> str:
    """Typed words: no markup is meant."""
    return " ".join(show(hidden).split())
