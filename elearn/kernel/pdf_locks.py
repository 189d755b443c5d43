"""Whether a PDF opens without a password; pyHanko knows every kind of lock."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader


def needs_password(content: bytes) -> bool:
    """True only for a PDF that nobody can read without its password; one that merely forbids printing opens for all."""
    if b"/Encrypt" not in content:
        return False
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        return bool(reader.encrypted) and reader.decrypt(b"").status == AuthStatus.FAILED
    except Exception:  # a suspicious file breaks a reader anywhere; whoever looks at it sees as much
        return False
