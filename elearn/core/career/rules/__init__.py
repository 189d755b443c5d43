"""Pure rules of the record: a year against the law, what an entry counts, and which evidence came twice."""

from __future__ import annotations

from .counting import Counted, Line, Reason, Why, count_year
from .duplicates import Known, Match, duplicates_of, number_key
from .packs import CONVERSION, EVERY, EVIDENCE, PER, FormRule, Pack, pack_for
from .yearly import (
    CEILING,
    FIRST_RULES,
    FLOOR,
    MINUTES_PER_JP,
    JpRuleLine,
    JpStanding,
    in_force,
    jp_of,
    minutes_of,
    standing,
)

__all__ = [
    "CEILING",
    "CONVERSION",
    "EVERY",
    "EVIDENCE",
    "FIRST_RULES",
    "FLOOR",
    "MINUTES_PER_JP",
    "PER",
    "Counted",
    "FormRule",
    "JpRuleLine",
    "JpStanding",
    "Known",
    "Line",
    "Match",
    "Pack",
    "Reason",
    "Why",
    "count_year",
    "duplicates_of",
    "in_force",
    "jp_of",
    "minutes_of",
    "number_key",
    "pack_for",
    "standing",
]
