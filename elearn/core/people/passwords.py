"""Passwords: argon2id with bounded concurrency, and what counts as a good one."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from elearn.kernel.i18n import _

MINIMUM, MAXIMUM = 10, 200
"""Fewest and most characters of a new password."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
"""The OWASP parameters: 19 MiB, t=2, p=1; about 24 ms each. See docs/decisions/."""


class _Gate:
    """Lets only so many hashes be computed at once, so that a rush of sign-ins leaves memory and CPU for readers."""

    slots = threading.BoundedSemaphore(2)


def bound_hashing(at_once: int) -> None:
    """At most `at_once` hashes at the same time in this process; each takes 19 MiB."""
    _Gate.slots = threading.BoundedSemaphore(at_once)


def hash_password(password: str) -> str:
    """The argon2id hash to store (PHC string with its own salt and parameters)."""
    with _Gate.slots:
        return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one. A missing hash costs the same time as a wrong password."""
    with _Gate.slots:
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def fault_of(password: str, *, nip: str) -> str | None:
    """Why a new password is not good enough, as a sentence; None when it is."""
    if len(password) < MINIMUM:
        return _(
            "Kata sandi paling sedikit %(n)s huruf, angka, atau tanda. Kalimat pendek paling mudah diingat.", n=MINIMUM
        )
    if len(password) > MAXIMUM:
        return _("Kata sandi paling panjang %(max)d huruf.", max=MAXIMUM)
    if nip and nip[:8] in password:
        return _("Jangan memakai tanggal lahir atau NIP sebagai kata sandi, karena mudah ditebak.")
    if len(set(password)) < 5:
        return _("Kata sandi ini terlalu mudah ditebak. Pakai paling sedikit lima huruf yang berbeda.")
    return None


_NOBODY = _hasher.hash("nobody has this password")
