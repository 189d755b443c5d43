"""Which prerequisites lead back to where they began."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.rules import cycle_through

NAMES = st.sampled_from("abcde")


@pytest.mark.parametrize(
    ("needs", "way"),
    [
        ({}, ()),
        ({"a": ["b"], "b": ["c"]}, ()),
        ({"a": ["b"], "b": ["a"]}, ("a", "b", "a")),
        ({"a": ["x", "b"], "b": ["c"], "c": ["a"]}, ("a", "b", "c", "a")),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ()),
        ({"a": ["a"]}, ("a", "a")),
    ],
)
def test_cycle_through_finds_the_way_back(needs: Mapping[str, list[str]], way: tuple[str, ...]) -> None:
    assert cycle_through("a", needs) == way


@given(st.dictionaries(NAMES, st.lists(NAMES)))
def test_each_stage_of_a_cycle_needs_the_next(needs: dict[str, list[str]]) -> None:
    way = cycle_through("a", needs)

    assert all(later in needs[earlier] for earlier, later in pairwise(way))
