"""Threads of a web process wait for slow senders side by side, and compute one after the other."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import closing
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 4
"""A body of so many times the largest allowed is still read to its end; of a larger one the line may break."""

PIECE = 64_000
"""Bytes read at once."""

IN_MEMORY = 1_000_000
"""Bytes of a body that are kept without a file."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Turns:
    """WSGI: takes in a request's whole body, then lets one reading and one writing request at a time into the app.

    Threads that compute together hand the interpreter's lock to each other at every statement, which makes a page half
    as dear again. Writers have a turn of their own: they may wait for the database's lock, and no reader should.
    """

    def __init__(self, app: WSGIApplication, most: int) -> None:
        """`most` is the largest body the app takes, in bytes."""
        self._app = app
        self._most = most
        self._reading, self._writing = Lock(), Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        turn = self._reading if environ["REQUEST_METHOD"] in READING else self._writing
        if not environ.get("CONTENT_LENGTH") and "HTTP_TRANSFER_ENCODING" not in environ:
            with turn:
                return self._app(environ, start_response)
        receive(environ, self._most)
        with turn, closing(environ["wsgi.input"]):
            return self._app(environ, start_response)


def receive(environ: WSGIEnvironment, most: int) -> None:
    """Puts a body that has arrived whole in the place of one that is still sent.

    Of a body of more than `most` bytes its length is enough: the app refuses it by that. It is read to its end all the
    same, for who is still sending when the line closes never sees the answer.
    """
    said = environ.get("CONTENT_LENGTH", "")
    limit = PATIENCE * most
    length = int(said) if said.isdecimal() else limit if environ.get("wsgi.input_terminated") else 0
    if length > limit:
        environ["wsgi.input"] = io.BytesIO()
        return
    try:
        environ["wsgi.input"], size = _received(environ["wsgi.input"], length, most)
    except OSError as error:  # no room for it: the app, which reads it, says so
        environ["wsgi.input"], size = Unkept(error), 0
    environ["CONTENT_LENGTH"] = said or str(size)  # a body that broke off stays shorter than it said, and is refused
    environ.pop("HTTP_TRANSFER_ENCODING", None)


def _received(sent: IO[bytes], length: int, most: int) -> tuple[IO[bytes], int]:
    """A file of what was sent, and how many bytes that were; a file of no more than `most`. Raises OSError."""
    kept, size = SpooledTemporaryFile(IN_MEMORY), 0  # noqa: SIM115  # closed after the request's turn
    try:
        while size < length and (piece := sent.read(min(PIECE, length - size))):
            size += len(piece)
            if size <= most:
                kept.write(piece)
        kept.seek(0)
    except OSError:
        kept.close()
        raise
    return kept, size


class Unkept(io.RawIOBase):
    """A body for which there was no room."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise self._error
