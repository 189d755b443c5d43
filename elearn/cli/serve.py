"""`elearn serve`: one command from an empty folder to a running service."""

from __future__ import annotations

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from elearn.config import Settings

from . import demo
from .door import Door, fail, pass_door
from .first_start import publish_shipped


@click.command("serve", help="Jalankan elearn di alamat ELEARN_HOST:ELEARN_PORT (bawaan http://127.0.0.1:8000).")
@click.option("--demo", "with_demo", is_flag=True, help="Muat dahulu instansi contoh, lalu cetak akun untuk masuk.")
@pass_door
def command(door: Door, with_demo: bool) -> None:
    """Upgrades the database, publishes the shipped courses when there are none, and serves until stopped."""
    settings = door.settings
    refuse_taken_port(settings)
    publish_shipped(door)
    if with_demo:
        click.echo(demo.describe(demo.load(door)))
    click.echo(f"elearn siap di {settings.address} (hentikan dengan Ctrl+C)")
    house = door.house
    with worker_thread(door):
        house.database.close()  # the worker processes open their own connections
        server(settings).serve()


def server(settings: Settings) -> AbstractServer[Any]:
    """granian: workers are fresh processes (`spawn`), because this one has a worker thread that must not be forked."""
    multiprocessing.set_start_method("spawn", force=True)
    return Granian(
        "elearn:create_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )


@contextmanager
def worker_thread(door: Door) -> Iterator[None]:
    """Runs the job queue in threads of this process while the block runs, unless the setting says no."""
    if not door.settings.worker_thread:
        yield
        return
    consumer = door.house.queue.consumer()
    consumer.start()
    try:
        yield
    finally:
        consumer.stop(graceful=True)


def refuse_taken_port(settings: Settings) -> None:
    """Ends with one sentence when another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            fail(
                f"Port {settings.port} di {settings.host} sedang dipakai program lain. "
                f"Hentikan program itu, atau pilih port lain: ELEARN_PORT={settings.port + 1} make run"
            )
