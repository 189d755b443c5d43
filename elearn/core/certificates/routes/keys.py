"""For machines: the keys that certificates are signed with, and the signed list of those that were withdrawn."""

from __future__ import annotations

from flask import Response

from elearn.kernel.issuer import did_document, jwks
from elearn.web.current import current_house, current_work
from elearn.web.guard import public

from .. import services
from ..sending import as_public, as_public_json
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


@bp.get("/verifikasi/daftar-cabut")
@public
def withdrawn() -> Response:
    """For whoever checks paper without a network; a cache may be five minutes behind."""
    return as_public(services.withdrawn_list(current_work()), 'application/cose; cose-type="cose-sign1"', seconds=300)
