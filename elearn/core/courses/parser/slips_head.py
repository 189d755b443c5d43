"""Slips in the front matter: quotes and dashes of a word processor, a colon without its space, a colon in a value."""

from __future__ import annotations

import re

from .slips_body import ODD_SPACE

EDGE = re.compile(r"[-\u2010-\u2015\u2212]{1,6}\s*")
"""The line above and below, whatever dashes autocorrection made of it."""

_FULL_WIDTH = str.maketrans("［］【】｛｝＃", "[][]{}#")
_FULL_COLON = re.compile("： ?")
_CURLY = re.compile(r"(?P<before>(?:^|[:\[,{-])\s*)[“”„](?P<inner>[^“”„\"]*)[“”](?=\s*(?:[,\]}#]|$))")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][A-Za-z _]{0,39}?)(?P<sign> *: *| += +)(?P<value>[^\s:/].*)")
_COMMENT = re.compile(r"\s#.*")


def head_line(line: str) -> str:
    """One line in normal form."""
    line = ODD_SPACE.sub(" ", line).replace("\t", "    ").rstrip().translate(_FULL_WIDTH)
    if EDGE.fullmatch(line.lstrip()):
        return "---"
    line = _CURLY.sub(r'\g<before>"\g<inner>"', _FULL_COLON.sub(": ", line).rstrip())
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    sign = entry["sign"] if ": " in entry["sign"] else ": "
    return f"{entry['key']}{sign}{_quoted(entry['value'])}"


def _quoted(value: str) -> str:
    """A plain value that YAML would stumble over, in quotes."""
    comment = _COMMENT.search(value)
    words = value[: comment.start()].rstrip() if comment else value
    is_plain = words[:1] not in ('"', "'", "[", "{", "|", ">", "&", "*", "!", "#") and words[:2] not in ("- ", "? ")
    if is_plain and (": " in words or words.endswith(":") or words.startswith(("@", "`", "%"))):
        return "'{}'{}".format(words.replace("'", "''"), value[len(words) :])
    return value
