"""The QR code of the verification page, drawn on this machine: no service elsewhere can switch it off."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(url: str) -> str:
    """A QR code with error correction Q (a quarter of it may be damaged) as SVG, without its quiet zone."""
    drawing = BytesIO()
    segno.make_qr(url, error="q", boost_error=False).save(drawing, kind="svg", border=0, dark="#0d2b33")
    return drawing.getvalue().decode()
