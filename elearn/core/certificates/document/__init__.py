"""The certificate as a PDF: tagged, fit for archives, the same bytes every time; its look is chosen by the agency."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from elearn.kernel.typesetting import picture, typeset

from ..claims import Claims
from .look import LAYOUTS, Layout, Look, Proof, Signer, Subject, Words
from .qr import proof_svg, qr_svg
from .wording import document_title, word

__all__ = ["LAYOUTS", "Layout", "Look", "Proof", "Signer", "Subject", "Words", "render_pdf", "render_png"]

_FOLDER: Final = Path(__file__).parent
_LAYOUTS: Final[Mapping[Layout, Path]] = {"plain": _FOLDER / "certificate.typ", "sttp": _FOLDER / "sttp.typ"}
_PLAIN: Final = Look()
_NO_PROOF: Final = Proof()


def render_pdf(claims: Claims, *, verify_url: str, look: Look = _PLAIN, proof: Proof = _NO_PROOF) -> bytes:
    """The certificate's PDF (PDF/A-3a and PDF/UA-1, fonts embedded, language "id"), not signed.

    Equal claims, address, look and proof give equal bytes in every process with the same release of typst; the time
    inside is the time of issue. `verify_url` is the public page of this certificate, shown and in a QR code. The
    proof's claim is the other QR code, a file inside (klaim.txt) and, readable without unpacking anything, a keyword.
    Claims reach the layout as JSON strings, so nothing a user typed is ever read as markup.
    Safe to call from several threads: they take turns, because a compiler refuses two calls at once.
    Raises RuntimeError in a process forked after its parent made a certificate.
    """
    return typeset(_LAYOUTS[look.layout], _inputs(claims, verify_url, look, proof), claims.issued_at)


def render_png(claims: Claims, *, verify_url: str, look: Look, proof: Proof, page: int) -> bytes:
    """A small picture of one page (from 1), for choosing a look; the last page when there are fewer."""
    return picture(_LAYOUTS[look.layout], _inputs(claims, verify_url, look, proof), page)


def _inputs(claims: Claims, verify_url: str, look: Look, proof: Proof) -> dict[str, str]:
    wording = word(claims, verify_url, look)
    return {
        "wording": json.dumps(wording.as_json_ready(), sort_keys=True),
        "look": json.dumps(look.as_json_ready(len(wording.signatories)), sort_keys=True),
        "title": document_title(claims, look.words.title),
        "qr": qr_svg(verify_url),
        "proof-qr": proof_svg(proof.claim) if proof.claim else "",
        "claim": proof.claim,
        "badge": proof.badge,
    }
