"""Pictures are drawn anew before they are kept: no larger than a screen needs, without what a camera noted in them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

from elearn.kernel.errors import Invalid, TooLarge
from elearn.kernel.i18n import _

MOST_PIXELS = 50_000_000
"""A phone's largest photograph, and what one process can still hold in memory."""
QUALITY = 82
"""Of JPEG and WebP: differences are not seen at arm's length."""

Size = Literal["kecil", "sedang", "besar"]
LONGEST: dict[Size, int] = {"kecil": 640, "sedang": 1280, "besar": 1920}
"""Longest side in pixels: a phone in the hand, a phone turned or a half screen, a whole screen."""

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept; `width` and `height` in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def redrawn(content: bytes, media_type: str, longest: int | None) -> Picture:
    """The picture upright, without metadata and at most `longest` pixels wide and high; as it is where that is smaller.

    A moving GIF stays as it is. Raises Invalid when it cannot be read, TooLarge when it has too many pixels.
    """
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooLarge(_("Gambar ini lebih dari 50 megapiksel. Perkecil dahulu, lalu kirim lagi."))
            if getattr(image, "is_animated", False):
                return Picture(content, media_type, image.width, image.height)
            bare = not image.getexif() and not image.info.get("xmp") and media_type != "image/gif"
            fits = longest is None or max(image.size) <= longest
            new = _drawn(image, media_type, longest)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_("Gambar ini rusak atau tidak lengkap. Simpan ulang dari program gambarnya.")) from error
    return (
        Picture(content, media_type, new.width, new.height)
        if bare and fits and len(content) <= len(new.content)
        else new
    )


def stripped(content: bytes, media_type: str) -> bytes:
    """The same picture at the same size; drawn anew only when a camera noted something in it."""
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as image:
            noted = bool(image.getexif()) and not getattr(image, "is_animated", False)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return content  # the check says what is wrong with it
    return redrawn(content, media_type, None).content if noted else content


def _drawn(image: Image.Image, media_type: str, longest: int | None) -> Picture:
    upright = ImageOps.exif_transpose(image)
    if longest is not None:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    into = "image/png" if media_type == "image/gif" else media_type
    if into == "image/jpeg" and upright.mode != "RGB":
        upright = upright.convert("RGB")
    target = BytesIO()
    profile = image.info.get("icc_profile")
    options = {"icc_profile": profile} if profile and into != "image/gif" else {}
    match into:
        case "image/jpeg":
            upright.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True, exif=b"", **options)
        case "image/webp":
            upright.save(target, "WEBP", quality=QUALITY, method=4, exif=b"", **options)
        case _:
            upright.save(target, "PNG", optimize=True, exif=b"", **options)
    return Picture(target.getvalue(), into, upright.width, upright.height)
