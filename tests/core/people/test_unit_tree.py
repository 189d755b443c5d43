"""The unit tree as plain values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.rules import circle, closure


@st.composite
def trees(draw: st.DrawFn) -> dict[int, int | None]:
    """Unit → parent, without a circle: a parent's number is always smaller."""
    size = draw(st.integers(1, 12))
    return {unit: draw(st.none() | st.integers(1, unit - 1)) if unit > 1 else None for unit in range(1, size + 1)}


def test_closure_of_a_branch_has_every_pair_with_its_distance() -> None:
    assert sorted(closure({1: None, 2: 1, 3: 2})) == [(1, 1, 0), (1, 2, 1), (1, 3, 2), (2, 2, 0), (2, 3, 1), (3, 3, 0)]


@given(trees())
def test_closure_joins_each_unit_to_its_parents_line(tree: dict[int, int | None]) -> None:
    lines = list(closure(tree))

    for unit, parent in tree.items():
        above = {(ancestor, distance) for ancestor, child, distance in lines if child == unit}
        parents = {(ancestor, distance + 1) for ancestor, child, distance in lines if child == parent}
        assert above == {(unit, 0)} | parents


@given(trees())
def test_circle_of_a_tree_is_empty(tree: dict[int, int | None]) -> None:
    assert circle(tree) == ()


@given(trees(), st.data())
def test_circle_is_found_when_a_root_hangs_below_itself(tree: dict[int, int | None], data: st.DataObject) -> None:
    below = data.draw(st.sampled_from([unit for ancestor, unit, _ in closure(tree) if ancestor == 1]))

    around = circle({**tree, 1: below})

    assert {1, below} <= set(around)
    assert all({**tree, 1: below}[one] == above for one, above in zip(around, (*around[1:], around[0]), strict=True))
