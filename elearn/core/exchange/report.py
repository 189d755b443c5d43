"""The loss report: one line per item, whole, in part, or refused; nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .items import Entry

Status: TypeAlias = Literal["utuh", "sebagian", "ditolak"]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one item. `position` names file and line or element, `reason` what was lost and what was kept."""

    item: str
    position: str
    status: Status
    reason: str = ""


def line_of(entry: Entry, *more: str) -> Line:
    """The report's line of an entry, with losses that only showed later."""
    losses = tuple(dict.fromkeys((*entry.losses, *more)))
    status: Status = "ditolak" if entry.content is None else "sebagian" if losses else "utuh"
    return Line(entry.name, entry.position, status, "; ".join(losses))


def carried(name: str, position: str, losses: Iterable[str] = ()) -> Line:
    """The line of a question that went out, whole or with these losses."""
    reason = "; ".join(dict.fromkeys(losses))
    return Line(name, position, "sebagian" if reason else "utuh", reason)


def summary(lines: Iterable[Line]) -> str:
    """`12 item: 10 utuh, 1 sebagian, 1 ditolak.`"""
    counted = Counter(line.status for line in lines)
    states: tuple[Status, ...] = ("utuh", "sebagian", "ditolak")
    return f"{counted.total()} item: " + ", ".join(f"{counted[status]} {status}" for status in states) + "."
