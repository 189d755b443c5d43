"""Which letters the typesetter's font has: what it lacks would refuse a whole document."""

from __future__ import annotations

import unicodedata
from typing import Final

_DRAWABLE: Final = (
    (0x20, 0x344), (0x38E, 0x484), (0x48A, 0x4FF), (0x621, 0x63A), (0x641, 0x64A), (0x660, 0x66D), (0x1E00, 0x1FFF),
    (0x2010, 0x2040), (0x2070, 0x20BF), (0x2100, 0x211E), (0x2153, 0x2184), (0x2190, 0x23FF), (0x2460, 0x2606),
    (0x2713, 0x2714),
)  # fmt: skip
"""Code points the fonts of all documents have: Latin, Greek, Cyrillic, Arabic, punctuation, arrows, mathematics, ticks."""

_ORNAMENTS: Final = ("So", "Sk", "Mn", "Me")
"""Categories of emoji and of what colours or frames them: a title loses nothing without them."""


def printable(text: str) -> str:
    """Composed text in single spaces, without what nobody reads aloud, with "\ufffd" for letters that the font lacks."""
    return " ".join(legible(text).split())


def legible(text: str) -> str:
    """The same with every space kept, for text whose spaces mean something."""
    return "".join(_shown(character) for character in unicodedata.normalize("NFC", text))


def drawable(value: object) -> object:
    """Facts for a layout, every text in them printable; raises TypeError for what is no text, list or mapping of them."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple | list):
        return [drawable(item) for item in value]
    if isinstance(value, dict):
        return {name: drawable(item) for name, item in value.items()}
    raise TypeError(f"a layout holds no {type(value).__name__}")


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("C"):
        return " " if character.isspace() else ""
    if character.isspace() or any(low <= ord(character) <= high for low, high in _DRAWABLE):
        return character
    return "" if category in _ORNAMENTS else "\ufffd"
