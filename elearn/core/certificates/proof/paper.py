"""The claim on paper: what the QR code of a certificate says, signed, in few enough letters for a cheap phone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

from elearn.kernel.keys import PublicKey, SigningKey

from ..claims import Claims
from ..rules import ZONES, is_code, whole_jp
from . import base45
from .cose import Unreadable, seal, unseal

PREFIX: Final = "EL1:"
"""How a claim begins: a reader of version 2 must still read version 1."""

LONGEST: Final = 4296
"""Letters that the largest QR code holds; a longer text is no claim."""

FITTING: Final = 600
"""Letters of a QR code of version 15 with error correction M, which a cheap phone reads from print."""

_WRITTEN: Final = re.compile(rb"EL1:[0-9A-Z $%*+\-./:]{120,4292}")

_LIMITS: Final = ((200, 200, 200, 200), (72, 80, 48, 32), (56, 72, 40, 24), (40, 64, 32, 16))
"""Letters left of title, name, agency and each competency, until the claim fits."""

ISSUER, EXPIRES, ISSUED, CODE = 1, 4, 6, 7
"""Claims of a CBOR Web Token (RFC 8392): iss, exp, iat, cti."""
CERTIFICATE: Final = -70001
"""Our own claim: what the certificate says."""

_EPOCH: Final = date(1970, 1, 1)
_DIGEST: Final = 16


@dataclass(frozen=True, slots=True)
class PaperClaim:
    """What a printed code proves. `digest` is the first 16 bytes of the course version's SHA-256; moments are UTC.

    `expires_at` is the first moment it no longer holds; None: it holds without end.
    """

    issuer: str
    code: str
    issued_at: datetime
    expires_at: datetime | None
    number: str
    name: str
    title: str
    course: str
    version: int
    digest: bytes
    minutes: int
    competencies: tuple[tuple[str, int], ...]
    started_on: date
    completed_on: date
    agency: str
    status_index: int

    @property
    def jp(self) -> int:
        """Whole jam pelajaran (45 minutes each)."""
        return whole_jp(self.minutes)

    @property
    def valid_until(self) -> date | None:
        """The last day on which it holds, on the issuer's calendar: midnight of all three zones is the same UTC day."""
        return None if self.expires_at is None else (self.expires_at - timedelta(seconds=1)).date()


def claim_of(claims: Claims, *, issuer: str, status_index: int) -> PaperClaim:
    """The claim of a certificate; its number in the status list is kept beside the claims, not in them."""
    training = claims.training
    return PaperClaim(
        issuer=issuer,
        code=claims.code,
        issued_at=claims.issued_at,
        expires_at=_midnight_after(claims.valid_until, claims.zone),
        number=claims.number,
        name=claims.holder.full_name,
        title=training.title,
        course=training.code,
        version=training.version,
        digest=bytes.fromhex(training.digest)[:_DIGEST],
        minutes=training.minutes,
        competencies=tuple((one.name, one.level) for one in claims.competencies),
        started_on=training.started_on,
        completed_on=training.completed_on,
        agency=claims.holder.agency,
        status_index=status_index,
    )


def encode_fitting(claim: PaperClaim, key: SigningKey) -> str:
    """The claim with its longest words cut ("…") as far as needed to fit a code that cheap phones read.

    Number, code and digest are whole, so that the certificate itself is never in doubt.
    """
    text = ""
    for title, name, agency, competency in _LIMITS:
        shorter = replace(
            claim,
            title=_cut(claim.title, title),
            name=_cut(claim.name, name),
            agency=_cut(claim.agency, agency),
            competencies=tuple((_cut(word, competency), level) for word, level in claim.competencies),
        )
        text = encode(shorter, key)
        if len(text) <= FITTING:
            break
    return text


def encode(claim: PaperClaim, key: SigningKey) -> str:
    """The claim as a QR code shows it; equal claims and keys give equal texts."""
    content: dict[int, Any] = {
        ISSUER: claim.issuer,
        ISSUED: int(claim.issued_at.timestamp()),
        CODE: claim.code.encode("ascii"),
        CERTIFICATE: {
            1: claim.number,
            2: claim.name,
            3: claim.title,
            4: claim.course,
            5: claim.version,
            6: claim.digest,
            7: claim.minutes,
            8: [[name, level] for name, level in claim.competencies],
            9: (claim.started_on - _EPOCH).days,
            10: (claim.completed_on - _EPOCH).days,
            11: claim.agency,
            12: claim.status_index,
        },
    }
    if claim.expires_at is not None:
        content[EXPIRES] = int(claim.expires_at.timestamp())
    return PREFIX + base45.encode(seal(content, key))


def verify(text: str, keys: tuple[PublicKey, ...]) -> PaperClaim:
    """The claim that `text` holds, when one of `keys` signed it; line breaks and spaces around it are no part of it.

    Raises Unreadable, UnknownKey or WrongSignature. What it says of the day of today or of withdrawal is not asked here.
    """
    spelled = re.sub(r"[\r\n\t]", "", text.strip())
    if not spelled.startswith(PREFIX) or len(spelled) > LONGEST:
        raise Unreadable("no claim")
    try:
        message = base45.decode(spelled.removeprefix(PREFIX))
    except ValueError:
        raise Unreadable("not base 45") from None
    try:
        return _read(unseal(message, keys))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise Unreadable("signed, but no claim of this version") from error


def written_in(content: bytes) -> tuple[str, ...]:
    """The claims that stand in a file as plain bytes, each once, unchecked: a PDF of ours keeps its own so."""
    return tuple(dict.fromkeys(found.decode("ascii").rstrip() for found in _WRITTEN.findall(content)))


def _read(content: dict[int, Any]) -> PaperClaim:
    said = content[CERTIFICATE]
    if content.keys() - {EXPIRES} != {ISSUER, ISSUED, CODE, CERTIFICATE} or said.keys() != set(range(1, 13)):
        raise Unreadable("signed, but no claim of this version")
    code = content[CODE].decode("ascii")
    if not is_code(code):
        raise Unreadable("no certificate's code")
    return PaperClaim(
        issuer=content[ISSUER],
        code=code,
        issued_at=_moment(content[ISSUED]),
        expires_at=_moment(content[EXPIRES]) if EXPIRES in content else None,
        number=said[1],
        name=said[2],
        title=said[3],
        course=said[4],
        version=said[5],
        digest=said[6],
        minutes=said[7],
        competencies=tuple((name, level) for name, level in said[8]),
        started_on=_EPOCH + timedelta(days=said[9]),
        completed_on=_EPOCH + timedelta(days=said[10]),
        agency=said[11],
        status_index=said[12],
    )


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _midnight_after(day: date | None, zone: str) -> datetime | None:
    """The end of a day as the zone's clocks show it."""
    if day is None:
        return None
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone(timedelta(hours=ZONES[zone])))
    return midnight.astimezone(UTC)
