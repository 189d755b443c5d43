"""How an officer's token goes from the process that was given it to the worker: from memory to memory, never to disk.

Whoever asks for a job that needs the token offers it under the job's number at a local socket; the job takes it from
there. Both prove that they know the house's secret first, and the offer ends with the job or after LONGEST. Nobody is
listened to for longer than PATIENCE, and each in a thread of their own: a stranger who says nothing keeps nobody waiting.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from pathlib import Path
from socket import AF_UNIX, SHUT_RDWR, SOCK_STREAM, socket
from threading import Event, Thread, Timer
from typing import Final

from elearn.config import Settings

log = logging.getLogger(__name__)

LONGEST: Final = 3600.0
"""Seconds an offer stands: a job that found the worker busy is begun in this time, or asked for again."""

PATIENCE: Final = 5.0
"""Seconds that anybody at the other end has to say all they have to say."""

_TAKE, _END = b"take", b"end"
_BACKLOG: Final = 64
_MOST_BYTES: Final = 32_768


class Offer:
    """A token held ready for one job until `end`."""

    def __init__(self, settings: Settings, job_id: int, token: str, *, seconds: float = LONGEST) -> None:
        self._address, self._key = _place(settings, job_id)
        self._token = token
        self._over = Event()
        self._listener = socket(AF_UNIX, SOCK_STREAM)
        self._listener.bind(self._address)
        self._listener.listen(_BACKLOG)
        self._timer = Timer(seconds, self.end)
        self._timer.daemon = True
        self._timer.start()
        self._thread = Thread(target=self._serve, name="siasn-sitting", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Forgets the token and gives the place free: after this the same job can be offered a token again."""
        self._forget()
        with suppress(OSError), closing(socket(AF_UNIX, SOCK_STREAM)) as knock:
            knock.settimeout(PATIENCE)
            knock.connect(self._address)  # wakes the thread that waits for somebody to come
        self._thread.join(PATIENCE)

    def _forget(self) -> None:
        self._over.set()
        self._token = ""
        self._timer.cancel()

    def _serve(self) -> None:
        with closing(self._listener):
            while not self._over.is_set():
                caller, _ = self._listener.accept()
                Thread(target=self._meet, args=(caller,), name="siasn-caller", daemon=True).start()
        if not self._address.startswith("\0"):
            Path(self._address).unlink(missing_ok=True)

    def _meet(self, caller: socket) -> None:
        """Answers one caller who proves to be of this house."""
        try:
            with _bounded(caller) as line:
                deliver_challenge(line, self._key)
                answer_challenge(line, self._key)
                wish = line.recv_bytes(_MOST_BYTES)
                if wish == _END:
                    self._forget()
                line.send_bytes(self._token.encode())
        except (OSError, AuthenticationError, EOFError):
            if not self._over.is_set():
                log.warning("somebody asked for a sitting's token and could not prove to be of this house")
            return
        if wish == _END:
            self.end()


def take(settings: Settings, job_id: int) -> str:
    """The token that was offered for a job; "" when nobody offers one (any more)."""
    return _call(*_place(settings, job_id), _TAKE)


def finish(settings: Settings, job_id: int) -> None:
    """Says that the job is over, so that the token is forgotten where it was given."""
    _call(*_place(settings, job_id), _END)


def _call(address: str, key: bytes, wish: bytes) -> str:
    try:
        with closing(socket(AF_UNIX, SOCK_STREAM)) as there:
            there.settimeout(PATIENCE)
            there.connect(address)
            there.settimeout(None)
            with _bounded(there) as line:
                answer_challenge(line, key)
                deliver_challenge(line, key)
                line.send_bytes(wish)
                return line.recv_bytes(_MOST_BYTES).decode()
    except (OSError, AuthenticationError, EOFError):
        return ""


@contextmanager
def _bounded(there: socket) -> Iterator[Connection]:
    """Speaks over a socket that is hung up after PATIENCE, whatever the other end does or does not say."""
    timer = Timer(PATIENCE, _hang_up, (there,))
    timer.daemon = True
    with closing(there), Connection(os.dup(there.fileno())) as line:
        timer.start()
        try:
            yield line
        finally:
            timer.cancel()


def _hang_up(there: socket) -> None:
    with suppress(OSError):
        there.shutdown(SHUT_RDWR)


def _place(settings: Settings, job_id: int) -> tuple[str, bytes]:
    """The socket's name and the key to it. On Linux the name is no file; elsewhere it lies in the temporary folder."""
    secret = settings.secret().encode()
    name = hmac.new(secret, f"siasn-sitting-{job_id}-{settings.database}".encode(), hashlib.sha256).hexdigest()
    key = hmac.new(secret, f"siasn-key-{job_id}".encode(), hashlib.sha256).digest()
    folder = "\0" if sys.platform == "linux" else f"{Path(tempfile.gettempdir())}/"
    return f"{folder}elearn-{name[:24]}", key
