"""Pictures and files of a draft: told by what is in them, limited in size, and taken in only when they are what they are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from elearn.core.courses.parser.assets import LARGEST_ASSET
from elearn.core.courses.parser.folder import ASSET_FOLDER
from elearn.core.courses.parser.svg import check_svg
from elearn.kernel.errors import Invalid, NotFound, TooLarge
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries
from ..writing.names import slug_of
from .files import put
from .pictures import LONGEST, Size, redrawn, stripped

ENDINGS = {
    "image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
    "application/pdf": ".pdf", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "video/mp4": ".mp4",
    "video/webm": ".webm",
}  # fmt: skip
DRAWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What is drawn anew, and may therefore arrive larger than it stays."""
LARGEST_SENT = 20_000_000
"""Bytes of a photograph as it arrives."""

_MEDIA_TYPES = {ending: media_type for media_type, ending in ENDINGS.items()} | {".jpeg": "image/jpeg"}
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"), (b"OggS", "audio/ogg"), (b"\x1a\x45\xdf\xa3", "video/webm"), (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"), (b"\xff\xf3", "audio/mpeg"), (b"\xff\xf2", "audio/mpeg"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was kept: its path, and how it is written into a text."""

    path: str
    media_type: str
    size: int

    @property
    def written(self) -> str:
        return written(self.path, self.media_type)


def written(path: str, media_type: str) -> str:
    """How a text names a file: a picture or player, else a link; what stands in brackets is for the author to say."""
    if media_type.startswith(("image/", "audio/", "video/")):
        return f"![{_('Tulis keterangan isinya di sini')}]({path})"
    return f"[{posixpath.basename(path)}]({path})"


def sniffed(content: bytes) -> str:
    """The media type by what is in the file, whatever it is called; "" for none that a course may have."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "audio/mp4" if content[8:11] == b"M4A" else "video/mp4"
    return "image/svg+xml" if b"<svg" in content[:2000] else ""


def take(work: Work, draft: Draft, filename: str, content: bytes, size: Size = "sedang") -> Taken:
    """Keeps a file somebody sent, under a name of letters and digits; the same name with other content gets a number.

    Raises Invalid for a kind of file a course cannot have, and for a picture that may not be shown, TooLarge beyond
    the limits.
    """
    media_type = sniffed(content)
    if not media_type:
        raise Invalid(
            _("%(name)s bukan gambar, PDF, audio, atau video yang dikenal. Pakai SVG, PNG, JPG, GIF, WebP, PDF, MP3, M4A, OGG, MP4, atau WebM.", name=filename[:80])
        )  # fmt: skip
    content, media_type = _fit(filename, content, media_type, size)
    queries.lock(work, draft)
    path = _free_path(work, draft, filename, media_type, work.files.put(content))
    file = put(work, draft, path, content, media_type, note=_("diunggah"))
    return Taken(path, media_type, file.size)


def shrink(work: Work, draft: Draft, path: str, size: Size) -> int:
    """Draws a picture of the draft anew in another size; returns its bytes. Raises NotFound for anything else."""
    queries.lock(work, draft)
    file = queries.file_of(work, draft, path)
    if file.digest is None or file.media_type not in DRAWN or file.media_type == "image/gif":
        raise NotFound
    new = redrawn(work.files.read(file.digest), file.media_type, LONGEST[size])
    return put(work, draft, path, new.content, new.media_type, note=_("diperkecil")).size


def keep(work: Work, draft: Draft, path: str, content: bytes, *, note: str = "") -> str:
    """Keeps a file of a course folder as it is, but for what a camera noted in it; the check says what is wrong with it.

    Returns why it was not kept, or "".
    """
    if len(content) > LARGEST_ASSET:
        return _("lebih dari %(most)s MB", most=LARGEST_ASSET // 1_000_000)
    media_type = _MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
    put(work, draft, path, stripped(content, media_type) if media_type in DRAWN else content, media_type, note=note)
    return ""


def _fit(filename: str, content: bytes, media_type: str, size: Size) -> tuple[bytes, str]:
    """The content as it will be kept. Raises Invalid or TooLarge."""
    if media_type in DRAWN and len(content) <= LARGEST_SENT:
        picture = redrawn(content, media_type, LONGEST[size])
        content, media_type = picture.content, picture.media_type
    if media_type == "image/svg+xml":
        for _line, sentence, fix in check_svg(content).faults:
            raise Invalid(f"{filename[:80]}: {sentence}. {fix[:1].upper()}{fix[1:]}.")
    if len(content) > LARGEST_ASSET:
        most = LARGEST_SENT if media_type in DRAWN and media_type != "image/gif" else LARGEST_ASSET
        raise TooLarge(
            _("%(name)s terlalu besar. Paling besar %(most)s MB; perkecil, lalu kirim lagi.", name=filename[:80], most=most // 1_000_000)
        )  # fmt: skip
    return content, media_type


def _free_path(work: Work, draft: Draft, filename: str, media_type: str, digest: str) -> str:
    stem = slug_of(posixpath.splitext(posixpath.basename(filename.replace("\\", "/")))[0]) or "berkas"
    names = {line.path: line.digest for line in queries.lines_of(work, draft)}
    number, path = 1, f"{ASSET_FOLDER}/{stem}{ENDINGS[media_type]}"
    while names.get(path, digest) != digest:
        number += 1
        path = f"{ASSET_FOLDER}/{stem}-{number}{ENDINGS[media_type]}"
    return path
