"""Merges what two authors made of one text, line by line; only where both changed the same lines somebody must choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

Choice = Literal["mine", "theirs", "both"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Lines on which both agree, or which only one of them changed."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """The same lines of the base, changed by both in different ways; `line` is where mine begin (from 1)."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    line: int = field(default=0, compare=False)


Part = Agreed | Clash


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines first..last (exclusive) of the base become `lines`; an insertion has first == last."""

    first: int
    last: int
    lines: tuple[str, ...]

    def touches(self, first: int, last: int) -> bool:
        """Whether it shares a line with first..last, or inserts at the very place where that inserts."""
        return (self.first < last and first < self.last) or (self.first == self.last == first == last)


def merge(base: str, mine: str, theirs: str) -> tuple[Part, ...]:
    """The parts of the merged text in order; without a Clash among them it is whole."""
    old = base.split("\n")
    edits = (_edits(old, mine.split("\n")), _edits(old, theirs.split("\n")))
    parts: list[Part] = []
    here = 0
    for first, last in _regions(edits):
        parts.append(Agreed(tuple(old[here:first])))
        ours, others = (_within(old, first, last, own) for own in edits)
        parts.append(_settled(tuple(old[first:last]), ours, others, _line(edits[0], first, last)))
        here = last
    parts.append(Agreed(tuple(old[here:])))
    return tuple(part for part in parts if isinstance(part, Clash) or part.lines)


def joined(parts: Sequence[Part], choices: Mapping[int, Choice] | None = None) -> str | None:
    """The text of the parts; `choices` settle the clashes, numbered from 0. None while one is not settled."""
    lines: list[str] = []
    number = 0
    for part in parts:
        if isinstance(part, Agreed):
            lines.extend(part.lines)
            continue
        chosen = (choices or {}).get(number)
        number += 1
        if chosen is None:
            return None
        lines.extend(part.mine if chosen in ("mine", "both") else ())
        lines.extend(part.theirs if chosen in ("theirs", "both") else ())
    return "\n".join(lines)


def _edits(old: list[str], new: list[str]) -> list[_Edit]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [_Edit(first, last, tuple(new[start:end])) for tag, first, last, start, end in found if tag != "equal"]


def _regions(edits: tuple[list[_Edit], list[_Edit]]) -> Iterator[tuple[int, int]]:
    """Stretches of the base that somebody changed; those that share a line are one."""
    waiting = sorted((edit.first, edit.last) for own in edits for edit in own)
    here: tuple[int, int] | None = None
    for first, last in waiting:
        if here is None:
            here = (first, last)
        elif _Edit(*here, ()).touches(first, last):
            here = (here[0], max(here[1], last))
        else:
            yield here
            here = (first, last)
    if here is not None:
        yield here


def _within(old: list[str], first: int, last: int, edits: list[_Edit]) -> tuple[str, ...]:
    """A stretch of the base as one author left it."""
    lines: list[str] = []
    here = first
    for edit in edits:
        if edit.touches(first, last):
            lines.extend(old[here : edit.first])
            lines.extend(edit.lines)
            here = edit.last
    lines.extend(old[here:last])
    return tuple(lines)


def _line(edits: list[_Edit], first: int, last: int) -> int:
    """Where a stretch of the base begins in the text that these edits make of it, from 1."""
    before = [edit for edit in edits if edit.last <= first and not edit.touches(first, last)]
    return first + 1 + sum(len(edit.lines) - (edit.last - edit.first) for edit in before)


def _settled(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], line: int) -> Part:
    if mine in (theirs, base):
        return Agreed(theirs)
    return Agreed(mine) if theirs == base else Clash(base, mine, theirs, line)
