"""Pure rules about courses: which prerequisites lead back to where they began."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def cycle_through(course: str, needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The shortest way from `course` along prerequisites back to itself (both ends named); () when there is none."""
    reached: dict[str, str] = {}
    waiting = [course]
    for here in waiting:  # grows while it is walked
        for need in needs.get(here, ()):
            if need == course:
                return (*_way(here, course, reached), course)
            if need not in reached:
                reached[need] = here
                waiting.append(need)
    return ()


def _way(end: str, start: str, reached: Mapping[str, str]) -> list[str]:
    way = [end]
    while way[0] != start:
        way.insert(0, reached[way[0]])
    return way
