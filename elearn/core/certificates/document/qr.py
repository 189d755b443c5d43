"""The QR codes of a certificate, drawn on this machine: no service elsewhere can switch them off."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(text: str) -> str:
    """An address as a QR code; a quarter of it may be damaged."""
    return _svg(segno.make_qr(text, error="q", boost_error=False))


def proof_svg(claim: str) -> str:
    """A signed claim as a QR code; a seventh of it may be damaged.

    One mask for all: trying all eight takes 16 ms, and a signed claim is as even as noise under any of them.
    """
    return _svg(segno.make_qr(claim, error="m", boost_error=False, mask=3))


def _svg(code: segno.QRCode) -> str:
    """The code as SVG, without its quiet zone."""
    drawing = BytesIO()
    code.save(drawing, kind="svg", border=0, dark="#0d2b33")
    return drawing.getvalue().decode()
