"""A file sent as evidence: told by what is in it, within the limit, a picture that can be read, and no policy against it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from elearn.core.studio.services.pictures import redrawn, stripped
from elearn.kernel.errors import Invalid, TooLarge
from elearn.kernel.files import FileStore
from elearn.kernel.i18n import _
from elearn.kernel.pdf_locks import needs_password
from elearn.kernel.work import Work

PDF = "application/pdf"
SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
"""What a file begins with, whatever it is called."""
_TAIL = 2048
"""Bytes at a PDF's end within which its last mark must stand; readers look no further."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came; its name is only ever shown."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is kept: `digest` of what came, `stored` of what is kept."""

    media_type: str
    size: int
    digest: str
    stored: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that can be read, told by what is in it; `content` is what may be kept of it."""

    media_type: str
    content: bytes


def read(sent: SentFile, limit: int) -> ReadFile:
    """Checks a file of at most `limit` megabytes.

    Raises TooLarge beyond it, Invalid for what is neither PDF, PNG nor JPEG, is damaged, or opens by a password alone.
    """
    if len(sent.content) > limit * 1_000_000:
        raise TooLarge(
            _("Berkas bukti paling besar %(most)s MB. Perkecil atau pindai ulang, lalu kirim lagi.", most=limit)
        )
    media_type = _sniffed(sent.content)
    return ReadFile(media_type, sent.content if media_type == PDF else _bare(sent.content, media_type))


def keep(work: Work, sent: SentFile) -> KeptFile:
    """Checks a file, asks the policies (`may_keep_file`, such as a virus scanner), and keeps it.

    Raises as `read` does, and Refused when a policy says no or breaks.
    """
    found = read(sent, work.settings.evidence_max_mb)
    content, media_type = found.content, found.media_type
    work.ask("may_keep_file", content=sent.content, media_type=media_type, filename=sent.name)
    digest = hashlib.sha256(sent.content).hexdigest()
    return KeptFile(media_type, len(content), digest, files(work).put(content, what=_("Berkas bukti")))


def files(work: Work) -> FileStore:
    """Where evidence lies."""
    return work.files.within("bukti")


def _bare(content: bytes, media_type: str) -> bytes:
    """A picture that can be read, as it is, but for what a camera noted in it. Raises Invalid or TooLarge."""
    redrawn(content, media_type, None)
    return stripped(content, media_type)


def _sniffed(content: bytes) -> str:
    found = next((media_type for mark, media_type in SIGNATURES if content.startswith(mark)), "")
    if not found:
        raise Invalid(_("Berkas ini bukan PDF, PNG, atau JPEG. Pindai atau foto buktinya, lalu kirim lagi."))
    if found == PDF and b"%%EOF" not in content[-_TAIL:]:
        raise Invalid(_("PDF ini tidak lengkap. Unduh atau pindai ulang, lalu kirim lagi."))
    if found == PDF and needs_password(content):
        raise Invalid(_("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."))
    return found
