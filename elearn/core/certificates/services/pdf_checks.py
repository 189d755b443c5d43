"""What a PDF proves: its signature, the claim inside it, and what is stored here; each is asked by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from elearn.kernel.errors import NotFound
from elearn.kernel.keys import keys_of
from elearn.kernel.work import Work

from .. import queries
from ..claims import from_json
from ..models import Certificate
from ..proof import paper
from ..proof.cose import UnknownKey, Unreadable
from ..proof.paper import PaperClaim
from ..rules import long_date_id
from ..states import standing

Holds: TypeAlias = Literal["yes", "no", "unasked"]
"""unasked: there was nothing to ask, which proves nothing and contradicts nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question; `what` is its name for machines, `sentence` for people."""

    what: Literal["signature", "claim", "certificate", "state", "file"]
    holds: Holds
    sentence: str


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """All answers about one file; `claim` is None when nothing of ours signed one."""

    claim: PaperClaim | None
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether it is a certificate of this house, unchanged and valid today: nothing failed, and its claim holds."""
        said = {finding.what: finding.holds for finding in self.findings}
        return said.get("claim") == "yes" and "no" not in said.values()


def check_pdf(work: Work, pdf: bytes) -> PdfCheck:
    """Asks everything that can be asked of a file without a network. Nothing is written."""
    findings = [_signature(work, pdf)]
    claim, said = _claim(work, pdf)
    findings.append(said)
    if claim is not None:
        findings += _stored(work, claim, pdf)
    return PdfCheck(claim, tuple(findings))


def _signature(work: Work, pdf: bytes) -> Finding:
    from elearn.kernel.pdf_signatures import signatures_of  # noqa: PLC0415  # half a second of imports

    try:
        found = signatures_of(pdf, work.settings.pdf_roots)
    except ValueError:
        return Finding("signature", "no", "Berkas ini rusak atau bukan PDF.")
    if not found:
        return Finding("signature", "unasked", "Berkas ini tidak bertanda tangan elektronik.")
    if not all(one.is_intact and one.covers_file for one in found):
        return Finding("signature", "no", "Isi berkas diubah sesudah ditandatangani.")
    names = ", ".join(one.signer for one in found)
    if all(one.is_trusted for one in found):
        return Finding("signature", "yes", f"Tanda tangan elektronik utuh dan tepercaya: {names}.")
    return Finding(
        "signature",
        "yes",
        f"Tanda tangan elektronik utuh: {names}. Siapa penandatangannya belum dijamin ELEARN_PDF_ROOTS.",
    )


def _claim(work: Work, pdf: bytes) -> tuple[PaperClaim | None, Finding]:
    texts = paper.written_in(pdf)
    if not texts:
        return None, Finding("claim", "no", "Berkas ini tidak memuat bukti sertifikat (EL1).")
    if len(texts) > 1:
        return None, Finding("claim", "no", "Berkas ini memuat lebih dari satu bukti sertifikat yang berbeda.")
    try:
        claim = paper.verify(texts[0], keys_of(work.settings).all_public)
    except UnknownKey:
        return None, Finding(
            "claim", "no", "Bukti di dalamnya ditandatangani dengan kunci yang bukan milik sistem ini."
        )
    except Unreadable:
        return None, Finding("claim", "no", "Bukti di dalamnya rusak atau diubah.")
    return claim, Finding("claim", "yes", f"Bukti di dalamnya asli: nomor {claim.number} atas nama {claim.name}.")


def _stored(work: Work, claim: PaperClaim, pdf: bytes) -> Iterator[Finding]:
    try:
        certificate = queries.by_code_or_number(work, claim.code)
    except NotFound:
        yield Finding("certificate", "no", "Sertifikat ini tidak ada dalam basis data sistem ini.")
        return
    if _says_the_same(certificate, claim):
        yield Finding("certificate", "yes", "Isi buktinya sama dengan sertifikat yang tersimpan.")
    else:
        yield Finding("certificate", "no", "Isi buktinya berbeda dari sertifikat yang tersimpan.")
    yield _state(work, certificate)
    yield _file(certificate, pdf)


def _says_the_same(certificate: Certificate, claim: PaperClaim) -> bool:
    """Whether a claim, whose longest words may be cut, says what is stored; names of issuers may change."""
    whole = paper.claim_of(from_json(certificate.claims), issuer=claim.issuer, status_index=certificate.status_index)
    return paper.is_cut_of(claim, whole)


def _state(work: Work, certificate: Certificate) -> Finding:
    until = from_json(certificate.claims).valid_until
    how = standing(certificate.state, until, work.today)
    reason = f" Alasan: {certificate.state_reason}" if certificate.state_reason else ""
    sentences = {
        "valid": "Sertifikat ini sah.",
        "expired": f"Masa berlaku sertifikat ini habis pada {long_date_id(until)}." if until else "",
        "revoked": f"Sertifikat ini sudah dicabut.{reason}",
        "superseded": f"Sertifikat ini sudah digantikan.{reason}",
    }
    return Finding("state", "yes" if how == "valid" else "no", sentences[how])


def _file(certificate: Certificate, pdf: bytes) -> Finding:
    if certificate.document_digest is None:
        return Finding("file", "no", "Sistem ini belum pernah menyerahkan berkas PDF sertifikat ini.")
    digest = hashlib.sha256(pdf).hexdigest()
    if digest == certificate.document_digest:
        return Finding("file", "yes", "Berkas ini sama, byte demi byte, dengan yang diserahkan sistem ini.")
    if digest == certificate.first_digest:
        return Finding("file", "yes", "Berkas ini diserahkan sistem ini sebelum pejabat menandatanganinya.")
    return Finding("file", "no", "Berkas ini bukan berkas yang diserahkan sistem ini; tampilannya dapat sudah diubah.")
