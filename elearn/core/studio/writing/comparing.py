"""What changed between two texts, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT = 3
"""Unchanged lines shown around a change."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison; `old` and `new` are its numbers from 1 on either side, None where it does not stand."""

    kind: Literal["same", "gone", "new", "gap"]
    text: str
    old: int | None = None
    new: int | None = None


def compare(before: str, after: str) -> tuple[Line, ...]:
    """The changes with a little of what stands around them; a gap stands for lines left out. Empty when nothing changed."""
    return tuple(_lines(before.split("\n"), after.split("\n")))


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT)
    for number, group in enumerate(groups):
        if number or group[0][1]:
            yield Line("gap", "")
        for tag, first, last, start, end in group:
            if tag == "equal":
                yield from (Line("same", old[first + n], first + n + 1, start + n + 1) for n in range(last - first))
                continue
            yield from (Line("gone", old[n], n + 1, None) for n in range(first, last))
            yield from (Line("new", new[n], None, n + 1) for n in range(start, end))
