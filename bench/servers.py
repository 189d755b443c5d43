"""Servers in processes of their own, and what they cost in CPU time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .load import Outcome, fire, get

WORKERS, THREADS = 2, 1
"""Of every server measured here: web processes as `elearn serve` has them by default, each with more threads of which one computes; a yardstick is at its quickest with one thread."""

TICK = os.sysconf("SC_CLK_TCK")
"""Ticks a second in /proc."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on a loopback port; `started_in` seconds after its process began."""

    port: int
    pid: int
    started_in: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Seconds of CPU that the process and all below it have used."""
        return sum(_cpu(pid) for pid in _family(self.pid))


@contextmanager
def elearn(home: Path, database_url: str) -> Iterator[Server]:
    """`elearn serve`, as people start it, without its worker thread."""
    port = _free_port()
    settings = {"HOME": home, "DATABASE_URL": database_url, "PORT": port, "WORKERS": WORKERS, "WORKER_THREAD": 0}
    named = {f"ELEARN_{name}": str(value) for name, value in settings.items()}
    with _running([sys.executable, "-m", "elearn.cli", "serve"], named, port, "/sehat") as server:
        yield server


@contextmanager
def yardstick(name: str, database_url: str) -> Iterator[Server]:
    """One of bench/yardsticks.py behind the same server with the same settings."""
    port = _free_port()
    options = (
        f"--interface wsgi --factory --workers {WORKERS} --blocking-threads {THREADS} --log-level warning --port {port}"
    )
    command = [sys.executable, "-m", "granian", *options.split(), f"bench.yardsticks:{name}"]
    with _running(command, {"BENCH_DATABASE": database_url}, port, "/") as server:
        yield server


@contextmanager
def _running(command: Sequence[str], settings: Mapping[str, str], port: int, ready: str) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port, ready, process)
        yield Server(port, process.pid, time.perf_counter() - begun)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when `path` answers 200. Raises RuntimeError when the process ends, or after a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if fire(port, [iter([get(path)])], seconds=1).answers:
                return
        except ConnectionError:
            time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} does not answer")


def spent(
    server: Server, streams: Sequence[Iterator[bytes]], *, seconds: float, status: int = 200
) -> tuple[Outcome, float]:
    """A run of load, and the server's CPU milliseconds an answer."""
    before = server.cpu()
    outcome = fire(server.port, streams, seconds=seconds, status=status)
    return outcome, (server.cpu() - before) * 1000 / max(outcome.answers, 1)


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = _stat(int(entry.name))
            if stat:
                parents[int(entry.name)] = int(stat[1])
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _cpu(pid: int) -> float:
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) / TICK if stat else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on; nothing for a process that is gone."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
