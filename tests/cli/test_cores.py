"""Web processes share the cores out among themselves."""

import multiprocessing
import os
from multiprocessing.connection import Connection

import pytest

from elearn.cli.cores import Cores

FORK = multiprocessing.get_context("fork")
ALL = os.sched_getaffinity(0)

needs_two = pytest.mark.skipif(len(ALL) < 2, reason="one core has nothing to share out")


class Seated:
    """A process that took a seat and holds it until it is told to go."""

    def __init__(self, cores: Cores) -> None:
        self._end, child = FORK.Pipe()
        self._process = FORK.Process(target=_sit, args=(cores, child))
        self._process.start()
        self.on: set[int] = self._end.recv()

    def go(self) -> None:
        self._end.send("go")
        self._process.join(timeout=10)


def _sit(cores: Cores, end: Connection) -> None:
    cores.settle()
    end.send(os.sched_getaffinity(0))
    end.recv()


@needs_two
def test_processes_take_a_core_each_and_a_follower_the_one_that_became_free() -> None:
    with Cores(len(ALL)) as cores:
        seated = [Seated(cores) for _ in ALL]
        assert sorted(core for one in seated for core in one.on) == sorted(ALL)

        seated[0].go()
        follower = Seated(cores)

        assert follower.on == seated[0].on
        for one in (*seated[1:], follower):
            one.go()


@needs_two
def test_fewer_processes_than_cores_are_not_held() -> None:
    with Cores(1) as cores:
        alone = Seated(cores)

        assert alone.on == ALL
        alone.go()
