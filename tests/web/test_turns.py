"""Turns of a web process: slow senders and waiting writers keep no reader waiting, over real HTTP."""

from __future__ import annotations

import http.client
import io
import sqlite3
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from elearn.web.turns import PATIENCE, receive

from ..conftest import ONE_COURSE

Serve = Callable[..., AbstractContextManager[str]]

ONE_PROCESS = {"ELEARN_WORKERS": "1", "ELEARN_WORKER_THREAD": "0", **ONE_COURSE}


def answers(address: str) -> int:
    with urllib.request.urlopen(f"{address}/masuk", timeout=5) as answer:
        return int(answer.status)


def test_stalled_senders_keep_nobody_waiting(tmp_path: Path, serve: Serve) -> None:
    with serve(tmp_path, ONE_PROCESS) as address:
        stalled = [http.client.HTTPConnection(urlsplit(address).netloc) for _ in range(6)]
        for connection in stalled:
            connection.putrequest("POST", "/masuk")
            connection.putheader("Content-Length", "1000")
            connection.endheaders(b"nip=")

        assert answers(address) == 200
        for connection in stalled:
            connection.close()


def test_waiting_writers_keep_no_reader_waiting(tmp_path: Path, serve: Serve) -> None:
    with serve(tmp_path, ONE_PROCESS) as address:
        with closing(sqlite3.connect(tmp_path / "served" / "elearn.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            writer = http.client.HTTPConnection(urlsplit(address).netloc)
            writer.request("POST", "/masuk", "nip=1", {"Content-Type": "application/x-www-form-urlencoded"})

            assert answers(address) == 200
            other.execute("ROLLBACK")
        assert writer.getresponse().status in (400, 422)
        writer.close()


@pytest.mark.parametrize(
    ("said", "sent", "length", "kept"),
    [
        ("5", b"abcde", "5", b"abcde"),
        ("5", b"abc", "5", b"abc"),  # it broke off: its length says so
        (None, b"abcde", "5", b"abcde"),
        ("12", b"x" * 12, "12", b""),  # too large: read to its end, and refused by its length
        (None, b"x" * 12, "12", b""),
        (str(10 * PATIENCE + 1), b"abc", str(10 * PATIENCE + 1), b""),  # absurd: not read at all
    ],
)
def test_body_is_taken_in(said: str | None, sent: bytes, length: str, kept: bytes) -> None:
    environ: dict[str, Any] = {"wsgi.input": io.BytesIO(sent), "wsgi.input_terminated": True}
    environ |= {"HTTP_TRANSFER_ENCODING": "chunked"} if said is None else {"CONTENT_LENGTH": said}

    receive(environ, 10)

    with closing(environ["wsgi.input"]) as body:
        assert (environ["CONTENT_LENGTH"], body.read()) == (length, kept)


class Broken(io.RawIOBase):
    """A body that cannot be kept."""

    def read(self, size: int = -1) -> bytes:
        raise OSError(28, "no space left")


def test_body_without_room_raises_when_the_app_reads_it() -> None:
    environ: dict[str, Any] = {"wsgi.input": Broken(), "CONTENT_LENGTH": "5"}

    receive(environ, 10)

    with pytest.raises(OSError, match="no space left"):
        environ["wsgi.input"].read(5)
