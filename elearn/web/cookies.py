"""Flask's own signed sessions; what is the same from request to request is worked out once."""

from __future__ import annotations

import time
from copy import deepcopy
from functools import lru_cache, partial
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

KEPT = 2048
"""Cookies a process has read and remembers, the latest used."""


class Cookies(SecureCookieSessionInterface):
    """Makes the signer of cookies once, and reads a cookie that comes again and again once."""

    def __init__(self) -> None:
        self._signer = lru_cache(1)(self._make)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return self._signer(app)

    def _make(self, app: Flask) -> URLSafeTimedSerializer | None:
        signer = super().get_signing_serializer(app)
        if signer is not None:
            signer.loads = Reader(signer)  # type: ignore[method-assign,assignment]  # Flask calls it so
        return signer


class Reader:
    """Reads cookies: a good signature stays good, so only a cookie's age is asked each time."""

    def __init__(self, signer: URLSafeTimedSerializer) -> None:
        self._loads = signer.loads
        self._known = lru_cache(KEPT)(partial(signer.loads, return_timestamp=True))

    def __call__(self, cookie: str, max_age: int) -> Any:
        """What the cookie holds, to be changed at will. Raises BadSignature for one that is forged or too old."""
        held, signed_at = self._known(cookie)
        if time.time() - signed_at.timestamp() > max_age:
            return self._loads(cookie, max_age=max_age)
        return deepcopy(held)
