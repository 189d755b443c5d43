"""A heading and the lines below it, before anything is read from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .block import PLUGIN_FENCE
from .properties import property_name

ID_COMMENT = re.compile(r"<!--\s*id:\s*(.*?)\s*-->")
_OF_QUESTIONS = frozenset({"jawaban", "lengkapi", "tipe"})
OPTION = re.compile(r" *- \[([^\]\[]{0,4})\](?: (.*))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the normalised file with its number from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (its words, its line) and the lines below it, up to the next heading."""

    line: int
    heading: str
    lines: tuple[Line, ...]


def starts_question(lines: Sequence[Line]) -> bool:
    """Tell whether boxes, a plugin's fence or a property that only questions have come first below a heading.

    Other properties may stand before them. It is the rule for a lesson's check questions.
    """
    for line in lines:
        text = ID_COMMENT.sub("", line.text)
        if OPTION.fullmatch(text) or PLUGIN_FENCE.fullmatch(text) or property_name(text) in _OF_QUESTIONS:
            return True
        if text.strip() and not property_name(text):
            return False
    return False


def joined(lines: Sequence[Line]) -> str:
    """The lines as one text, blank lines standing for those left out, so that line numbers stay exact."""
    rows: list[str] = []
    for line in lines:
        rows.extend([""] * (line.number - lines[0].number - len(rows)))
        rows.append(line.text)
    return "\n".join(rows)
