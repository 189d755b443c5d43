"""Yearly learning hours (JP) against the law: pure functions over a table of dated rules."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

FLOOR, CEILING = "floor", "ceiling"
"""Kinds of rule: at least so many hours, at most so many."""

MINUTES_PER_JP: Final = 45
"""One jam pelajaran in minutes. Source: docs/sources.md#jp (Perlan 5/2018)."""


@dataclass(frozen=True, slots=True)
class JpRuleLine:
    """A rule of law for one employment (PNS or PPPK): `jp` a year, from `valid_from` to `valid_until` (None: still)."""

    employment: str
    kind: str
    jp: int
    valid_from: date
    valid_until: date | None
    legal_basis: str


FIRST_RULES: Final = (
    JpRuleLine("PNS", FLOOR, 20, date(2017, 1, 1), None, "PP 11/2017 pasal 203 ayat (4) sebagaimana diubah PP 17/2020"),
    JpRuleLine("PPPK", CEILING, 24, date(2018, 1, 1), None, "PP 49/2018 pasal 40 ayat (1)"),
)
"""The rules of the first release, as migration 0002 stored them; a later rule is a migration of its own, never a change here.

Each begins on 1 January of its regulation's year: hours are counted by calendar year, so a day within it would not
change any sum. The ceiling is written for a year of the work agreement; it is counted by calendar year like the floor,
because the dates of agreements are not known here. It is only ever flagged, never enforced.
Source: docs/sources.md#jp.
"""


@dataclass(frozen=True, slots=True)
class JpStanding:
    """A person's year. All figures are JP with at most one decimal; `floor` and `ceiling` None: no such rule.

    `missing` is what the floor still needs and `over` what lies above the ceiling, both 0 when there is nothing.
    `legal_basis` names the rules that were applied.
    """

    jp: float
    floor: int | None
    ceiling: int | None
    missing: float
    over: float
    legal_basis: tuple[str, ...]


def jp_of(minutes: int) -> float:
    """Minutes of learning as JP, cut to tenths: 180 is 4.0 and 100 is 2.2.

    Minutes are summed first and cut once, downwards, so that nobody reaches a mark by rounding: a sum shows a whole
    mark exactly when it holds that many times 45 minutes.
    """
    return _tenths(minutes) / 10


def minutes_of(jp: Fraction) -> int:
    """JP with at most one decimal as whole minutes, such that `jp_of` gives the same back: 2.5 is 113."""
    return math.ceil(jp * MINUTES_PER_JP)


def standing(rules: Iterable[JpRuleLine], employment: str, year: int, minutes: int) -> JpStanding:
    """Where somebody with this employment stands in `year` with `minutes` of counted learning.

    The rules of a year are those in force on its last day, when it is closed; of two of one kind the later one counts.
    """
    held = in_force(rules, employment, year)
    floor = held[FLOOR].jp if FLOOR in held else None
    ceiling = held[CEILING].jp if CEILING in held else None
    tenths = _tenths(minutes)
    return JpStanding(
        jp=tenths / 10,
        floor=floor,
        ceiling=ceiling,
        missing=0.0 if floor is None else max(floor * 10 - tenths, 0) / 10,
        over=0.0 if ceiling is None else max(tenths - ceiling * 10, 0) / 10,
        legal_basis=tuple(rule.legal_basis for rule in held.values()),
    )


def in_force(rules: Iterable[JpRuleLine], employment: str, year: int) -> dict[str, JpRuleLine]:
    """The rule of each kind that holds for an employment at the end of `year`."""
    last_day = date(year, 12, 31)
    holding = [
        rule
        for rule in rules
        if rule.employment == employment
        and rule.valid_from <= last_day
        and (rule.valid_until is None or last_day <= rule.valid_until)
    ]
    return {rule.kind: rule for rule in sorted(holding, key=lambda rule: rule.valid_from)}


def _tenths(minutes: int) -> int:
    return minutes * 10 // MINUTES_PER_JP
