"""What the entries of one person's year count under a pack, and why: pure, and the same in whatever order they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .packs import CONVERSION, DAY, FormRule, Pack


class Why(StrEnum):
    """Kinds of reason; the first four say what an entry is worth, the last three what bounded it."""

    CURRICULUM = "curriculum"
    EVIDENCE = "evidence"
    CONVERTED = "converted"
    UNRULED = "unruled"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry to be counted. `form` is a code, "" where nobody knows it; `minutes` are those of its paper.

    `is_ours` when it is a certificate of this house, whose curriculum is known; `quantity` of sessions, days or times.
    """

    id: int
    form: str
    is_ours: bool
    minutes: int
    quantity: int
    began_on: date
    ended_on: date


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reckoning: `minutes` it gave or allowed, `per` each of `quantity`; `code` whose limit it was."""

    why: Why
    minutes: int
    per: str = ""
    quantity: int = 1
    code: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What an entry counts, in minutes, and why; the first reason says what it is worth without limits."""

    minutes: int
    reasons: tuple[Reason, ...]


def count_year(pack: Pack | None, lines: Iterable[Line]) -> dict[int, Counted]:
    """Entry id → what it counts. `lines` are all counting entries of one person that ended in one calendar year.

    Limits are filled by who ended first. An entry of several days fills them from its last day backwards, never
    beyond 1 January of its year. Without a pack every entry counts what its paper says.
    """
    used: Counter[tuple[str, str, date]] = Counter()
    in_order = sorted(lines, key=lambda line: (line.ended_on, line.began_on, line.id))
    return {line.id: _counted(pack, line, used) for line in in_order}


def _counted(pack: Pack | None, line: Line, used: Counter[tuple[str, str, date]]) -> Counted:
    rule = pack.rules.get(line.form) if pack else None
    worth = _worth(rule, line)
    limits = pack.limits_of(line.form) if pack else ()
    if not limits:
        return Counted(worth.minutes, (worth,))
    left, bounds = worth.minutes, dict[Reason, None]()
    for day in _days(line):
        room = {limit: limit[2] - used[(limit[0], limit[1], _first(limit[1], day))] for limit in limits}
        taken = min(left, *room.values())
        for code, period, _most in limits:
            used[(code, period, _first(period, day))] += taken
        if taken < left:
            bounds |= {_bound(limit): None for limit, free in room.items() if free == taken}
        left -= taken
        if not left:
            break
    return Counted(worth.minutes - left, (worth, *bounds) if left else (worth,))


def _worth(rule: FormRule | None, line: Line) -> Reason:
    if line.is_ours:
        return Reason(Why.CURRICULUM, line.minutes)
    if rule is None:
        return Reason(Why.UNRULED, line.minutes)
    if rule.minutes is not None and (rule.basis == CONVERSION or not line.minutes):
        times = min(line.quantity, _span(line)) if rule.per == DAY else line.quantity
        return Reason(Why.CONVERTED, rule.minutes * times, rule.per, times)
    return Reason(Why.EVIDENCE, line.minutes)


def _bound(limit: tuple[str, str, int]) -> Reason:
    code, period, most = limit
    return Reason(Why(period), most, code=code)


def _span(line: Line) -> int:
    """Days from the first to the last, which no count of days can exceed."""
    return abs((line.ended_on - line.began_on).days) + 1


def _days(line: Line) -> Iterator[date]:
    day, first = line.ended_on, max(min(line.began_on, line.ended_on), date(line.ended_on.year, 1, 1))
    while day >= first:
        yield day
        day -= timedelta(days=1)


def _first(period: str, day: date) -> date:
    """The first day of the period a day lies in."""
    if period == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if period == "year" else day
