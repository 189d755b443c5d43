"""`elearn serve`: one command from an empty folder to a running service."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from elearn.app import open_house
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
    door.house.database.close()  # the processes below open connections of their own
    with job_worker(settings):
        server(settings).serve()


def server(settings: Settings) -> AbstractServer[Any]:
    """granian: its workers are forked from this process, which has loaded everything and has no thread of its own."""
    multiprocessing.set_start_method("fork", force=True)
    return Granian(
        "elearn:create_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=1,  # threads would take turns at the interpreter's lock; processes do not (docs/decisions/0003)
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    )


@contextmanager
def job_worker(settings: Settings) -> Iterator[None]:
    """Runs the job queue beside the web workers while the block runs, unless the setting says no."""
    if not settings.worker_thread:
        yield
        return
    worker = multiprocessing.get_context("fork").Process(target=work_off, args=(settings,), daemon=True)
    worker.start()
    try:
        yield
    finally:
        worker.terminate()
        worker.join(timeout=10)


def work_off(settings: Settings) -> None:
    """What the job worker does until it is told to stop; it stops at once, for an unfinished job is taken up again."""
    open_house(settings).queue.consumer().start()
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: os._exit(0))
    while True:
        signal.pause()


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
