"""The list of withdrawn certificates: signed, small and dated, so that whoever keeps it can check paper without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from elearn.kernel.keys import PublicKey, SigningKey

from .cose import Unreadable, seal, unseal

ISSUER, ISSUED = 1, 6
WITHDRAWN: Final = -70002
"""Our own claim: which places in the status lists are withdrawn."""

FRESH: Final = timedelta(days=1)
"""How long a list counts as recent: an office that is online once a day never reads that its list is old."""


@dataclass(frozen=True, slots=True)
class WithdrawnList:
    """The places of revoked and superseded certificates at `issued_at` (UTC); a newer list exists at `next_update`."""

    issuer: str
    issued_at: datetime
    next_update: datetime
    revoked: frozenset[int]
    superseded: frozenset[int]


def encode(found: WithdrawnList, key: SigningKey) -> bytes:
    """The list as a signed message. A place costs two or three bytes: the gap to the one before it, as LEB128."""
    return seal(
        {
            ISSUER: found.issuer,
            ISSUED: int(found.issued_at.timestamp()),
            WITHDRAWN: {
                1: int(found.next_update.timestamp()),
                2: _packed(found.revoked),
                3: _packed(found.superseded),
            },
        },
        key,
    )


def verify(message: bytes, keys: tuple[PublicKey, ...]) -> WithdrawnList:
    """The list, when one of `keys` signed it. Raises Unreadable, UnknownKey or WrongSignature."""
    content = unseal(message, keys)
    try:
        said = content[WITHDRAWN]
        return WithdrawnList(
            issuer=content[ISSUER],
            issued_at=datetime.fromtimestamp(content[ISSUED], UTC),
            next_update=datetime.fromtimestamp(said[1], UTC),
            revoked=frozenset(_unpacked(said[2])),
            superseded=frozenset(_unpacked(said[3])),
        )
    except (KeyError, TypeError) as error:
        raise Unreadable("signed, but no list of this version") from error


def _packed(places: Iterable[int]) -> bytes:
    packed, before = bytearray(), 0
    for place in sorted(places):
        gap, before = place - before, place
        while gap > 127:
            packed.append(gap & 127 | 128)
            gap >>= 7
        packed.append(gap)
    return bytes(packed)


def _unpacked(packed: bytes) -> Iterator[int]:
    place = gap = shift = 0
    for byte in packed:
        gap |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            place += gap
            yield place
            gap = shift = 0
