"""Logos and pictures of signatures: read for what they are, drawn anew, kept small, and taken away again."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from elearn.core.people.models import WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid, TooLarge
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import design_queries
from ..models import Picture

LOGO: Final = "logo"
SIGNATURE: Final = "signature"
MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 16_000_000
"""Of an upload: more than a scanner gives of a signature, and what one process can hold."""
MOST_PICTURES: Final = 40
"""Of one agency: a page that shows them all stays a page."""

_ROOM: Final = {LOGO: (320, 320), SIGNATURE: (480, 240)}
"""Pixels kept: 300 dots to the inch in the size in which it is printed. With the limit of a document in mind."""
_COLOURS: Final = 64

ADDED = "certificates:picture:create"
REMOVED = "certificates:picture:delete"
"""Audit actions."""


def add_picture(work: Work, agency: WorkUnit, kind: str, name: str, content: bytes) -> Picture:
    """Keeps a picture (PNG or JPEG by its content, whatever it is called) for the agency's designs.

    It is drawn anew: no place, camera or hidden content of the upload stays. The same picture twice is one.
    Raises TooLarge, Invalid for what is no picture, Conflict when the agency has too many.
    """
    held = [one for one in design_queries.pictures(work, [agency.id]) if one.kind == kind]
    drawn = work.files.put(redrawn(kind, content), what=_("Gambar"))
    known = [one for one in held if one.digest == drawn]
    if known:
        return known[0]
    if len(held) >= MOST_PICTURES:
        raise Conflict(_("Sudah ada %(most)s gambar. Hapus dahulu yang tidak dipakai lagi.", most=MOST_PICTURES))
    added = work.add(
        Picture(
            agency_id=agency.id,
            kind=kind,
            name=name,
            digest=drawn,
            added_at=work.now,
            added_by=work.actor.person_id,
        )
    )
    audit.note(work, ADDED, f"picture:{added.id}", agency=agency.code, name=name, digest=drawn)
    return added


def remove_picture(work: Work, picture: Picture) -> None:
    """Takes a picture out of the choice; its file goes too, unless a version of a design was made with it."""
    digest = picture.digest
    audit.note(work, REMOVED, f"picture:{picture.id}", name=picture.name, digest=digest)
    work.session.delete(picture)
    work.session.flush()
    if not design_queries.is_drawn(work, digest):
        work.after_commit.append(lambda: work.files.forget(digest))


def redrawn(kind: str, content: bytes) -> bytes:
    """The picture as a small PNG of few colours. Raises TooLarge, and Invalid for what is no PNG or JPEG."""
    if len(content) > MOST_BYTES:
        raise TooLarge(_("Gambar ini lebih besar dari %(most)s MB. Perkecil dahulu.", most=MOST_BYTES // 1_000_000))
    try:
        with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooLarge(_("Gambar ini terlalu lebar atau tinggi. Perkecil dahulu."))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_("Berkas ini bukan gambar PNG atau JPEG yang utuh. Pilih berkas lain.")) from error
    upright.thumbnail(_ROOM[kind], Image.Resampling.LANCZOS)
    target = BytesIO()
    upright.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(target, "PNG", optimize=True)
    return target.getvalue()
