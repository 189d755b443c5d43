"""A core of its own for each web process, where there are enough processes for all cores."""

from __future__ import annotations

import fcntl
import os
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self


class Cores:
    """Seats for `workers` web processes, one on each core in turn; a process gives its seat back when it ends.

    The threads of a process wake each other several times a page. On one core that costs next to nothing; across two it
    is a third of the page. Where there are more cores than processes nobody is held: there the processes of others may
    be crowding the cores that these would choose.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._seats = TemporaryFile()  # noqa: SIM115  # open as long as the server runs; the processes inherit it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._seats.close()

    def settle(self) -> None:
        """Holds this process, a child of the one that made the seats, on the core of the first free one."""
        if not hasattr(os, "sched_setaffinity"):
            return
        cores = sorted(os.sched_getaffinity(0))
        if self._workers >= len(cores) > 1:
            os.sched_setaffinity(0, {cores[self._seat() % len(cores)]})

    def _seat(self) -> int:
        for seat in range(self._workers):
            try:
                fcntl.lockf(self._seats, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, seat)  # let go by the system at the end
            except BlockingIOError:
                continue
            return seat
        return 0
