"""The badge of a certificate: made when it is first asked for, then the same bytes for ever; and the status lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from elearn.config import Settings
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.issuer import did_of, key_did, method_id, multibase
from elearn.kernel.keys import SigningKey, keys_of
from elearn.kernel.work import Work

from ..badges import queries
from ..badges.baking import into_png, into_svg
from ..badges.credential import Issue, credential
from ..badges.documents import write
from ..badges.drawing import picture
from ..badges.jwt import as_jwt
from ..badges.proof import with_proof
from ..badges.status_list import list_url, status_list
from ..claims import from_json
from ..models import Certificate

BEFORE_ANY: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment of a list from which nothing was ever withdrawn: before any certificate had a place in one."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One credential in both its signed forms, each on one line: JSON with a proof inside, and a VC-JWT."""

    json: bytes
    jwt: bytes


def badge_of(work: Work, certificate: Certificate) -> Badge:
    """The badge that was kept, else the one that the key of today makes. Writes nothing.

    A withdrawn certificate has its badge still: whoever holds a copy must be able to learn from it what became of it.
    """
    return kept_badge(work, certificate) or make_badge(work, certificate)


def badge_json(work: Work, certificate: Certificate) -> bytes:
    """The badge as it is attached to other files. Until it is kept, the same as long as key and address are."""
    return badge_of(work, certificate).json


def kept_badge(work: Work, certificate: Certificate) -> Badge | None:
    """The badge as it was first given out; None before that, or when the file store has lost it."""
    digest = certificate.badge_digest
    if digest is None or not work.files.path(digest).exists():
        return None
    signed, token = work.files.read(digest).split(b"\n")
    return Badge(signed, token)


def make_badge(work: Work, certificate: Certificate) -> Badge:
    """Signs the badge anew: about 15 ms. Equal claims, key and address give equal bytes."""
    key = keys_of(work.settings).current
    list_kid = key.kid.hex() if work.settings.issuer == "did:key" else ""
    issue = Issue(did_of(work.settings), work.settings.address, certificate.status_index, certificate.salt, list_kid)
    claims, method = from_json(certificate.claims), method_id(work.settings, key.about)
    document = credential(claims, issue)
    proven = with_proof(document, key, method, claims.issued_at)
    return Badge(write(proven), as_jwt(document, key, method).encode())


def keep_badge(work: Work, certificate_id: int, badge: Badge) -> Badge:
    """Notes the badge as the certificate's; returns the one that counts.

    Of two first askings the first one counts. Raises NoSpace when the disk is full; the badge can be made again.
    """
    certificate = work.session.get_one(Certificate, certificate_id, with_for_update=True)
    kept = kept_badge(work, certificate)
    if kept is None:
        what = _("Lencana sertifikat nomor %(number)s", number=certificate.number)
        certificate.badge_digest = work.files.put(badge.json + b"\n" + badge.jwt, what=what)
        work.session.flush()
    return kept or badge


def in_form(certificate: Certificate, badge: Badge, kind: str) -> bytes:
    """The badge as "json" or "jwt", or inside a picture ("svg", "png")."""
    if kind == "json":
        return badge.json
    if kind == "jwt":
        return badge.jwt
    if kind == "svg":
        return into_svg(picture(from_json(certificate.claims), "svg"), badge.json)
    return into_png(picture(from_json(certificate.claims), "png"), badge.json)


def signed_status_list(work: Work, number: int, kid: str = "") -> bytes:
    """The list of withdrawn certificates with this number: of the house, or for the badges of the key `kid`.

    It is a function of what was withdrawn, so every process gives the same bytes and makes them once per withdrawal.
    Raises NotFound for a list in which no certificate has a place, and for a key that is not known.
    """
    if not queries.has_status_list(work, number):
        raise NotFound
    key, method = _signer_of_list(work, kid)
    url = list_url(work.settings.address, number, kid)
    return _signed_list(url, key, method, *queries.withdrawn(work, number))


def can_withdraw(settings: Settings, method: str) -> bool:
    """Whether withdrawals of the badges that this key signed reach readers who want them from the issuer of the badge.

    An issuer that is nothing but a key says nothing any more once the private half is gone. `method` is the key's name.
    """
    able = {key_did(key.about) for key in keys_of(settings).signing}
    return not method.startswith("did:key:") or method.partition("#")[0] in able


def _signer_of_list(work: Work, kid: str) -> tuple[SigningKey, str]:
    """The key that signs a list, and its name: as the issuer of the badges that point there, as long as it can sign.

    Without `kid` they are those of the house; where it never had a name, those of its first key.
    """
    settings, ring = work.settings, keys_of(work.settings)
    if not kid and settings.issuer == "web":
        return ring.current, method_id(settings, ring.current.about)
    owner = next((key for key in ring.all_public if kid in ("", key.kid.hex())), None)
    if owner is None:
        raise NotFound
    key = ring.signing_as(owner) or ring.current
    return key, f"{key_did(key.about)}#{multibase(key.public)}"


@lru_cache(maxsize=16)
def _signed_list(
    url: str, key: SigningKey, method: str, withdrawn: tuple[int, ...], changed_at: datetime | None
) -> bytes:
    issuer = method.partition("#")[0]
    document = status_list(url, issuer=issuer, withdrawn=withdrawn, changed_at=changed_at or BEFORE_ANY)
    return write(with_proof(document, key, method, changed_at or BEFORE_ANY))
