"""`elearn serve`: one command from an empty folder to a running service."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from elearn.app import create_app, open_house
from elearn.config import Settings

from . import demo
from .cores import Cores
from .door import Door, fail, pass_door
from .first_start import publish_shipped

THREADS = 16
"""Of a web process: as many slow senders are waited for at once, while the requests that are whole take turns."""

LAST_WORDS = 5
"""Seconds a process has to finish what it is at once it is told to end; a stalled upload would never finish."""

BREATH = 1
"""Seconds before a job worker that ended is followed by another, which may end at once again."""

FORK = multiprocessing.get_context("fork")


@click.command("serve", help="Jalankan elearn di alamat ELEARN_HOST:ELEARN_PORT (bawaan http://127.0.0.1:8000).")
@click.option("--demo", "with_demo", is_flag=True, help="Muat dahulu instansi contoh, lalu cetak akun untuk masuk.")
@pass_door
def command(door: Door, with_demo: bool) -> None:
    """Upgrades the database, publishes the shipped courses when there are none, and serves until stopped."""
    settings = door.settings
    refuse_unusable_address(settings)
    publish_shipped(door)
    if with_demo:
        click.echo(demo.describe(demo.load(door)))
    settings.secret()  # made before the workers need it: a folder that cannot be written is one sentence here
    click.echo(f"elearn siap di {settings.address} (hentikan dengan Ctrl+C)")
    door.house.close()  # the processes below open connections of their own
    with job_worker(settings), Cores(settings.workers) as cores:
        server(settings).serve(target_loader=partial(web_app, cores), wrap_loader=False)


def server(settings: Settings) -> AbstractServer[Any]:
    """granian: its workers are forked from this process, which has loaded everything and has no thread of its own."""
    multiprocessing.set_start_method("fork", force=True)
    return Granian(
        "elearn:create_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_WORDS,
    )


def web_app(cores: Cores) -> Flask:
    """What a web worker loads."""
    end_with_parent()
    cores.settle()
    return create_app()


@contextmanager
def job_worker(settings: Settings) -> Iterator[None]:
    """Runs the job queue beside the web workers while the block runs, unless the setting says no."""
    if not settings.worker_thread:
        yield
        return
    keeper = FORK.Process(target=keep_working, args=(settings,))
    keeper.start()
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join(timeout=10)


def keep_working(settings: Settings) -> None:
    """Runs the job worker, and another one whenever it ends: jobs must not stand still because one took all memory."""
    parent = multiprocessing.parent_process()
    _end_at_once_when_told()
    while True:
        worker = FORK.Process(target=work_off, args=(settings,))
        worker.start()
        connection.wait([worker.sentinel, *([parent.sentinel] if parent else [])])
        if parent is None or not parent.is_alive():
            os._exit(0)  # the worker follows
        time.sleep(BREATH)


def work_off(settings: Settings) -> None:
    """What the job worker does until it is told to stop; it stops at once, for an unfinished job is taken up again."""
    end_with_parent()
    open_house(settings).queue.consumer().start()
    _end_at_once_when_told()
    while True:
        signal.pause()


def _end_at_once_when_told() -> None:
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: os._exit(0))


def end_with_parent() -> None:
    """Lets this forked process end soon after its parent, even one that was killed without a word.

    Called by the main thread, which is then told to end as if by SIGTERM.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent, threading.get_ident()), daemon=True).start()


def _follow(parent: BaseProcess, main: int) -> None:
    parent.join()
    signal.pthread_kill(main, signal.SIGTERM)
    time.sleep(LAST_WORDS)
    os._exit(1)


def refuse_unusable_address(settings: Settings) -> None:
    """Ends with one sentence when another program listens there, or when this machine has no such address."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                fail(
                    f"elearn tidak dapat dibuka di {settings.host} port {settings.port} ({error.strerror}). "
                    "Periksa ELEARN_HOST dan ELEARN_PORT."
                )
            fail(
                f"Port {settings.port} di {settings.host} sedang dipakai program lain. "
                f"Hentikan program itu, atau pilih port lain: ELEARN_PORT={settings.port + 1} make run"
            )
