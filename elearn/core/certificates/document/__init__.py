"""The certificate as a PDF: one A4 page, tagged, fit for archives, the same bytes every time.

Portrait, because official letters and personnel files are A4 portrait and the identity needs lines, not width.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from ..claims import Claims
from .qr import qr_svg
from .wording import document_title, word

_FOLDER: Final = Path(__file__).parent
_ONE_AT_A_TIME: Final = Lock()


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
    with _ONE_AT_A_TIME:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs=inputs,
            timestamp=claims.issued_at,
            pdf_standards=["a-2a", "ua-1"],
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned several files for one document")
    return pdf


def _compiler() -> typst.Compiler:
    home, compiler = _compiler_at_home()
    if home != os.getpid():
        raise RuntimeError("start worker processes before the first certificate: typst cannot continue after a fork")
    return compiler


@cache
def _compiler_at_home() -> tuple[int, typst.Compiler]:
    """The process that made the first certificate, and its compiler, kept because it remembers fonts and ornaments.

    Typst's worker threads do not survive a fork: a forked child would wait for them for ever.
    """
    return os.getpid(), typst.Compiler(input=_FOLDER / "certificate.typ", root=_FOLDER, ignore_system_fonts=True)
