"""Is this badge real? Each question has its own answer; what is not known here is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from elearn.kernel.i18n import N_, _
from elearn.kernel.keys import PublicKey

from ..rules import long_date_id
from .baking import out_of
from .credential import CONTEXTS, TYPES
from .documents import BadgeRefused, Document, read
from .jwt import Signed, is_jwt, taken_apart
from .proof import CRYPTOSUITE, PROOF_KEYS, proof_holds

Outcome: TypeAlias = Literal["holds", "fails", "unknown"]

KeyOf: TypeAlias = Callable[[str], PublicKey | None]
"""The key behind a verification method ("did:…#…"), or None for an issuer whose keys are not known here."""

Withdrawal: TypeAlias = Callable[[Document, str], bool | None]
"""Whether a credential with this status entry, sealed by this signer, was withdrawn; None when it cannot be known here."""

FORM, SIGNER, SIGNATURE, PERIOD, STATUS, HOLDER = (
    "bentuk", "penerbit", "tanda tangan", "masa berlaku", "pencabutan", "pemegang",
)  # fmt: skip
"""What is asked, in this order."""

TITLES: Final = {
    FORM: N_("Bentuk berkas"),
    SIGNER: N_("Penerbit"),
    SIGNATURE: N_("Tanda tangan"),
    PERIOD: N_("Masa berlaku"),
    STATUS: N_("Pencabutan"),
    HOLDER: N_("Pemegang"),
}

_SUBJECT_TYPES: Final = (["AchievementSubject"], "AchievementSubject")
_ENTRY_KEYS: Final = {"id", "type", "statusPurpose", "statusListIndex", "statusListCredential"}


@dataclass(frozen=True, slots=True)
class Check:
    """One answer: `sentence` is for the reader."""

    name: str
    outcome: Outcome
    sentence: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What the badge says, whether or not it can be believed; "" where it says nothing."""

    title: str
    holder: str
    number: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All answers. `signer` is the address of the key that is said to have signed, "" when none is named."""

    checks: tuple[Check, ...]
    signer: str = ""
    subject: Subject | None = None
    document: Document | None = None

    @property
    def holds(self) -> bool:
        """Whether every question was answered well."""
        return all(check.outcome == "holds" for check in self.checks)

    @property
    def is_genuine(self) -> bool:
        """Whether its signer is known and signed just this, whatever became of it since."""
        return any(check.name == SIGNATURE and check.outcome == "holds" for check in self.checks)

    def with_check(self, check: Check) -> Verdict:
        """The same with one more answer."""
        return replace(self, checks=(*self.checks, check))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A credential with whatever seals it: a proof inside, or a JWT around it."""

    document: dict[str, Any]
    jwt: Signed | None

    @property
    def signer(self) -> str:
        return self.jwt.kid if self.jwt else str(self.document["proof"]["verificationMethod"])

    def holds(self, key: PublicKey) -> bool:
        """Whether `key` sealed it; a proof that cannot be made canonical is nobody's."""
        try:
            return self.jwt.holds(key) if self.jwt else proof_holds(self.document, key)
        except BadgeRefused:
            return False


def check(content: bytes, *, key_of: KeyOf, is_withdrawn: Withdrawal, now: datetime) -> Verdict:
    """Asks every question of a badge file (JSON, JWT, baked PNG or SVG). Never fails: a bad file is an answer too.

    `now` is the moment on the reader's clock, whose days the sentences name.
    """
    try:
        sealed = unsealed(content, CONTEXTS, TYPES)
        subject = _subject(sealed.document)
    except BadgeRefused as refusal:
        return Verdict((Check(FORM, "fails", str(refusal)),))
    checks = (
        Check(FORM, "holds", _("Open Badges 3.0, %(kind)s.", kind=_kind(sealed))),
        *_signatures(sealed, key_of),
        _period(sealed.document, now),
        _status(sealed, is_withdrawn),
    )
    return Verdict(checks, sealed.signer, subject, sealed.document)


def unsealed(content: bytes, contexts: list[str], types: list[str]) -> Sealed:
    """The credential in a file, with exactly these contexts and types. Raises BadgeRefused for any other."""
    text = out_of(content)
    signed = taken_apart(text.decode()) if text.isascii() and is_jwt(text.decode()) else None
    document = signed.document if signed else read(text)
    if document.get("@context") != contexts:
        raise BadgeRefused(_("Konteks kredensial ini tidak dikenal di sini."))
    if document.get("type") != types:
        raise BadgeRefused(_("Jenis kredensial ini tidak dikenal di sini."))
    if signed is None:
        _refuse_proof(document.get("proof"))
    elif "proof" in document:
        raise BadgeRefused(_("Kredensial di dalam JWT memuat tanda tangan kedua; bentuk itu tidak dikenal di sini."))
    from .linked_data import canonical  # noqa: PLC0415  # a fifth of a second of imports

    canonical({name: value for name, value in document.items() if name != "proof"})
    return Sealed(document, signed)


def _refuse_proof(proof: object) -> None:
    if proof is None:
        raise BadgeRefused(_("Kredensial ini tidak ditandatangani."))
    if (
        not isinstance(proof, dict)
        or proof.get("cryptosuite") != CRYPTOSUITE
        or proof.get("type") != "DataIntegrityProof"
    ):
        raise BadgeRefused(_("Cara tanda tangan ini tidak dikenal di sini; yang dikenal eddsa-rdfc-2022."))
    optional = {"created"}
    odd = (
        set(proof) - PROOF_KEYS
        or PROOF_KEYS - optional - set(proof)
        or not all(isinstance(x, str) for x in proof.values())
    )
    if odd or proof["proofPurpose"] != "assertionMethod":
        raise BadgeRefused(_("Tanda tangan memuat isian yang tidak dikenal di sini atau tidak lengkap."))


def _kind(sealed: Sealed) -> str:
    return "VC-JWT (EdDSA)" if sealed.jwt else f"Data Integrity ({CRYPTOSUITE})"


def _signatures(sealed: Sealed, key_of: KeyOf) -> Iterator[Check]:
    issuer, method = _issuer_of(sealed.document), sealed.signer
    key = key_of(method) if method.partition("#")[0] == issuer else None
    if key is None:
        yield Check(SIGNER, "unknown", _("Kunci penerbit %(issuer)s tidak dikenal di sini.", issuer=issuer))
        yield Check(SIGNATURE, "unknown", _("Tidak dapat diperiksa tanpa kunci penerbitnya."))
        return
    yield Check(SIGNER, "holds", _("Kunci penerbit %(issuer)s dikenal.", issuer=issuer))
    if sealed.holds(key):
        yield Check(SIGNATURE, "holds", _("Isinya persis seperti saat ditandatangani."))
    else:
        yield Check(
            SIGNATURE, "fails", _("Isinya tidak cocok dengan tanda tangannya: berkas ini diubah atau dipalsukan.")
        )


def _issuer_of(document: Document) -> str:
    issuer = document.get("issuer")
    return str(issuer.get("id", "")) if isinstance(issuer, dict) else str(issuer)


def _period(document: Document, now: datetime) -> Check:
    first, last = (_moment(document.get(name)) for name in ("validFrom", "validUntil"))
    if first is None or ("validUntil" in document and last is None):
        return Check(PERIOD, "fails", _("Waktu berlakunya tidak dapat dibaca."))
    if now < first:
        return Check(PERIOD, "fails", _("Belum berlaku; berlaku mulai %(day)s.", day=_day(first, now)))
    if last is not None and now > last:
        return Check(PERIOD, "fails", _("Masa berlakunya habis pada %(day)s.", day=_day(last, now)))
    if last is None:
        return Check(PERIOD, "holds", _("Berlaku tanpa batas waktu."))
    return Check(PERIOD, "holds", _("Berlaku sampai dengan %(day)s.", day=_day(last, now)))


def _day(moment: datetime, now: datetime) -> str:
    """The day of a moment on the reader's clock."""
    return long_date_id(moment.astimezone(now.tzinfo).date())


def _moment(value: object) -> datetime | None:
    """An ISO 8601 moment in UTC as this house writes it; None for any other spelling."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _status(sealed: Sealed, is_withdrawn: Withdrawal) -> Check:
    entry = sealed.document.get("credentialStatus")
    if not isinstance(entry, dict) or set(entry) != _ENTRY_KEYS or entry["statusPurpose"] != "revocation":
        return Check(STATUS, "unknown", _("Kredensial ini tidak menyebut daftar pencabutan yang dikenal di sini."))
    try:
        withdrawn = is_withdrawn(entry, sealed.signer)
    except BadgeRefused as refusal:
        return Check(STATUS, "unknown", str(refusal))
    if withdrawn is None:
        return Check(STATUS, "unknown", _("Daftar pencabutan penerbitnya tidak ada di sini, jadi tidak diketahui."))
    if withdrawn:
        return Check(STATUS, "fails", _("Sertifikatnya sudah dicabut atau digantikan."))
    return Check(STATUS, "holds", _("Tidak dicabut dan tidak digantikan."))


def _subject(document: Document) -> Subject:
    subject, issuer = document.get("credentialSubject"), document.get("issuer")
    if not isinstance(subject, dict) or subject.get("type") not in _SUBJECT_TYPES or not isinstance(issuer, dict):
        raise BadgeRefused(_("Pemegang atau penerbit kredensial ini tidak dapat dibaca."))
    return Subject(
        title=str(document.get("name", "")),
        holder=_name_in(subject.get("identifier")),
        number=str(subject.get("licenseNumber", "")),
        issuer=str(issuer.get("name", "")),
    )


def _name_in(identifiers: object) -> str:
    """The holder's name among the identifiers, if it is given in plain."""
    for one in identifiers if isinstance(identifiers, list) else []:
        if isinstance(one, dict) and one.get("identityType") == "name" and one.get("hashed") is False:
            return str(one.get("identityHash", ""))
    return ""
