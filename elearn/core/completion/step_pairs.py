"""Which step of one version is which of another, and where a learner's past lies after they moved: pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

_NUMBER = re.compile(r"^[0-9]+-")


class Named(Protocol):
    """A step: its kind (lesson or quiz) and its key, the name of its file."""

    @property
    def kind(self) -> str: ...

    @property
    def key(self) -> str: ...


def pairs(old: Sequence[Named], new: Sequence[Named]) -> dict[int, int]:
    """Place in `old` → place in `new` of the steps that are still there, both from 0.

    A step is the same when its kind and key are; else when they are but for the number at the beginning, which the
    outline exchanges, provided that no other step without a partner is called so.
    """
    places = {(step.kind, step.key): place for place, step in enumerate(new)}
    found = {here: places[step.kind, step.key] for here, step in enumerate(old) if (step.kind, step.key) in places}
    left, right = _alone(old, found.keys()), _alone(new, set(found.values()))
    return found | {left[name]: right[name] for name in left.keys() & right.keys()}


def _alone(steps: Sequence[Named], taken: Collection[int]) -> dict[tuple[str, str], int]:
    """Name without number → place, of the steps without a partner whose name no other of them has."""
    free = [(place, (step.kind, _NUMBER.sub("", step.key))) for place, step in enumerate(steps) if place not in taken]
    times = Counter(name for _, name in free)
    return {name: place for place, name in free if times[name] == 1}


def follow(step_id: int, moves: Sequence[Mapping[int, int]], own: Collection[int]) -> int:
    """The step of the learner's version (ids `own`) that an event about `step_id` counts for.

    `moves` are the learner's, oldest first; a step that was removed keeps its id, which then counts for nothing.
    """
    if step_id in own:
        return step_id
    for steps in moves:
        step_id = steps.get(step_id, step_id)
    return step_id
