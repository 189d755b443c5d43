"""The QR codes of a certificate, drawn on this machine: no service elsewhere can switch them off."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import segno


def qr_svg(text: str, error: Literal["m", "q"] = "q") -> str:
    """A QR code as SVG, without its quiet zone; `error` says how much of it may be damaged (m: 15 %, q: 25 %)."""
    drawing = BytesIO()
    segno.make_qr(text, error=error, boost_error=False).save(drawing, kind="svg", border=0, dark="#0d2b33")
    return drawing.getvalue().decode()
