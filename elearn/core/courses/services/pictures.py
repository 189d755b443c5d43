"""Pictures of a published course in the widths that `kernel.picture_sizes` offers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from elearn.kernel.picture_sizes import widths_of
from elearn.kernel.work import Work

from .. import queries
from ..models import SmallPicture
from ..parser import Asset

MOST_PIXELS = 50_000_000
"""What one process can hold in memory; a larger picture is served as it is."""
QUALITY = 80
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


def keep_small(work: Work, asset: Asset, digest: str) -> None:
    """Keeps the picture in every width that makes it lighter; what is no picture, or cannot be read, has none."""
    if asset.media_type not in _FORMATS or queries.small_widths(work, digest):
        return
    for width, content in _drawn(asset):
        if len(content) < len(asset.content):
            kept = work.files.put(content, what=f"Berkas {asset.path}")
            work.add(SmallPicture(original=digest, width=width, digest=kept))


def _drawn(asset: Asset) -> Iterator[tuple[int, bytes]]:
    form = _FORMATS[asset.media_type]
    try:
        with Image.open(BytesIO(asset.content), formats=[form]) as image:
            if image.width * image.height > MOST_PIXELS or getattr(image, "is_animated", False):
                return
            upright = ImageOps.exif_transpose(image)
            if upright.mode == "P":  # colours by number cannot be mixed
                upright = upright.convert("RGBA" if "transparency" in image.info else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return
    for width in widths_of(upright.width):
        small = upright.resize((width, max(round(upright.height * width / upright.width), 1)), Image.Resampling.LANCZOS)
        target = BytesIO()
        small.save(target, form, quality=QUALITY, optimize=True, exif=b"", icc_profile=image.info.get("icc_profile"))
        yield width, target.getvalue()
