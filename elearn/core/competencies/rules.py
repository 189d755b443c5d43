"""Which rank a position has, and what it requires on a day: pure functions over dated rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from elearn.core.people.positions import ECHELONS

EXPERT_RANKS: Final = ("Ahli Utama", "Ahli Madya", "Ahli Muda", "Ahli Pertama")
SKILLED_RANKS: Final = ("Penyelia", "Mahir", "Terampil", "Pemula")
STAFF_RANK: Final = "Pelaksana"
HEAD_RANKS: Final = ("JPT Utama", "JPT Madya", "JPT Pratama", "Administrator", "Pengawas")
RANKS: Final = (*HEAD_RANKS, *EXPERT_RANKS, *SKILLED_RANKS, STAFF_RANK)
"""Ranks for which a default can be laid down. Source: docs/sources.md#siasn-reference."""

_BY_ECHELON: Final = {echelon.name: echelon.level for echelon in ECHELONS if echelon.level in HEAD_RANKS}
_IN_TITLE: Final = re.compile(rf"\b({'|'.join((*EXPERT_RANKS, *SKILLED_RANKS))})\b", re.IGNORECASE)
_SPELLING: Final = {rank.casefold(): rank for rank in RANKS}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One dated row; see models.Requirement."""

    position: str
    rank: str
    competency: str
    level: int
    valid_from: date
    valid_until: date | None
    legal_basis: str
    agency_id: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Required:
    """What somebody's position asks of one competency, and by which row; `is_own`: by the title, not by the rank."""

    competency: str
    level: int
    legal_basis: str
    is_own: bool


def rank_of(name: str, kind: str, echelon: str) -> str | None:
    """The rank of a position: by its echelon, the level in a functional title, or Pelaksana. None when it shows none."""
    if echelon:
        return _BY_ECHELON.get(echelon)
    if kind == STAFF_RANK:
        return STAFF_RANK
    found = _IN_TITLE.search(name)
    return _SPELLING[found[1].casefold()] if found else None


def rank_named(text: str) -> str | None:
    """The one spelling of a rank; None when there is no such rank."""
    return _SPELLING.get(" ".join(text.casefold().split()))


@dataclass(frozen=True, slots=True)
class Post:
    """What a requirement can speak of: a position's title, its rank (None: it shows none), and whose it is."""

    title: str
    rank: str | None
    agency_id: int


def standards(rows: Iterable[RequirementLine], posts: Iterable[Post], day: date) -> dict[Post, tuple[Required, ...]]:
    """What each of many posts requires on a day; of the rows only those that speak of it are looked at."""
    spoken: dict[str, list[RequirementLine]] = defaultdict(list)
    for row in rows:
        spoken[row.position or row.rank].append(row)
    return {
        post: required(
            [*spoken[post.title.casefold()], *spoken[post.rank or ""]], post.title, post.rank, post.agency_id, day
        )
        for post in posts
    }


def required(
    rows: Iterable[RequirementLine], position: str, rank: str | None, agency_id: int | None, day: date
) -> tuple[Required, ...]:
    """What a position requires on a day, by the name of the competency.

    A row of the title goes before one of the rank, an agency's own before a general one, a later before an earlier.
    """
    title = position.casefold()
    holding = [
        row
        for row in rows
        if row.holds_on(day)
        and row.agency_id in (None, agency_id)
        and (row.position == title if row.position else row.rank == rank)
    ]
    holding.sort(key=lambda row: (bool(row.position), row.agency_id is not None, row.valid_from))
    chosen = {row.competency: row for row in holding}
    return tuple(
        Required(row.competency, row.level, row.legal_basis, bool(row.position)) for _, row in sorted(chosen.items())
    )
