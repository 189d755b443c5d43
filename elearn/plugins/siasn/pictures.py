"""A picture that HR verified as evidence, as the PDF that SIASN asks for."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from elearn.plugin import Invalid, _

A4_INCHES: Final = (8.27, 11.69)
QUALITY: Final = 85
"""Of the JPEG inside: small print stays readable."""
_FREE_HEAD: Final = (b"0000000000 65536 f", b"0000000000 65535 f")
"""How Pillow begins the table of objects, and how the standard wants it: strict readers refuse the first."""


def as_pdf(picture: bytes) -> bytes:
    """One page, no larger than A4 upright or across, with the whole picture. Raises Invalid when it cannot be read."""
    try:
        with Image.open(BytesIO(picture), formats=["JPEG", "PNG"]) as image:
            page = _on_white(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_("Gambar bukti ini tidak dapat dibaca, jadi tidak dapat dijadikan PDF.")) from error
    short, long = sorted(page.size)
    dots = max(short / A4_INCHES[0], long / A4_INCHES[1])
    target = BytesIO()
    page.save(target, "PDF", resolution=dots, quality=QUALITY)
    body, table, end = target.getvalue().rpartition(b"\nxref\n")
    return body + table + end.replace(*_FREE_HEAD, 1)


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, which a page of a PDF would show as black."""
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return image.convert("RGB")
