"""`elearn serve` as a real process: it ends whole, however it is told to, and says in one sentence why it cannot begin."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from elearn.cli.door import Door
from elearn.cli.main import root
from elearn.config import Settings
from elearn.hooks.house import House

from ..conftest import ONE_COURSE, started

FEW = 10
"""Seconds within which every process has ended; one that is waiting for a stalled request has half of them."""

HALF = b"POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 999\r\n\r\nnip="


class Served:
    """A running house: two web workers, a job worker and their parent, which all hold one pipe open."""

    def __init__(self, address: str, parent: subprocess.Popen[bytes], pipe: int) -> None:
        self.place = urlsplit(address).netloc.split(":")
        self.parent = parent
        self.pipe = pipe

    def all_end_within(self, seconds: float) -> bool:
        """Whether the last process has let go of the pipe."""
        return bool(select.select([self.pipe], [], [], seconds)[0])


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    ours, theirs = os.pipe()
    with started(folder, {"ELEARN_WORKERS": "2", **ONE_COURSE}, held=(theirs,)) as (address, parent):
        os.close(theirs)
        end = time.monotonic() + 4 * FEW
        while not all_are_up(parent.pid) and time.monotonic() < end:
            time.sleep(0.1)
        yield Served(address, parent, ours)
    os.close(ours)


@pytest.mark.parametrize("stalled", [False, True])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_first(tmp_path: Path, told: signal.Signals, stalled: bool) -> None:
    with serving(tmp_path) as served, socket.socket() as sender:
        if stalled:
            sender.connect((served.place[0], int(served.place[1])))
            sender.sendall(HALF)
            time.sleep(0.2)
        tell = os.killpg if told is signal.SIGINT else os.kill  # Ctrl+C reaches every process of a terminal
        tell(served.parent.pid, told)

        assert served.all_end_within(FEW)
        assert served.parent.wait(timeout=FEW) == (-signal.SIGKILL if told is signal.SIGKILL else 0)


def test_killed_job_worker_is_followed_by_another(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        (first,) = grandchildren(served.parent.pid)
        os.kill(first, signal.SIGKILL)

        end = time.monotonic() + FEW
        while (found := grandchildren(served.parent.pid)) in ([], [first]) and time.monotonic() < end:
            time.sleep(0.1)
        assert len(found) == 1
        assert found != [first]


def test_processes_share_no_open_database(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        open_files = [str(entry.readlink()) for entry in Path(f"/proc/{served.parent.pid}/fd").iterdir()]

    assert [name for name in open_files if ".sqlite3" in name] == []


def all_are_up(parent: int) -> bool:
    """Whether both web workers and the job worker are past their start: by then each has threads beside its own two."""
    workers = (*children(parent), *grandchildren(parent))
    return sum(len(list(Path(f"/proc/{pid}/task").iterdir())) > 2 for pid in workers) == 3


def grandchildren(parent: int) -> list[int]:
    """The job worker, whose keeper is the only child of `elearn serve` that has one."""
    return [lowest for child in children(parent) for lowest in children(child)]


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def test_taken_port_is_one_sentence(house: House) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert sentence(house, port=port) == (
            f"Port {port} di 127.0.0.1 sedang dipakai program lain. "
            f"Hentikan program itu, atau pilih port lain: ELEARN_PORT={port + 1} make run\n"
        )


def test_address_of_another_machine_is_one_sentence(house: House) -> None:
    said = sentence(house, host="203.0.113.7")

    assert said.startswith("elearn tidak dapat dibuka di 203.0.113.7 port 8000 (")
    assert said.endswith("). Periksa ELEARN_HOST dan ELEARN_PORT.\n")


def sentence(house: House, *, host: str = "127.0.0.1", port: int = 8000) -> str:
    """What `elearn serve` says on standard error before it ends with status 1."""
    door = Door(house)
    door.__dict__["settings"] = Settings(home=house.settings.home, host=host, port=port)
    said = CliRunner().invoke(root, ["serve"], obj=door)
    assert said.exit_code == 1
    return said.stderr
