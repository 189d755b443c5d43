"""Checking a badge file with what this house knows: its own keys and certificates, and documents handed along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from elearn.kernel.i18n import _
from elearn.kernel.issuer import ED25519_MULTICODEC, multibase
from elearn.kernel.keys import PublicKey, keys_of
from elearn.kernel.work import Work

from ..badges import base58, queries
from ..badges.checking import HOLDER, Check, Sealed, Verdict, check, unsealed
from ..badges.context_files import CREDENTIALS
from ..badges.credential import NIP_TYPE, Issue, credential, identity_hash
from ..badges.documents import BadgeRefused, Document
from ..badges.status_list import LIST_TYPES, is_withdrawn
from ..claims import Claims
from ..models import Certificate
from ..rules import STATUS_LIST
from ..states import ISSUED
from .badges import can_withdraw

_COMPARED = ("id", "name", "validFrom", "validUntil")
_COMPARED_SUBJECT = ("licenseNumber", "activityStartDate", "activityEndDate", "creditsEarned")


@dataclass(frozen=True, slots=True)
class Handed:
    """What came along with a badge of another issuer: its DID documents, and the status lists it signed."""

    did_documents: Collection[Document] = ()
    status_lists: Collection[bytes] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict, and the code of the certificate when it is one of this house.

    `is_mute`: its key is an issuer by itself and its private half is gone, so other readers learn of no withdrawal.
    """

    verdict: Verdict
    code: str | None
    is_mute: bool


def check_badge(work: Work, content: bytes, handed: Handed = Handed(), *, nip: str | None = None) -> Answer:
    """Asks every question of a badge file; nothing is fetched. `nip` asks whether it is that person's, too."""
    known = _Known(work, handed)
    now = work.now.astimezone(work.settings.timezone)
    verdict = check(content, key_of=known.key_of, is_withdrawn=known.is_withdrawn, now=now)
    certificate = known.certificate_of(verdict)
    if nip is not None and verdict.document is not None:
        verdict = verdict.with_check(_is_holder(verdict.document, certificate, nip))
    is_mute = certificate is not None and not can_withdraw(work.settings, verdict.signer)
    return Answer(verdict, certificate.code if certificate else None, is_mute)


def contradictions(document: Document, claims: Claims) -> list[str]:
    """The fields in which a genuine badge says otherwise than these claims; the hash of the NIP cannot be compared."""
    issuer = document["issuer"]
    meant = credential(claims, Issue(str(issuer["id"]), str(issuer.get("url", "")), 0, ""))
    said, wanted = document["credentialSubject"], meant["credentialSubject"]
    pairs = {name: (document.get(name), meant.get(name)) for name in _COMPARED}
    pairs |= {name: (said.get(name), wanted.get(name)) for name in _COMPARED_SUBJECT}
    names = [[one for one in whom["identifier"] if one["identityType"] == "name"] for whom in (said, wanted)]
    pairs["identifier"] = (names[0], names[1])
    return [name for name, (here, there) in pairs.items() if here != there]


class _Known:
    """The keys and withdrawals of this house and of the documents handed along."""

    def __init__(self, work: Work, handed: Handed) -> None:
        self._work, self._handed = work, handed
        self._own = {multibase(key.raw): key for key in keys_of(work.settings).all_public}

    def key_of(self, method: str) -> PublicKey | None:
        """This house knows its own keys under every name it ever had: nobody else can sign with them."""
        own = self._own.get(method.partition("#")[2])
        return own or next((key for one in self._handed.did_documents if (key := _key_in(one, method))), None)

    def is_withdrawn(self, entry: Document, signer: str) -> bool | None:
        if signer.partition("#")[2] in self._own:
            certificate = self._at(entry)
            return None if certificate is None else certificate.state != ISSUED
        for content in self._handed.status_lists:
            sealed = unsealed(content, [CREDENTIALS], LIST_TYPES)
            if sealed.document.get("id") == entry["statusListCredential"]:
                self._refuse_forged(sealed, signer)
                return is_withdrawn(sealed.document, int(entry["statusListIndex"]))
        return None

    def certificate_of(self, verdict: Verdict) -> Certificate | None:
        """The certificate of this house behind a badge that was truly signed here."""
        entry = verdict.document.get("credentialStatus") if verdict.is_genuine and verdict.document else None
        own = verdict.signer.partition("#")[2] in self._own
        return self._at(entry) if own and isinstance(entry, dict) else None

    def _at(self, entry: Document) -> Certificate | None:
        number, place = str(entry["statusListCredential"]).rpartition("/")[2], str(entry["statusListIndex"])
        if not (number.isdecimal() and place.isdecimal() and len(number) < 6 and len(place) < 7):
            return None
        return queries.at_place(self._work, int(number) * STATUS_LIST + int(place))

    def _refuse_forged(self, sealed: Sealed, signer: str) -> None:
        issuer, key = signer.partition("#")[0], self.key_of(sealed.signer)
        named = sealed.document.get("issuer") == issuer and sealed.signer.startswith(f"{issuer}#")
        if key is None or not named or not sealed.holds(key):
            raise BadgeRefused(_("Daftar pencabutan yang disertakan tidak ditandatangani oleh penerbit lencana ini."))


def _key_in(did_document: Document, method: str) -> PublicKey | None:
    """The key of this name in a DID document, if the issuer may assert with it."""
    asserting = did_document.get("assertionMethod")
    if did_document.get("id") != method.partition("#")[0] or not isinstance(asserting, list) or method not in asserting:
        return None
    methods = did_document.get("verificationMethod")
    for one in methods if isinstance(methods, list) else []:
        if isinstance(one, dict) and one.get("id") == method:
            return _key_from(one.get("publicKeyMultibase"))
    return None


def _key_from(text: Any) -> PublicKey | None:
    try:
        raw = base58.decode(text[1:]) if isinstance(text, str) and text.startswith("z") else b""
    except ValueError:
        return None
    size = len(ED25519_MULTICODEC) + 32
    return PublicKey("", raw[-32:]) if len(raw) == size and raw.startswith(ED25519_MULTICODEC) else None


def _is_holder(document: Document, certificate: Certificate | None, nip: str) -> Check:
    if certificate is None:
        return Check(HOLDER, "unknown", _("NIP hanya dapat dicocokkan pada lencana yang diterbitkan di sini."))
    hashed = [
        one["identityHash"]
        for one in document["credentialSubject"]["identifier"]
        if one.get("identityType") == NIP_TYPE
    ]
    if hashed == [identity_hash("".join(nip.split()), certificate.salt)]:
        return Check(HOLDER, "holds", _("NIP itu milik pemegang lencana ini."))
    return Check(HOLDER, "fails", _("NIP itu bukan milik pemegang lencana ini."))
