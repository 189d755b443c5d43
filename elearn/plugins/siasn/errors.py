"""What can go wrong between this house and SIASN, as a tree of three: it said no, it did not take it, nobody knows.

SiasnError
├── Refusal     it read the record and said why not: the record is to be mended
├── Untaken     it certainly did not read it (no connection, token over): the same may be sent again
└── Unanswered  it may have taken it (no answer in time, a server's error): look before sending again
"""

from __future__ import annotations

from elearn.plugin import DomainError


class SiasnError(DomainError):
    """SIASN could not be used as was asked."""

    status = 502


class Refusal(SiasnError):
    """SIASN's own words on why it does not take a record."""


class Untaken(SiasnError):
    """The request did not arrive, or was turned away at the door."""


class Unanswered(SiasnError):
    """Whether the request was taken is not known."""
