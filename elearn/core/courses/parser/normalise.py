"""Recovers the slips of trainers before anything is parsed; never adds or removes a line."""

from __future__ import annotations

import re
import unicodedata

from .slips_body import body_lines
from .slips_head import EDGE, head_line

_GONE = re.compile("[\ufeff\u200b\u2060\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS_INSIDE = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def normalise(text: str) -> str:
    """The text in normal form: as many lines as before (line ends are \\n), and doing it twice changes nothing more."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _GONE.sub("", _BREAKS_INSIDE.sub(" ", text))
    lines = text.split("\n")
    closing = _front_matter_end(lines)
    return "\n".join([*map(head_line, lines[: closing + 1]), *body_lines(lines[closing + 1 :])])


def _front_matter_end(lines: list[str]) -> int:
    """Index of the closing line of the front matter, -1 when there is none."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines[start:] or not EDGE.fullmatch(lines[start].lstrip()):
        return -1
    for index in range(start + 1, len(lines)):
        if EDGE.fullmatch(lines[index]):
            return index
    return -1
