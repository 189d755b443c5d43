"""The scale, and the days in which an answer may change."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ..rules import SCALE, change_ends, mean_stars


def test_answer_may_change_for_fourteen_days() -> None:
    assert change_ends(datetime(2026, 11, 22, 9, tzinfo=UTC)) == datetime(2026, 12, 6, 9, tzinfo=UTC)


def test_mean_weighs_stars_by_how_many_gave_them() -> None:
    assert mean_stars({5: 3, 4: 1, 1: 1}) == 4.0


@given(st.dictionaries(st.sampled_from(sorted(SCALE)), st.integers(1, 1000), min_size=1))
def test_mean_lies_between_the_lowest_and_the_highest_rating(counts: dict[int, int]) -> None:
    assert min(counts) <= mean_stars(counts) <= max(counts)
