"""The certificate as a PDF: one A4 page, tagged, fit for archives, the same bytes every time.

Portrait, because official letters and personnel files are A4 portrait and the identity needs lines, not width.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from elearn.kernel.typesetting import typeset

from ..claims import Claims
from .qr import qr_svg
from .wording import document_title, word

_LAYOUT: Final = Path(__file__).with_name("certificate.typ")


def render_pdf(claims: Claims, *, verify_url: str) -> bytes:
    """The certificate's PDF (PDF/A-2a and PDF/UA-1, fonts embedded, language "id").

    Equal claims and address give equal bytes in every process with the same release of typst; the time
    inside is the time of issue. `verify_url` is the public page of this certificate, shown and in the QR code.
    Claims reach the layout as JSON strings, so nothing a user typed is ever read as markup.
    Safe to call from several threads: they take turns, because a compiler refuses two calls at once.
    Raises RuntimeError in a process forked after its parent made a certificate.
    """
    inputs = {
        "wording": json.dumps(word(claims, verify_url).as_json_ready(), sort_keys=True),
        "title": document_title(claims),
        "qr": qr_svg(verify_url),
    }
    return typeset(_LAYOUT, inputs, claims.issued_at)
