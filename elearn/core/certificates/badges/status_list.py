"""Withdrawn certificates as a BitstringStatusListCredential: one bit each. Source: docs/sources.md#credentials."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from elearn.kernel.i18n import _

from ..rules import STATUS_LIST, iso_utc
from .context_files import CREDENTIALS
from .documents import BadgeRefused, Document
from .jwt import decoded, encoded

TTL_MINUTES: Final = 5
"""How long a reader may rely on a list before asking again."""

LIST_TYPES: Final = ["VerifiableCredential", "BitstringStatusListCredential"]


def list_url(address: str, number: int, kid: str = "") -> str:
    """Where the list with this number (0 and up) is to be had.

    `kid` (in hex) names the key whose badges it is for, where each key is an issuer of its own: readers want a list to
    come from the issuer of the badge.
    """
    return f"{address}/status/{kid}/{number}" if kid else f"{address}/status/{number}"


def entry(address: str, status_index: int, kid: str = "") -> dict[str, Any]:
    """What a credential says about where its withdrawal would show; `kid` as of `list_url`."""
    number, place = divmod(status_index, STATUS_LIST)
    url = list_url(address, number, kid)
    return {
        "id": f"{url}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": url,
    }


def status_list(url: str, *, issuer: str, withdrawn: Collection[int], changed_at: datetime) -> dict[str, Any]:
    """The list of this address, unsigned: `withdrawn` are status indices, `changed_at` when the last of them was."""
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": LIST_TYPES,
        "issuer": issuer,
        "validFrom": iso_utc(changed_at),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _packed(index % STATUS_LIST for index in withdrawn),
            "ttl": TTL_MINUTES * 60_000,
        },
    }


def is_withdrawn(status: Document, place: int) -> bool:
    """Whether the bit of this place is set in a list. Raises BadgeRefused for a list that cannot be read."""
    subject = status["credentialSubject"]
    if subject.get("statusPurpose") != "revocation" or not str(subject.get("encodedList")).startswith("u"):
        raise BadgeRefused(_("Daftar pencabutan ini bukan daftar bit untuk pencabutan."))
    unpacked = zlib.decompressobj(wbits=31)
    try:
        bits = unpacked.decompress(decoded(subject["encodedList"][1:]), 2 * STATUS_LIST)
    except zlib.error:
        raise BadgeRefused(_("Daftar pencabutan ini tidak dapat dibuka.")) from None
    if len(bits) < STATUS_LIST // 8 or not 0 <= place < len(bits) * 8:
        raise BadgeRefused(_("Daftar pencabutan ini terlalu pendek."))
    return bool(bits[place // 8] >> (7 - place % 8) & 1)


def _packed(places: Any) -> str:
    """The bits, the leftmost first, as gzip in multibase "u"; equal places give equal text."""
    bits = bytearray(STATUS_LIST // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + encoded(gzip.compress(bytes(bits), mtime=0))
