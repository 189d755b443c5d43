"""What a certificate's stored state means on a given day: three are stored, expiry is read off the claims."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

ISSUED: Final = "issued"
REVOKED: Final = "revoked"
SUPERSEDED: Final = "superseded"

NEXT: Final = MappingProxyType({ISSUED: (REVOKED, SUPERSEDED), REVOKED: (ISSUED,), SUPERSEDED: ()})
"""What a stored state may become: only a revocation is ever taken back."""

Standing: TypeAlias = Literal["valid", "expired", "revoked", "superseded"]


def standing(state: str, valid_until: date | None, today: date) -> Standing:
    """How a certificate stands on `today`, the agency's calendar day; it is valid through its last day.

    Withdrawal outweighs expiry: whoever checks must learn that it was revoked. Raises ValueError for an unknown state.
    """
    if state == REVOKED:
        return "revoked"
    if state == SUPERSEDED:
        return "superseded"
    if state != ISSUED:
        raise ValueError(f"unknown certificate state: {state!r}")
    return "expired" if valid_until is not None and today > valid_until else "valid"
