"""Data Integrity with `eddsa-rdfc-2022`: a proof inside the credential. Source: docs/sources.md#credentials."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from elearn.kernel.keys import PublicKey, SigningKey

from ..rules import iso_utc
from . import base58
from .documents import Document

CRYPTOSUITE: Final = "eddsa-rdfc-2022"
PROOF_KEYS: Final = frozenset({"type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue", "created"})


def with_proof(document: Document, key: SigningKey, method: str, created: datetime) -> dict[str, Any]:
    """The document with the proof that `key`, known as `method`, made over it. Equal documents get equal proofs.

    `created` is the moment from which its issuer answers for it; wallets ask for one.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": iso_utc(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashed(document, options))
    return {**document, "proof": {**options, "proofValue": "z" + base58.encode(signature)}}


def proof_holds(document: Document, key: PublicKey) -> bool:
    """Whether `key` made the proof inside the document. Raises BadgeRefused for what cannot be made canonical."""
    proof = dict(document["proof"])
    value = str(proof.pop("proofValue"))
    try:
        signature = base58.decode(value.removeprefix("z")) if value.startswith("z") else b""
    except ValueError:
        return False
    bare = {name: inner for name, inner in document.items() if name != "proof"}
    return key.holds(signature, _hashed(bare, proof))


def _hashed(document: Document, options: Document) -> bytes:
    """SHA-256 of the canonical proof options, then of the canonical document: 64 bytes."""
    with_context = {"@context": document["@context"], **options}
    from .linked_data import canonical  # noqa: PLC0415  # a fifth of a second of imports

    return hashlib.sha256(canonical(with_context)).digest() + hashlib.sha256(canonical(document)).digest()
