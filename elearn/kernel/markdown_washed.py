"""Tells HTML that washing would give back letter by letter: washing costs half of a compilation, and most texts are clean.

It knows less than the washer and never more: whatever it does not recognise is washed. A test asks the washer itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LETTER = r"[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
_ENTITY = r"&(?:amp|lt|gt|quot|\#160);"
_TOKEN = re.compile(
    rf"""(?P<text>{_LETTER}+|{_ENTITY})"""
    rf"""|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\ [a-z-]+="(?:(?!["\n\t]){_LETTER}|{_ENTITY})*")*)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ADDRESS = re.compile(r"(?:(?:https?|mailto|tel):)?[A-Za-z0-9/_.#?=%~@+,-]*")
_DEEPEST = 30
"""Open elements beyond which the washer decides: it gives up on what is nested without end."""

_WORDS = frozenset({"a", "strong", "em", "code", "span", "sup", "br", "img"})
_BLOCKS = _WORDS | {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "aside", "div", "pre", "table", "figure", "hr",
}  # fmt: skip
_EMPTY = frozenset({"br", "img", "hr"})
_INSIDE = (
    dict.fromkeys(("a", "strong", "em", "code", "span", "sup", "p", "h2", "h3", "h4", "h5", "h6", "dt"), _WORDS)
    | dict.fromkeys(("", "li", "dd", "td", "th", "blockquote", "aside", "div", "figcaption"), _BLOCKS)
    | dict.fromkeys(("ul", "ol"), frozenset({"li"}))
    | dict.fromkeys(("thead", "tbody"), frozenset({"tr"}))
    | {
        "dl": frozenset({"dt", "dd"}),
        "pre": frozenset({"code"}),
        "table": frozenset({"thead", "tbody"}),
        "tr": frozenset({"th", "td"}),
        "figure": frozenset({"img", "figcaption"}),
    }
)
"""Element → what may stand directly inside it, so that a browser moves nothing; "" is the whole text."""
_WITHOUT_WORDS = frozenset({"ul", "ol", "dl", "pre", "table", "thead", "tbody", "tr", "figure"})


def is_washed(html: str, may_have: Callable[[str, str, str], bool]) -> bool:
    """Whether only known tags are in it, each where it belongs and closed, with attributes that `may_have` allows."""
    open_tags, place = [""], 0
    while place < len(html):
        token = _TOKEN.match(html, place)
        if token is None or not _fits(token, open_tags, may_have):
            return False
        place = token.end()
    return len(open_tags) == 1


def _fits(token: re.Match[str], open_tags: list[str], may_have: Callable[[str, str, str], bool]) -> bool:
    """Whether the token may stand here; opens or closes its element."""
    tag, above = token["tag"], open_tags[-1]
    if tag is None:
        return above not in _WITHOUT_WORDS or (not token["text"].strip(" \n\t") and above != "pre")
    if token["end"]:
        return above == open_tags.pop() == tag and not token["attributes"]
    if tag not in _INSIDE[above] or (tag in _WORDS and tag in open_tags) or len(open_tags) > _DEEPEST:
        return False
    if tag not in _EMPTY:
        open_tags.append(tag)
    return _may_have_all(tag, token["attributes"], may_have)


def _may_have_all(tag: str, written: str, may_have: Callable[[str, str, str], bool]) -> bool:
    found = _ATTRIBUTE.findall(written)
    return len({name for name, _ in found}) == len(found) and all(
        may_have(tag, name, value) and (name not in ("href", "src") or _ADDRESS.fullmatch(value) is not None)
        for name, value in found
    )
