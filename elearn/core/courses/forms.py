"""What readers ask of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from elearn.kernel.paging import read_page

from .parser import MINUTES_PER_JP
from .queries import Wish

LONGEST_SEARCH = 100

DURATIONS: Mapping[str, tuple[int, int | None]] = {
    "": (0, None),
    "1-2": (0, 2 * MINUTES_PER_JP),
    "2-5": (2 * MINUTES_PER_JP + 1, 5 * MINUTES_PER_JP),
    "5-": (5 * MINUTES_PER_JP + 1, None),
}
"""What the address may say in `jp` → shortest and longest duration in minutes."""


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """The catalogue's address, read: what is wished for, the page (from 1), and `duration` as it stood there."""

    wish: Wish
    page: int
    duration: str

    @property
    def values(self) -> dict[str, str]:
        """The address again, without its page; empty when nothing is narrowed."""
        wish = self.wish
        values = {"q": wish.words, "kompetensi": wish.competency, "sasaran": wish.audience, "jp": self.duration}
        return {name: value for name, value in values.items() if value}


def read_query(arguments: Mapping[str, str]) -> CatalogueQuery:
    """Reads the address; what cannot be read narrows nothing."""
    duration = arguments.get("jp", "")
    duration = duration if duration in DURATIONS else ""
    shortest, longest = DURATIONS[duration]
    wish = Wish(
        words=" ".join(arguments.get("q", "").split())[:LONGEST_SEARCH],
        competency=arguments.get("kompetensi", ""),
        audience=arguments.get("sasaran", ""),
        shortest=shortest,
        longest=longest,
    )
    return CatalogueQuery(wish, read_page(arguments), duration)
