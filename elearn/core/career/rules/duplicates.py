"""Whether evidence was sent before: the same number, the same title and days (or much the same), or the very same file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

ALIKE: Final = 0.8
"""Titles are the same activity from this share of like letters on: a slip of the finger, another ending, an abbreviation."""
NEAR: Final = timedelta(days=3)
"""Days that papers of one activity name differently: with the way there, or when it was signed."""
SHORT: Final = {"bimtek": "bimbingan teknis", "diklat": "pelatihan", "lokakarya": "workshop", "webinar": "seminar"}
"""What people write for what a paper says."""

Sort: TypeAlias = Literal["number", "days", "alike", "file"]
"""`days`: the same title and days; `alike`: much the same, which a person has to judge."""


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
    titles = _title_key(one.title), _title_key(other.title)
    if titles[0] == titles[1] and (one.began_on, one.ended_on) == (other.began_on, other.ended_on):
        found.append("days")
    elif _days_touch(one, other) and _sound_alike(*titles):
        found.append("alike")
    if one.digest and one.digest == other.digest:
        found.append("file")
    return tuple(found)


def _days_touch(one: Known, other: Known) -> bool:
    return one.began_on <= other.ended_on + NEAR and other.began_on <= one.ended_on + NEAR


def _sound_alike(one: str, other: str) -> bool:
    """Much the same words. Another figure is another activity: angkatan II is not angkatan I, level 2 not level 1."""
    figures = [re.findall(r"\b(?:\d+|[ivx]+)\b", title) for title in (one, other)]
    return figures[0] == figures[1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _title_key(title: str) -> str:
    return " ".join(SHORT.get(word, word) for word in re.findall(r"\w+", title.casefold()))
