"""What a badge says: the claims of a certificate as an OpenBadgeCredential. Source: docs/sources.md#credentials."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from elearn.core.competencies.dictionary import NATIONAL

from ..claims import Claims, Competency, Training
from ..rules import ZONES, iso_utc, jp_in_words, verify_url
from .context_files import CREDENTIALS, OPEN_BADGES
from .documents import Document, plain
from .jwt import encoded
from .status_list import entry

CONTEXTS: Final = [CREDENTIALS, OPEN_BADGES]
TYPES: Final = ["VerifiableCredential", "OpenBadgeCredential"]
NIP_TYPE: Final = "ext:nip"
"""The kind of the holder's identifier; Open Badges has no name of its own for it."""

_FRAMEWORKS: Final = {one.name: one.source for one in NATIONAL}


@dataclass(frozen=True, slots=True)
class Issue:
    """What a badge needs beside the claims: who issues (`issuer` a DID, `address` without a slash at its end).

    `status_index` is the certificate's place in the lists of withdrawn ones, which are those of the key `list_kid`, or
    of the house (""). `salt` stays secret.
    """

    issuer: str
    address: str
    status_index: int
    salt: str
    list_kid: str = ""


def credential(claims: Claims, issue: Issue) -> dict[str, Any]:
    """The credential, unsigned. Equal claims and issue give an equal document."""
    page = verify_url(issue.address, claims.code)
    until = {"validUntil": _last_second(claims, claims.valid_until)} if claims.valid_until else {}
    return {
        "@context": CONTEXTS,
        "id": badge_url(issue.address, claims.code),
        "type": TYPES,
        "name": plain(claims.training.title),
        "description": plain(f"Sertifikat nomor {claims.number} atas nama {claims.holder.full_name}"),
        "issuer": {
            "id": issue.issuer,
            "type": ["Profile"],
            "name": plain(claims.holder.agency),
            "url": issue.address,
        },
        "validFrom": iso_utc(claims.issued_at),
        **until,
        "credentialSubject": _subject(claims, issue),
        "evidence": [_page_evidence(page), _content_evidence(claims.training)],
        "credentialStatus": entry(issue.address, issue.status_index, issue.list_kid),
    }


def badge_url(address: str, code: str, kind: str = "json") -> str:
    """Where a badge is to be had: as json, jwt, svg or png."""
    return f"{verify_url(address, code)}/badge.{kind}"


def identity_hash(nip: str, salt: str) -> str:
    """The holder's number as Open Badges hides it. Without the salt nobody can try numbers until one fits."""
    return f"sha256${hashlib.sha256((nip + salt).encode()).hexdigest()}"


def _subject(claims: Claims, issue: Issue) -> Document:
    score = claims.training.score
    result = {} if score is None else {"result": [_result(claims, score)]}
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity_hash(claims.holder.nip, issue.salt),
                "identityType": NIP_TYPE,
            },
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": plain(claims.holder.full_name),
                "identityType": "name",
            },
        ],
        "licenseNumber": plain(claims.number),
        "activityStartDate": _midnight(claims, claims.training.started_on),
        "activityEndDate": _midnight(claims, claims.training.completed_on),
        "creditsEarned": claims.training.jp,
        **result,
        "achievement": _achievement(claims, issue.address),
    }


def _achievement(claims: Claims, address: str) -> Document:
    training = claims.training
    marked = {} if training.score is None else {"resultDescription": [_score_meant(training)]}
    aligned = [_alignment(one, address) for one in claims.competencies]
    return {
        "id": _urn(training, "version"),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": plain(training.title),
        "description": plain(
            f"{training.form} oleh {training.organiser}: {training.jp} ({jp_in_words(training.jp)}) jam pelajaran"
        ),
        "criteria": {
            "narrative": plain(
                f"Menyelesaikan semua langkah wajib pelatihan {training.code} versi {training.version}, "
                f"{training.jp} jam pelajaran (1 JP = 45 menit)."
            )
        },
        "humanCode": plain(training.code),
        "version": str(training.version),
        "inLanguage": "id",
        "creditsAvailable": training.jp,
        "image": {
            "id": badge_url(address, claims.code, "png"),
            "type": "Image",
            "caption": plain(f"Lencana {training.title}"),
        },
        **({"alignment": aligned} if aligned else {}),
        **marked,
    }


def _alignment(one: Competency, address: str) -> Document:
    framework = _FRAMEWORKS.get(one.name)
    return {
        "type": ["Alignment"],
        "targetType": "CFRubricCriterionLevel",
        "targetName": plain(f"{one.name}, level {one.level}"),
        "targetCode": str(one.level),
        "targetUrl": f"{address}/katalog?kompetensi={quote(plain(one.name))}",
        **({"targetFramework": framework} if framework else {}),
    }


def _result(claims: Claims, score: float) -> Document:
    return {"type": ["Result"], "resultDescription": _urn(claims.training, "score"), "value": f"{score:g}"}


def _score_meant(training: Training) -> Document:
    return {
        "id": _urn(training, "score"),
        "type": ["ResultDescription"],
        "name": "Nilai akhir",
        "resultType": "Percent",
        "valueMin": "0",
        "valueMax": "100",
    }


def _page_evidence(page: str) -> Document:
    return {"id": page, "type": ["Evidence"], "name": "Halaman verifikasi", "genre": "Sertifikat"}


def _content_evidence(training: Training) -> Document:
    """The digest of the course's content as an address (RFC 6920)."""
    return {
        "id": f"ni:///sha-256;{encoded(bytes.fromhex(training.digest))}",
        "type": ["Evidence"],
        "name": "Sidik isi pelatihan (SHA-256)",
        "narrative": training.digest,
        "genre": "Isi pelatihan",
    }


def _urn(training: Training, what: str) -> str:
    """A name that is the same wherever this version of the course is named, since its digest is inside."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'ni:///sha-256;{training.digest}/{what}')}"


def _midnight(claims: Claims, day: date) -> str:
    """A day of the training as the moment it began on the certificate's clock."""
    return _moment(claims, datetime.combine(day, time.min))


def _last_second(claims: Claims, day: date) -> str:
    """The end of a day on the certificate's clock."""
    return _moment(claims, datetime.combine(day, time(23, 59, 59)))


def _moment(claims: Claims, clock: datetime) -> str:
    zone = timezone(timedelta(hours=ZONES[claims.zone]))
    return iso_utc(clock.replace(tzinfo=zone).astimezone(UTC))
