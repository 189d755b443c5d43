"""The unit tree as plain values: what lies above what, and where it would turn in a circle."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def closure(parents: Mapping[int, int | None]) -> Iterator[tuple[int, int, int]]:
    """(ancestor, unit, distance) for every unit, itself included at distance 0. `parents` must hold no circle."""
    for unit in parents:
        above: int | None = unit
        distance = 0
        while above is not None:
            yield above, unit, distance
            above = parents[above]
            distance += 1


def circle(parents: Mapping[Node, Node | None]) -> tuple[Node, ...]:
    """The first circle in a tree, as it is met going up from one of its units; empty when there is none."""
    settled: set[Node] = set()
    for unit in parents:
        path: dict[Node, None] = {}
        above: Node | None = unit
        while above is not None and above not in settled:
            if above in path:
                steps = list(path)
                return tuple(steps[steps.index(above) :])
            path[above] = None
            above = parents.get(above)
        settled.update(path)
    return ()
