"""Credentials as JSON: one strict reading, one compact writing, and what this house never takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from elearn.kernel.i18n import _

Document: TypeAlias = Mapping[str, Any]

LARGEST: Final = 32 * 1024
"""Bytes of a credential; our badges have about 4,000, a list of withdrawn certificates at most 24,000."""

_DEEPEST: Final = 24
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class BadgeRefused(ValueError):
    """The file is no credential that this house reads; the message says why, in the reader's language."""


def read(content: bytes) -> dict[str, Any]:
    """The credential in `content`.

    Raises BadgeRefused for what is not JSON, and for JSON whose meaning a signature would not cover: a name given twice,
    nothing (null, [] or {}), a fraction, a control character, a term of JSON-LD other than the first "@context".
    """
    found = read_any(content)
    refuse_odd({name: value for name, value in found.items() if name != "@context"})
    return found


def read_any(content: bytes) -> dict[str, Any]:
    """The JSON object in `content`, whatever it says. Raises BadgeRefused for anything else."""
    if len(content) > LARGEST:
        raise BadgeRefused(_("Kredensial ini lebih besar dari %(most)s KiB.", most=LARGEST // 1024))
    try:
        found = json.loads(content.decode(), object_pairs_hook=_object, parse_float=_fraction, parse_constant=_fraction)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter ("\\ud800") can be read, and written nowhere
    except BadgeRefused:
        raise
    except (ValueError, RecursionError):
        raise BadgeRefused(_("Isinya bukan JSON yang dapat dibaca.")) from None
    if not isinstance(found, dict):
        raise BadgeRefused(_("Isinya bukan sebuah kredensial (objek JSON)."))
    return found


def write(document: Document) -> bytes:
    """The document in one line without spaces, as UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def refuse_odd(value: object, depth: int = 0) -> None:
    """Raises BadgeRefused for a part that canonical RDF would leave out, or write differently from one library to another."""
    if value is None or value in ({}, []) or isinstance(value, float) or depth > _DEEPEST:
        raise BadgeRefused(_("Kredensial memuat isian kosong, pecahan, atau susunan yang terlalu dalam."))
    if isinstance(value, str) and (_CONTROL.search(value) or value.startswith("_:")):
        raise BadgeRefused(_("Kredensial memuat karakter kendali atau nama sementara “_:”."))
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.startswith("@"):
                raise BadgeRefused(
                    _("Kredensial memuat istilah JSON-LD “%(name)s” yang tidak dikenal di sini.", name=name)
                )
            refuse_odd(inner, depth + 1)
    if isinstance(value, list):
        for inner in value:
            refuse_odd(inner, depth + 1)


def plain(text: str) -> str:
    """Text fit for a credential: every run of spaces and control characters is one space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadgeRefused(_("Kredensial memuat nama isian yang sama dua kali."))
    return found


def _fraction(text: str) -> Any:
    raise BadgeRefused(_("Kredensial memuat bilangan pecahan “%(number)s”.", number=text[:20]))
