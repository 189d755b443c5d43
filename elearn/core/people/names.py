"""A person's name with titles: the name and its titles are kept apart and joined here by one rule."""

from __future__ import annotations

import unicodedata


def full_name(before: str | None, name: str, after: str | None) -> str:
    """Join "Dr.", "Siti Aminah", "S.Kom., M.Si." to "Dr. Siti Aminah, S.Kom., M.Si.".

    Titles before stand apart by a space, titles after by a comma and a space. Stray, doubled or missing
    commas in the parts are mended, and a title that was typed into the name as well appears once.
    Titles before keep their case: "Dr." (doctorate) and "dr." (physician) are two titles.
    """
    front = " ".join(_comma_parts(before or "")).split()
    bare, *typed = _comma_parts(name) or [""]
    words = bare.split()
    joined = " ".join([*front, *words[_overlap(front, words) :]])
    return ", ".join([joined, *_once([*typed, *_comma_parts(after or "")])])


def _overlap(front: list[str], words: list[str]) -> int:
    """How many words at the start of the name repeat the titles that end `front`."""
    longest = min(len(front), len(words) - 1)
    return next((count for count in range(longest, 0, -1) if front[-count:] == words[:count]), 0)


def _comma_parts(text: str) -> list[str]:
    """The non-empty pieces between commas, in composed Unicode, each with single spaces."""
    pieces = (" ".join(piece.split()) for piece in unicodedata.normalize("NFC", text).split(","))
    return [piece for piece in pieces if piece]


def _once(titles: list[str]) -> list[str]:
    """Each title in the place of its first and the spelling of its last mention; "s.kom" is "S.Kom."."""
    return list({title.casefold().replace(".", "").replace(" ", ""): title for title in titles}.values())
