"""What BSrE's answers mean for the sitting, and how long one may be silent; pure functions."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

Meaning: TypeAlias = Literal["passphrase", "access", "signer", "service", "document"]
"""What a refusal is about. All but "document" are the same for every document: the sitting stops."""

State: TypeAlias = Literal["waiting", "failed", "signed", "revoked", "superseded"]

STATES: Final[Mapping[str, State]] = {
    "menunggu": "waiting",
    "gagal": "failed",
    "ditandatangani": "signed",
    "dicabut": "revoked",
    "digantikan": "superseded",
}
"""The states by their words in addresses."""

FILE_KEYS: Final = ("base64_signed_file", "file", "base64", "data")
ID_KEYS: Final = ("id_dokumen", "id")
"""Where JSON answers carry the signed file, or its name. Source: docs/sources.md#bsre"""

IN_A_ROW: Final = 3
"""Documents that fail one after the other before a sitting stops: then it is not the documents."""

MOST: Final = 200
"""Documents on the page of a sitting, and so in a sitting."""

_PASSPHRASE: Final = re.compile(r"pass\s*phrase|kata\s*sandi|\bsandi\b|password", re.IGNORECASE)
_SIGNER: Final = re.compile(r"\bnik\b|sertifikat|certificate|\buser\b|pengguna|terdaftar|expired|kedaluwarsa", re.IGNORECASE)  # fmt: skip


def meaning_of(status: int, message: str) -> Meaning:
    """What a refusal with this HTTP status and message is about; words about the passphrase outweigh everything."""
    if _PASSPHRASE.search(message):
        return "passphrase"
    if status in (401, 403):
        return "access"
    if status >= 500 or status in (404, 408, 429) or 300 <= status < 400:
        return "service"
    return "signer" if _SIGNER.search(message) else "document"


def told(body: bytes) -> Mapping[str, Any]:
    """The object in an answer; empty when it is none."""
    if body.lstrip()[:1] != b"{":
        return {}
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def pdf_in(body: bytes) -> bytes | None:
    """The PDF in an answer: the bytes themselves, base64, or base64 inside JSON; None when there is none."""
    if body.startswith(b"%PDF-"):
        return body
    facts = told(body)
    for text in [facts.get(key) for key in FILE_KEYS] if facts else [body]:
        if isinstance(text, str | bytes) and (found := _decoded(text)).startswith(b"%PDF-"):
            return found
    return None


def file_id_in(body: bytes) -> str | None:
    """The id under which the signed file can be fetched, if the answer names one."""
    facts = told(body)
    return next((str(facts[key]) for key in ID_KEYS if facts.get(key)), None)


def saying_of(body: bytes) -> str:
    """The words of a refusal in one line, "" when it has none."""
    facts = told(body)
    found = next((facts[key] for key in ("message", "error") if facts.get(key)), "")
    return " ".join(str(found).split())


def patience(timeout_seconds: int) -> timedelta:
    """How long a sitting may be silent before it counts as broken off: two answers of BSrE, and time to draw a document."""
    return timedelta(seconds=2 * timeout_seconds + 5)


def has_broken_off(beats_at: datetime, now: datetime, timeout_seconds: int) -> bool:
    """Whether nobody works on an unended sitting any more."""
    return now - beats_at > patience(timeout_seconds)


def _decoded(text: str | bytes) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
