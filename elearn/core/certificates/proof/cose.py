"""Signing a message and reading it back: COSE_Sign1 (RFC 9052) with Ed25519, in one form only.

The envelope is compared byte by byte with the one form that is written, so nothing of it is parsed before its signature
was checked and no byte can be changed unnoticed, not even in places that COSE does not sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import cbor2

from elearn.kernel.keys import KID_BYTES, PublicKey, SigningKey

LARGEST: Final = 4_000_000
"""Bytes of the largest message looked at: a list of a million withdrawn certificates is about half of it."""

_HEAD: Final = b"\xd2\x84"
"""Tag 18, an array of four."""
_HEADER: Final = b"\xa2\x01\x27\x04\x48"
"""Protected header {1: -8 (EdDSA), 4: kid of 8 bytes}, before the kid."""
_SIGNATURE: Final = 64


class Unreadable(ValueError):
    """The bytes or letters are no message of ours."""


class UnknownKey(Unreadable):
    """The message was signed by a key that is not among ours."""


class WrongSignature(Unreadable):
    """The message names one of our keys, which did not sign it: something was changed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed message before anybody checked it."""

    kid: bytes
    payload: bytes
    signature: bytes


def seal(content: Mapping[int, Any], key: SigningKey) -> bytes:
    """`content` as deterministic CBOR, signed."""
    payload = cbor2.dumps(content, canonical=True)
    return _envelope(Sealed(key.kid, payload, key.sign(_signed(key.kid, payload))))


def unseal(message: bytes, keys: tuple[PublicKey, ...]) -> dict[Any, Any]:
    """The content of a message that one of `keys` signed. Raises Unreadable, UnknownKey or WrongSignature."""
    sealed = _parts(message)
    key = next((key for key in keys if key.kid == sealed.kid), None)
    if key is None:
        raise UnknownKey(sealed.kid.hex())
    if not key.holds(sealed.signature, _signed(sealed.kid, sealed.payload)):
        raise WrongSignature(sealed.kid.hex())
    content = cbor2.loads(sealed.payload)
    if not isinstance(content, dict):
        raise Unreadable("the content is no map")
    return content


def _parts(message: bytes) -> Sealed:
    at = len(_HEAD) + 1 + len(_HEADER)
    kid, payload = message[at : at + KID_BYTES], message[at + KID_BYTES + 1 : -_SIGNATURE - 2]
    size = 1 if len(payload) < 26 else 2 if len(payload) < 259 else 3 if len(payload) < 65539 else 5
    sealed = Sealed(kid, payload[size:], message[-_SIGNATURE:])
    if len(message) > LARGEST or _envelope(sealed) != message:
        raise Unreadable("no envelope of ours")
    return sealed


def _envelope(sealed: Sealed) -> bytes:
    protected = cbor2.dumps(_HEADER + sealed.kid)
    return _HEAD + protected + b"\xa0" + cbor2.dumps(sealed.payload) + cbor2.dumps(sealed.signature)


def _signed(kid: bytes, payload: bytes) -> bytes:
    """What the signature covers: Sig_structure of RFC 9052, section 4.4."""
    return cbor2.dumps(["Signature1", _HEADER + kid, b"", payload])
