"""Whether evidence was sent before: the same number, the same title and days, or the very same file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Sort: TypeAlias = Literal["number", "days", "file"]


@dataclass(frozen=True, slots=True)
class Known:
    """Something of one person's: evidence (`id`, with a file) or a counted entry (`code` of its certificate, if any)."""

    id: int
    is_entry: bool
    title: str
    number: str
    began_on: date
    ended_on: date
    digest: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What looks like the same, and by which of its features."""

    known: Known
    by: tuple[Sort, ...]


def duplicates_of(sent: Known, others: Iterable[Known]) -> tuple[Match, ...]:
    """Everything among the same person's `others` that may be what was `sent`; never the thing itself."""
    found = (Match(other, _alike(sent, other)) for other in others if (other.id, other.is_entry) != (sent.id, False))
    return tuple(match for match in found if match.by)


def number_key(number: str) -> str:
    """A number as it is compared: letters and digits alone, for people type the rest as they like."""
    return "".join(mark for mark in number.casefold() if mark.isalnum())


def _alike(one: Known, other: Known) -> tuple[Sort, ...]:
    found: list[Sort] = []
    if number_key(one.number) and number_key(one.number) == number_key(other.number):
        found.append("number")
    if _title_key(one.title) == _title_key(other.title) and (one.began_on, one.ended_on) == (
        other.began_on,
        other.ended_on,
    ):
        found.append("days")
    if one.digest and one.digest == other.digest:
        found.append("file")
    return tuple(found)


def _title_key(title: str) -> str:
    return " ".join(title.casefold().split())
