"""How courses are rated: the scale, the days in which an answer may change, and the mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from elearn.plugin import lazy

SCALE: Mapping[int, str] = {
    5: lazy("Sangat baik"),
    4: lazy("Baik"),
    3: lazy("Cukup"),
    2: lazy("Kurang"),
    1: lazy("Sangat kurang"),
}
"""Stars and what they mean, best first."""

COMMENT_MAXIMUM = 1000
"""Characters of a comment: room for a paragraph, not for a letter of complaint that belongs elsewhere."""

CHANGE_DAYS = 14
"""Days in which an answer may be changed: long enough to have tried at work what was learned, short enough that the
results a trainer acted on stay what they were."""

INVITATION_DAYS = 30
"""Days after completion in which the start page invites: later it would be memory rather than experience, and a card
that never leaves is no longer read. The course's page invites without end."""


def change_ends(given_at: datetime) -> datetime:
    """The moment after which an answer stays as it is."""
    return given_at + timedelta(days=CHANGE_DAYS)


def mean_stars(counts: Mapping[int, int]) -> float:
    """The mean, 1.0 to 5.0, of `counts` (stars → how many gave them). Raises ZeroDivisionError without any answer."""
    return sum(stars * count for stars, count in counts.items()) / sum(counts.values())
