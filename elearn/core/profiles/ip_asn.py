"""An estimate of IP-ASN by dated tables: pure functions of plain values. An unknown word is looked at by people, never 0.

The tables are files of `ip_asn_tables`, one per version. Source: docs/sources.md#ip-asn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

QUALIFICATION, COMPETENCY, PERFORMANCE, DISCIPLINE = "qualification", "competency", "performance", "discipline"
DIMENSIONS: Final = (QUALIFICATION, COMPETENCY, PERFORMANCE, DISCIPLINE)
KNOWN, MISSING, REVIEW = "known", "missing", "review"
"""Of a dimension: calculated; nothing is known; something is known that the table does not know."""

YES, NO = "ya", "tidak"
FOLDER: Final = Path(__file__).with_name("ip_asn_tables")
_TWELVE_MONTHS: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Training:
    """One counted entry of the career record: its form in small letters, its minutes, and its last day."""

    form: str
    minutes: int
    ended_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on the last day of the count; "" where nothing is."""

    employment: str
    position: str
    position_kind: str
    education: str
    performance: str
    discipline: str
    leadership: str
    functional: str
    trainings: tuple[Training, ...]
    counted_on: date


@dataclass(frozen=True, slots=True)
class Dimension:
    """Points of one dimension (None unless KNOWN) of at most `most`, with the reasons as pairs (word, points or None)."""

    name: str
    most: float
    state: str
    points: float | None
    reasons: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole; `total` is None while a dimension is not KNOWN, `known` is the sum of those that are."""

    table: str
    legal_basis: str
    dimensions: tuple[Dimension, ...]

    @property
    def known(self) -> float:
        return sum(dimension.points or 0 for dimension in self.dimensions)

    @property
    def total(self) -> float | None:
        return self.known if all(dimension.state == KNOWN for dimension in self.dimensions) else None


@cache
def tables() -> tuple[Mapping[str, Any], ...]:
    """Every version there is."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))


def table_for(
    day: date, employment: str, versions: Iterable[Mapping[str, Any]] | None = None
) -> Mapping[str, Any] | None:
    """The version in force on a day for an employment, the later of two; None when none is known."""
    holding = [
        table
        for table in (tables() if versions is None else versions)
        if employment in table["employment"] and table["valid_from"] <= day <= table.get("valid_until", day)
    ]
    return max(holding, key=lambda table: table["valid_from"], default=None)


def estimate(table: Mapping[str, Any], facts: Facts) -> Estimate:
    """What the table gives for these facts."""
    words = {QUALIFICATION: facts.education, PERFORMANCE: facts.performance, DISCIPLINE: facts.discipline}
    found = {name: _by_word(table, name, word) for name, word in words.items()}
    found[COMPETENCY] = _competency(table, facts)
    return Estimate(table["title"], table["legal_basis"], tuple(found[name] for name in DIMENSIONS))


def _by_word(table: Mapping[str, Any], name: str, written: str) -> Dimension:
    most = float(table["most"][name])
    if not written.strip():
        return Dimension(name, most, MISSING, None, ())
    word = " ".join(written.casefold().split())
    points = table.get(name, {}).get(table.get("same", {}).get(word, word))
    state = REVIEW if points is None else KNOWN
    return Dimension(name, most, state, None if points is None else float(points), ((written, points),))


def _competency(table: Mapping[str, Any], facts: Facts) -> Dimension:
    most = float(table["most"][COMPETENCY])
    column = table.get("kinds", {}).get(facts.position_kind)
    parts = table.get(COMPETENCY, {}).get(column)
    if parts is None:
        return Dimension(COMPETENCY, most, REVIEW, None, ((facts.position_kind, None),))
    had = {part: _had(table["training"], part, facts) for part in parts}
    reasons = tuple((part, float(parts[part]) if has else None if has is None else 0.0) for part, has in had.items())
    if None in had.values():
        return Dimension(COMPETENCY, most, MISSING, None, reasons)
    return Dimension(COMPETENCY, most, KNOWN, sum(points or 0 for _, points in reasons), reasons)


def _had(training: Mapping[str, Any], part: str, facts: Facts) -> bool | None:
    """Whether a part of the training was taken; None when nobody can say.

    Technical training and seminars are those of the twelve months before; the sum of JP counts for the former.
    """
    forms = training[part]
    taken = [one for one in facts.trainings if one.form in forms and one.ended_on <= facts.counted_on]
    if part in ("technical", "seminar"):
        recent = [one for one in taken if facts.counted_on - one.ended_on <= _TWELVE_MONTHS]
        return (
            sum(one.minutes for one in recent) >= training["technical_jp"] * 45 if part == "technical" else bool(recent)
        )
    is_exempt = part == "functional" and bool(set(facts.position.casefold().split()) & set(training["exempt"]))
    said = facts.leadership if part == "leadership" else facts.functional
    if taken or is_exempt or said == YES:
        return True
    return False if said == NO else None
