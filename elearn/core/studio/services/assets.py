"""Pictures and files of a draft: taken in only when they are what they say."""

from __future__ import annotations

import posixpath

from elearn.core.courses.parser.assets import LARGEST_ASSET
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft
from .files import put

MEDIA_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".pdf": "application/pdf", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
    ".mp4": "video/mp4", ".webm": "video/webm",
}  # fmt: skip


def keep(work: Work, draft: Draft, path: str, content: bytes, *, note: str = "") -> str:
    """Keeps a file of a course folder as it is; the check says what is wrong with it. Returns why it was not kept, or ""."""
    media_type = MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
    if len(content) > LARGEST_ASSET:
        return _("lebih dari %(most)s MB", most=LARGEST_ASSET // 1_000_000)
    put(work, draft, path, content, media_type, note=note)
    return ""
