"""The signed claims of a certificate that stand outside this installation: on paper, in the PDF, in a badge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from elearn.kernel.errors import NotFound
from elearn.kernel.issuer import did_of
from elearn.kernel.kept import Kept
from elearn.kernel.keys import keys_of
from elearn.kernel.work import Work

from .. import queries
from ..claims import from_json
from ..models import Certificate
from ..proof import paper, withdrawn
from ..proof.cose import UnknownKey, Unreadable, WrongSignature
from ..proof.paper import PaperClaim
from ..proof.withdrawn import FRESH, WithdrawnList
from ..states import REVOKED, SUPERSEDED, Standing

_LISTS: Final = Kept(size=4)
"""The signed lists of this process, the latest used."""

Outcome: TypeAlias = Standing | Literal["unknown", "forged", "unreadable", "unregistered", "altered"]
"""What a claim turned out to be: how its certificate stands, or why nothing of it is believed. altered: the certificate
is valid, and the file that holds its claim is none that this house handed out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check; `claim` only when its signature is right. `is_ours` is about the file; None: none was sent."""

    outcome: Outcome
    claim: PaperClaim | None = None
    is_ours: bool | None = None


def check_claim(work: Work, text: str, digest: str | None = None) -> Checked:
    """Whether one of our keys signed this claim, and how its certificate stands today; `digest` is that of the PDF it is from."""
    try:
        claim = paper.verify(text, keys_of(work.settings).all_public)
    except UnknownKey:
        return Checked("unknown")
    except WrongSignature:
        return Checked("forged")
    except Unreadable:
        return Checked("unreadable")
    try:
        standing = queries.facts_of(work, claim.code).standing
    except NotFound:
        return Checked("unregistered", claim)
    is_ours = None if digest is None else is_handed_out(work, claim.code, digest)
    return Checked("altered" if standing == "valid" and is_ours is False else standing, claim, is_ours)


def is_handed_out(work: Work, code: str, digest: str) -> bool:
    """Whether the file with this SHA-256 (hex) was handed out as the certificate's PDF. Raises NotFound for a strange code.

    A PDF with a true claim in it and other pages around it is easily made; only the bytes as a whole tell them apart.
    """
    certificate = queries.anybodys(work, code)
    return digest in (certificate.document_digest, certificate.first_digest)


def paper_claim(work: Work, certificate: Certificate) -> str:
    """The text of the certificate's QR code ("EL1:…"), signed by the key of today."""
    claim = paper.claim_of(
        from_json(certificate.claims), issuer=did_of(work.settings), status_index=certificate.status_index
    )
    return paper.encode_fitting(claim, keys_of(work.settings).current)


def withdrawn_list(work: Work) -> bytes:
    """The signed list of withdrawn certificates; made anew when one was withdrawn, when keys change and every hour."""
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    made_for = (work.settings.database, queries.last_withdrawal(work), hour, keys_of(work.settings).current.kid)
    found = _LISTS.find("list", [made_for], lambda _: {made_for: _new_list(work)}, is_committed=work.is_reading)
    return found[made_for]


def _new_list(work: Work) -> bytes:
    found = WithdrawnList(
        issuer=did_of(work.settings),
        issued_at=work.now.replace(microsecond=0),
        next_update=work.now.replace(microsecond=0) + FRESH,
        revoked=queries.withdrawn_places(work, REVOKED),
        superseded=queries.withdrawn_places(work, SUPERSEDED),
    )
    return withdrawn.encode(found, keys_of(work.settings).current)
