"""How an officer's token goes from the process that was given it to the worker: from memory to memory, never to disk.

Whoever asks for a job that needs the token offers it under the job's number at a local socket; the job takes it from
there. Both prove that they know the house's secret first, and the offer ends with the job or after LONGEST.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import sys
import tempfile
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Thread, Timer
from typing import Final

from elearn.config import Settings

log = logging.getLogger(__name__)

LONGEST: Final = 3600.0
"""Seconds an offer stands: a job that found the worker busy is begun in this time, or asked for again."""

FAREWELL: Final = 5.0
"""Seconds to wait until the place is free, should somebody hold the line and say nothing."""

_TAKE, _END = b"take", b"end"


class Offer:
    """A token held ready for one job until `end`."""

    def __init__(self, settings: Settings, job_id: int, token: str, *, seconds: float = LONGEST) -> None:
        self._address, self._key = _place(settings, job_id)
        self._token = token
        self._listener = Listener(self._address, "AF_UNIX", authkey=self._key)
        self._is_over = False
        self._timer = Timer(seconds, self.end)
        self._timer.daemon = True
        self._timer.start()
        self._thread = Thread(target=self._serve, name="siasn-sitting", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Forgets the token and gives the place free: after this the same job can be offered a token again."""
        if not self._is_over:
            self._is_over, self._token = True, ""
            self._timer.cancel()
            _call(self._address, self._key, _END)  # wakes the thread that waits for somebody to come
        self._thread.join(FAREWELL)

    def _serve(self) -> None:
        with self._listener:
            while not self._is_over:
                try:
                    with self._listener.accept() as caller:
                        self._answer(caller)
                except (OSError, AuthenticationError, EOFError):
                    log.warning("somebody asked for a sitting's token and could not prove to be of this house")

    def _answer(self, caller: Connection) -> None:
        if caller.recv_bytes() == _END:
            self._is_over, self._token = True, ""
            self._timer.cancel()
        caller.send_bytes(self._token.encode())


def take(settings: Settings, job_id: int) -> str:
    """The token that was offered for a job; "" when nobody offers one (any more)."""
    return _call(*_place(settings, job_id), _TAKE)


def finish(settings: Settings, job_id: int) -> None:
    """Says that the job is over, so that the token is forgotten where it was given."""
    _call(*_place(settings, job_id), _END)


def _call(address: str, key: bytes, wish: bytes) -> str:
    try:
        with Client(address, "AF_UNIX", authkey=key) as caller:
            caller.send_bytes(wish)
            return caller.recv_bytes().decode()
    except (OSError, AuthenticationError, EOFError):
        return ""


def _place(settings: Settings, job_id: int) -> tuple[str, bytes]:
    """The socket's name and the key to it. On Linux the name is no file; elsewhere it lies in the temporary folder."""
    secret = settings.secret().encode()
    name = hmac.new(secret, f"siasn-sitting-{job_id}-{settings.database}".encode(), hashlib.sha256).hexdigest()
    key = hmac.new(secret, f"siasn-key-{job_id}".encode(), hashlib.sha256).digest()
    folder = "\0" if sys.platform == "linux" else f"{Path(tempfile.gettempdir())}/"
    return f"{folder}elearn-{name[:24]}", key
