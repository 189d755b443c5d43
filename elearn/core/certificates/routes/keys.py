"""For machines: the public keys that certificates are signed with, as a DID document and as a JSON Web Key Set."""

from __future__ import annotations

from flask import Response

from elearn.kernel.issuer import did_document, jwks
from elearn.web.current import current_house
from elearn.web.guard import public

from ..sending import as_public_json
from .blueprint import bp


@bp.get("/.well-known/did.json")
@bp.get("/did.json")
@public
def did() -> Response:
    """Under the root as did:web asks of an address without a path, and beside it as for one with a path."""
    return as_public_json(did_document(current_house().settings), "application/did+json")


@bp.get("/.well-known/jwks.json")
@public
def key_set() -> Response:
    """Every key that verifies."""
    return as_public_json(jwks(current_house().settings), "application/jwk-set+json")
