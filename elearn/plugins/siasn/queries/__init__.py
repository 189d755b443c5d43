"""Every SELECT of the room: career entries as SIASN would take them, and what became of them there."""

from __future__ import annotations

from .line import Line
from .lines import count_lines, count_results, count_states, find_line, line_of, page_of_lines, stream_lines, years
from .records import hold_record, holder_of, people_wanted, record_of, taken_ids

__all__ = [
    "Line",
    "count_lines",
    "count_results",
    "count_states",
    "find_line",
    "hold_record",
    "holder_of",
    "line_of",
    "page_of_lines",
    "people_wanted",
    "record_of",
    "stream_lines",
    "taken_ids",
    "years",
]
