"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar

from elearn.core.people.queries import PersonFacts
from elearn.kernel.paging import Paging
from elearn.web.page import Page

from .queries import CareerLine
from .rules import JpStanding, jp_of


@dataclass(frozen=True, slots=True)
class RecordPage(Page):
    """A year of the reader's record; `years` can be chosen, `last_day` is the day by which the floor is to be reached."""

    template: ClassVar[str] = "career/index.html"
    year: int
    years: tuple[int, ...]
    standing: JpStanding
    lines: list[CareerLine]
    paging: Paging
    last_day: date
    is_running: bool

    @property
    def year_options(self) -> tuple[tuple[int, str], ...]:
        """The years as choices of a select."""
        return tuple((year, str(year)) for year in self.years)


@dataclass(frozen=True, slots=True)
class TranscriptYear:
    """The counted entries of a calendar year."""

    year: int
    lines: tuple[CareerLine, ...]

    @property
    def jp(self) -> float:
        """The year's sum, JP with at most one decimal."""
        return jp_of(sum(line.minutes for line in self.lines))


@dataclass(frozen=True, slots=True)
class TranscriptPage(Page):
    """Everything that counts, for paper; `printed_at` is UTC, `check_address` where anybody checks a certificate."""

    template: ClassVar[str] = "career/transcript.html"
    agency: str
    person: PersonFacts
    years: tuple[TranscriptYear, ...]
    printed_at: datetime
    check_address: str

    @property
    def jp(self) -> float:
        """The sum of all years, JP with at most one decimal."""
        return jp_of(sum(line.minutes for year in self.years for line in year.lines))


def by_year(lines: Iterable[CareerLine]) -> tuple[TranscriptYear, ...]:
    """Entries that come sorted by their end, year by year."""
    return tuple(TranscriptYear(year, tuple(found)) for year, found in groupby(lines, key=lambda line: line.year))
