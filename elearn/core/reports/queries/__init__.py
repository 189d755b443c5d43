"""Every SELECT of the reports."""

from __future__ import annotations

from .figures import HoursTally, Tally, hours_tallies, tallies
from .hours import HoursLine, count_hours, count_short, hours_page, hours_stream, marks
from .people import CourseLine, PersonLine, count_people, count_rows, people_page, people_stream
from .units import UnitLine, children, tops, trail

__all__ = [
    "CourseLine",
    "HoursLine",
    "HoursTally",
    "PersonLine",
    "Tally",
    "UnitLine",
    "children",
    "count_hours",
    "count_people",
    "count_rows",
    "count_short",
    "hours_page",
    "hours_stream",
    "hours_tallies",
    "marks",
    "people_page",
    "people_stream",
    "tallies",
    "tops",
    "trail",
]
