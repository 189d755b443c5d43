"""The two JSON-LD contexts of a badge, which lie beside this file; none is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from elearn.kernel.i18n import _

from .documents import BadgeRefused

CREDENTIALS: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_FILES: Final[Mapping[str, str]] = {CREDENTIALS: "credentials-2.0.json", OPEN_BADGES: "open-badges-3.0.3.json"}


def load(url: str, options: object = None) -> dict[str, Any]:
    """A context by its address, from this folder; pyld's document loader. Raises BadgeRefused for any other address."""
    if url not in _FILES:
        raise BadgeRefused(_("Konteks “%(url)s” tidak dikenal di sini, dan tidak diambil dari jaringan.", url=url))
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": _context(url)}


@cache
def _context(url: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "contexts" / _FILES[url]).read_text())
    return found
