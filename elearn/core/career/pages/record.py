"""The reader's record, a year at a time and whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar

from elearn.core.people import queries as people
from elearn.core.people.queries import PersonFacts
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries
from ..queries import CareerLine, EvidenceLine
from ..rules import JpStanding, count_year, jp_of
from ..words import why


@dataclass(frozen=True, slots=True)
class RecordPage(Page):
    """A year of the reader's record; `years` can be chosen, `last_day` is the day by which the floor is to be reached.

    `why` explains what each counting entry counts, by its id; `unverified` is evidence that counts for nothing.
    """

    template: ClassVar[str] = "career/index.html"
    year: int
    years: tuple[int, ...]
    standing: JpStanding
    lines: list[CareerLine]
    paging: Paging
    last_day: date
    is_running: bool
    why: Mapping[int, tuple[str, ...]]
    unverified: list[EvidenceLine]

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


def record_page(work: Work, wanted: int, number: int) -> RecordPage:
    """A year of the actor's record, the running one unless `wanted` has something; `number` is the page of its entries."""
    this_year, found = work.today.year, queries.my_years(work)
    years = tuple(sorted({this_year, *found}, reverse=True))
    year = wanted if wanted in years else this_year
    paging = page_of(found.get(year, 0), number)
    lines, standing = queries.my_lines(work, year, paging), queries.my_standing(work, year)
    unverified, last_day = queries.my_unverified(work, year), date(year, 12, 31)
    return RecordPage(
        year, years, standing, lines, paging, last_day, year == this_year, _why(work, year, lines), unverified
    )


def _why(work: Work, year: int, lines: list[CareerLine]) -> dict[int, tuple[str, ...]]:
    """What a page of entries counts, and why; the whole year is reckoned, for limits are shared."""
    if not lines:
        return {}
    pack = queries.pack_of_year(work, year)
    counted = count_year(pack, queries.counting_lines(work, people.own_id(work), year))
    return {line.id: why(counted[line.id], line.form, pack) for line in lines if line.id in counted}
