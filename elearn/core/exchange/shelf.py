"""Pictures that come along: each is sniffed, measured against the limits of a course, and kept once under aset/."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from elearn.core.courses.parser.assets import LARGEST_ASSET, LARGEST_COURSE, MOST_ASSETS
from elearn.core.courses.parser.svg import check_svg

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"%PDF-", ".pdf"),
    (b"OggS", ".ogg"),
    (b"ID3", ".mp3"),
    (b"\x1a\x45\xdf\xa3", ".webm"),
)
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
PICTURES = frozenset({".png", ".jpg", ".gif", ".webp", ".svg"})


@dataclass(slots=True)
class Shelf:
    """Files by their path inside the course; `refused` says why the last one was not taken."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: str = ""
    _size: int = 0

    def put(self, name: str, content: bytes) -> str:
        """Keeps a file and returns its path (`aset/alur-1a2b3c4d.png`); "" when it is refused."""
        ending = ending_of(content)
        self.refused = self._fault(ending, content)
        if self.refused:
            return ""
        digest = hashlib.sha256(content).hexdigest()[:8]
        path = f"aset/{slug(PurePosixPath(name).stem)[:40] or 'gambar'}-{digest}{ending}"
        if path not in self.files:
            self._size += len(content)
            self.files[path] = content
        return path

    def _fault(self, ending: str, content: bytes) -> str:
        if not ending:
            return "jenis berkasnya bukan PNG, JPG, GIF, WebP, SVG, PDF, atau audio/video yang didukung"
        if len(content) > LARGEST_ASSET:
            return f"berkasnya lebih dari {LARGEST_ASSET // 1_000_000} MB"
        if len(self.files) >= MOST_ASSETS or self._size + len(content) > LARGEST_COURSE:
            return f"kursus menampung paling banyak {MOST_ASSETS} berkas dan {LARGEST_COURSE // 1_000_000} MB"
        if ending == ".svg" and (faults := check_svg(content).faults):
            return f"SVG-nya tidak aman ({faults[0][1]})"
        return ""


def ending_of(content: bytes) -> str:
    """The ending a file deserves by its first bytes; "" for what a course cannot hold."""
    for signature, ending in _KINDS:
        if content.startswith(signature):
            return ending
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    if content[4:8] == b"ftyp":
        return ".m4a" if content[8:11] == b"M4A" else ".mp4"
    return ".svg" if _SVG.match(content[:2000]) else ""


def slug(name: str) -> str:
    """`Bab 1: Pelayanan` → "bab-1-pelayanan"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
