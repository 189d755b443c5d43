"""A document that somebody signed outside the house: looked at before it takes the place of the one they were given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Certificate
from ..states import ISSUED


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A stored file that holds the document `before` unchanged and one signature more, by `signer`."""

    before: str
    digest: str
    signer: str


def accept_signed(work: Work, before: bytes, after: bytes, roots: Path | None) -> SignedCopy:
    """Stores `after` as a file if it is `before` with one good signature added; writes no row.

    With `roots` (PEM) the signer's certificate has to lead to one of them. Raises Invalid when it is anything else.
    """
    from elearn.kernel.pdf_signatures import added_signature  # noqa: PLC0415  # half a second of imports

    try:
        signature = added_signature(before, after, roots)
    except ValueError as error:
        raise Invalid(_("Berkas yang kembali tidak dapat diterima: %(why)s", why=_(str(error)))) from error
    digest = work.files.put(after, what=_("PDF bertanda tangan"))
    return SignedCopy(hashlib.sha256(before).hexdigest(), digest, signature.signer)


def keep_signed(work: Work, certificate_id: int, copy: SignedCopy) -> None:
    """Hands out the signed file from now on; the one before stays stored, and known as ours.

    Raises Conflict when the certificate was withdrawn, or its document is no longer the one that was signed.
    """
    certificate = work.session.get_one(Certificate, certificate_id, with_for_update=True, populate_existing=True)
    if certificate.state != ISSUED:
        raise Conflict(_("Sertifikat ini sudah dicabut atau digantikan, jadi tanda tangannya tidak dipakai."))
    if certificate.document_digest != copy.before:
        raise Conflict(_("Berkas sertifikat ini sudah ditandatangani, jadi tanda tangan yang kedua tidak dipakai."))
    certificate.first_digest = certificate.first_digest or copy.before
    certificate.document_digest = copy.digest
    work.session.flush()
