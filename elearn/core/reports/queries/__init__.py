"""Every SELECT of the reports."""

from __future__ import annotations

from .figures import HoursTally, Tally, hours_tallies, tallies
from .gaps import GapLine, PairLine, by_branch, by_competency, count_pairs, gaps_page, pairs_of, pairs_stream
from .hours import HoursLine, count_hours, count_short, hours_page, hours_stream, marks
from .people import CourseLine, PersonLine, count_people, count_rows, people_page, people_stream
from .units import UnitLine, children, tops, trail

__all__ = [
    "CourseLine",
    "GapLine",
    "HoursLine",
    "HoursTally",
    "PairLine",
    "PersonLine",
    "Tally",
    "UnitLine",
    "by_branch",
    "by_competency",
    "children",
    "count_hours",
    "count_pairs",
    "count_people",
    "count_rows",
    "count_short",
    "gaps_page",
    "hours_page",
    "hours_stream",
    "hours_tallies",
    "marks",
    "pairs_of",
    "pairs_stream",
    "people_page",
    "people_stream",
    "tallies",
    "tops",
    "trail",
]
