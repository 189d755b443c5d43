"""Who the installation is as an issuer: its DID, and the two public documents that name its keys."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any, Final
from urllib.parse import quote, urlsplit

from elearn.config import Settings

from .keys import PublicKey, keys_of

ED25519_MULTICODEC: Final = b"\xed\x01"
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def multibase(raw: bytes) -> str:
    """An Ed25519 public key as `did:key` and Multikey write it: "z6Mk…"."""
    tagged = ED25519_MULTICODEC + raw
    number, digits = int.from_bytes(tagged), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _BASE58[rest] + digits
    return f"z{digits}"


def key_did(key: PublicKey) -> str:
    """The `did:key` of a key: an issuer that is nothing but this key."""
    return f"did:key:{multibase(key.raw)}"


def did_of(settings: Settings, key: PublicKey | None = None) -> str:
    """The issuer's DID: did:web of the public address, or by setting the did:key of `key` (the current one)."""
    if settings.issuer == "did:key":
        return key_did(key or keys_of(settings).current.about)
    parts = urlsplit(settings.address)
    names = [quote(parts.netloc, safe=""), *(quote(name) for name in parts.path.split("/") if name)]
    return "did:web:" + ":".join(names)


def method_id(settings: Settings, key: PublicKey) -> str:
    """The address of one key inside its DID document."""
    return f"{did_of(settings, key)}#{multibase(key.raw)}"


def did_document(settings: Settings) -> dict[str, Any]:
    """The DID document with every key that verifies; for did:key that of the current key alone."""
    keys = keys_of(settings)
    named = keys.all_public if settings.issuer == "web" else (keys.current.about,)
    methods = [
        {
            "id": method_id(settings, key),
            "type": "Multikey",
            "controller": did_of(settings),
            "publicKeyMultibase": multibase(key.raw),
        }
        for key in named
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did_of(settings),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def jwks(settings: Settings) -> dict[str, Any]:
    """Every key as a JSON Web Key; `kid` is its address in the DID document."""
    return {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "x": urlsafe_b64encode(key.raw).rstrip(b"=").decode(),
                "kid": method_id(settings, key),
                "alg": "EdDSA",
                "use": "sig",
            }
            for key in keys_of(settings).all_public
        ]
    }
