"""A throwaway PostgreSQL cluster from the installed server binaries, for tests and benchmarks; never run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=128MB")
"""Tests may lose data on a crash of the machine, and want to be quick."""


def server_binaries() -> Path | None:
    """The folder of `initdb` and `postgres`; None when no server is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def throwaway_cluster(*, options: tuple[str, ...] = FAST) -> Iterator[str]:
    """Starts a cluster in a temporary folder and yields its address, `postgresql://…/postgres`.

    Raises FileNotFoundError when no server is installed.
    """
    binaries = server_binaries()
    if binaries is None:
        raise FileNotFoundError("no PostgreSQL server binaries")
    folder = Path(tempfile.mkdtemp(prefix="elearn-pg-"))
    try:
        with _started(Cluster(binaries, folder, _owner(folder)), options) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the programs and the files are, and the unprivileged user they run as."""

    binaries: Path
    folder: Path
    owner: str | None

    def run(self, program: str, *arguments: object) -> None:
        """Runs one of the server's programs on the cluster's folder."""
        command = [self.binaries / program, "-D", self.folder / "cluster", *arguments]
        nothing = subprocess.DEVNULL
        subprocess.run(
            list(map(str, command)), check=True, user=self.owner, cwd="/", stdin=nothing, stdout=nothing, stderr=nothing
        )


@contextmanager
def _started(cluster: Cluster, options: tuple[str, ...]) -> Iterator[str]:
    cluster.run("initdb", "-U", "elearn", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    port = _free_port()
    settings = " ".join(f"-c {option}" for option in options)
    where = f"-p {port} -k {cluster.folder} -h 127.0.0.1 {settings}"
    cluster.run("pg_ctl", "-w", "-l", cluster.folder / "log", "-o", where, "start")
    try:
        yield f"postgresql://elearn@127.0.0.1:{port}/postgres"
    finally:
        cluster.run("pg_ctl", "-m", "immediate", "stop")


def _owner(folder: Path) -> str | None:
    """The unprivileged user to run as when we are root (the server refuses root)."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    owner = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, owner)
    return owner


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
