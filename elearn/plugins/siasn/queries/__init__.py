"""Every SELECT of the room: career entries as SIASN would take them, and what became of them there."""

from __future__ import annotations

from .line import Line, Unknown
from .lines import (
    count_lines,
    count_results,
    count_states,
    count_unknown,
    find_line,
    line_of,
    page_of_lines,
    stream_lines,
    years,
)
from .records import (
    families,
    forget_check,
    hold_record,
    holder_of,
    people_wanted,
    record_of,
    record_of_superseded,
    taken_ids,
)

__all__ = [
    "Line",
    "Unknown",
    "count_lines",
    "count_results",
    "count_states",
    "count_unknown",
    "families",
    "find_line",
    "forget_check",
    "hold_record",
    "holder_of",
    "line_of",
    "page_of_lines",
    "people_wanted",
    "record_of",
    "record_of_superseded",
    "stream_lines",
    "taken_ids",
    "years",
]
