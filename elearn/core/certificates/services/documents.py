"""The PDF of a certificate: built when it is first asked for, then the same bytes for ever."""

from __future__ import annotations

from elearn.kernel.errors import Gone
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..claims import from_json
from ..document import Proof, render_pdf
from ..models import Certificate
from ..rules import verify_url
from ..states import REVOKED, SUPERSEDED
from .badges import badge_json
from .designs import look_of
from .proving import paper_claim


def kept_document(work: Work, certificate: Certificate) -> bytes | None:
    """The bytes kept since the first download; None before it, or when the file store has lost them.

    Raises Gone for a certificate that was withdrawn: paper that looks valid is no longer handed out. Raises NotFound
    when a file is lost that somebody signed: it cannot be drawn anew.
    """
    number = certificate.number
    if certificate.state == REVOKED:
        raise Gone(
            _("Sertifikat nomor %(number)s sudah dicabut, jadi berkasnya tidak dapat diunduh lagi.", number=number)
        )
    if certificate.state == SUPERSEDED:
        raise Gone(
            _(
                "Sertifikat nomor %(number)s sudah digantikan. Unduh penggantinya dari halaman Sertifikat.",
                number=number,
            )
        )
    digest = certificate.document_digest
    if digest is None or (certificate.first_digest is None and not work.files.path(digest).exists()):
        return None
    return work.files.read(digest)


def build_document(work: Work, certificate: Certificate) -> str:
    """Draws the PDF, signs it when a key is set and stores it as a file; returns its digest, writes no row.

    Raises NotSigned when the key or the time-stamp service cannot be used, NoSpace when the disk is full; the
    certificate is unharmed and the next download tries again.
    """
    claims, address = from_json(certificate.claims), verify_url(work.settings.address, certificate.code)
    drawn = render_pdf(claims, verify_url=address, look=look_of(work, certificate), proof=proof_of(work, certificate))
    pdf = _signed(work, drawn, claims.place)
    return work.files.put(pdf, what=_("PDF sertifikat nomor %(number)s", number=certificate.number))


def proof_of(work: Work, certificate: Certificate) -> Proof:
    """What the file carries so that it can be checked without this house."""
    return Proof(claim=paper_claim(work, certificate), badge=badge_json(work, certificate).decode())


def _signed(work: Work, pdf: bytes, place: str) -> bytes:
    if not work.settings.signs_documents:
        return pdf
    from elearn.kernel.pdf_signatures import signed  # noqa: PLC0415  # half a second of imports, for houses with a key

    return signed(work.settings, pdf, place)


def keep_document(work: Work, certificate_id: int, digest: str) -> str:
    """Notes which file is the certificate's document; returns the digest that counts.

    Of two first downloads the first one counts, so that both hand out the same bytes.
    """
    certificate = work.session.get_one(Certificate, certificate_id, with_for_update=True)
    kept = certificate.document_digest
    if kept is None or not work.files.path(kept).exists():
        certificate.document_digest = digest
        work.session.flush()
        return digest
    return kept
