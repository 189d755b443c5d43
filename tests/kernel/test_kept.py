"""Facts that never change are read once, unless a rollback could take them back."""

from __future__ import annotations

from collections.abc import Callable

from elearn.hooks.house import House
from elearn.kernel.kept import Kept


def reader(asked: list[list[int]]) -> Callable[[list[int]], dict[int, str]]:
    def read(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: f"fact {key}" for key in keys}

    return read


def test_only_what_is_missing_is_read() -> None:
    kept, asked = Kept(), list[list[int]]()

    kept.find("step", [1, 2], reader(asked), is_committed=True)
    found = kept.find("step", [2, 3], reader(asked), is_committed=True)

    assert (found, asked) == ({2: "fact 2", 3: "fact 3"}, [[1, 2], [3]])


def test_kinds_do_not_mix() -> None:
    kept, asked = Kept(), list[list[int]]()

    kept.find("step", [1], reader(asked), is_committed=True)
    kept.find("line", [1], reader(asked), is_committed=True)

    assert asked == [[1], [1]]


def test_the_longest_unused_is_let_go() -> None:
    kept, asked = Kept(size=2), list[list[int]]()

    for key in (1, 2, 1, 3, 1, 2):
        kept.find("step", [key], reader(asked), is_committed=True)

    assert asked == [[1], [2], [3], [2]]


def test_writing_work_keeps_nothing_it_read(house: House) -> None:
    asked = list[list[int]]()
    with house.work(write=True) as work:
        work.keep("step", [1], reader(asked))
    with house.work(write=False) as work:
        work.keep("step", [1], reader(asked))
    with house.work(write=True) as work:
        work.keep("step", [1], reader(asked))

    assert asked == [[1], [1]]


def test_reading_work_begins_anew_after_its_end(house: House) -> None:
    with house.work(write=False) as work:
        before = work.connection
        work.close()

        assert (before.closed, work.connection.closed) == (True, False)
