"""Signatures in PDF files (PAdES): making one, and saying what those of a file are worth."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from elearn.config import Settings
from elearn.kernel.errors import DomainError
from elearn.kernel.i18n import N_, _
from elearn.kernel.loops import outside_loops
from elearn.kernel.pdf_keys import signer_of
from elearn.kernel.pdf_revisions import only_signed

log = logging.getLogger(__name__)
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""That nobody here vouches for a signer is an answer, which pyHanko logs as an error with its whole stack."""

FIELD: Final = "TandaTanganPenerbit"
_ONE_AT_A_TIME: Final = Lock()
"""A token's session serves one thread; and a signature takes a few milliseconds."""


class NotSigned(DomainError):
    """A key is set and could not be used, or the time-stamp service did not answer; nothing unsigned goes out instead."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dokumen ini belum dapat ditandatangani secara elektronik. Coba lagi nanti atau hubungi pengelola sistem; "
                "data yang sudah tersimpan tidak hilang."
            )
        )


class UnreadableRoots(DomainError):
    """A file of roots that was set is not there, or holds no certificate."""

    status = 503

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            _(
                "Berkas akar kepercayaan %(path)s tidak ada atau bukan PEM berisi sertifikat, jadi tanda tangan belum "
                "dapat diperiksa. Minta pengelola sistem membetulkannya.",
                path=path,
            )
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file. `is_intact`: no signed byte was changed, and nothing was added that is not allowed.

    `is_trusted`: the signer's certificate leads to one of the roots that were set. `stamped_at` is the moment that a
    time-stamp service vouched for, `signed_at` the one that the signer wrote.
    """

    signer: str
    is_intact: bool
    covers_file: bool
    is_trusted: bool
    signed_at: datetime | None
    stamped_at: datetime | None


def signed(settings: Settings, pdf: bytes, place: str) -> bytes:
    """The file with the installation's signature; the file itself when no key is set.

    B-B; B-T with a time-stamp service, B-LT when the roots are set as well. `place` is written into the signature.
    Raises NotSigned.
    """
    try:
        signer = signer_of(settings)
        if signer is None:
            return pdf
        with _ONE_AT_A_TIME:
            pen = PdfSigner(_metadata(settings, place), signer, timestamper=_stamper(settings), new_field_spec=_PLACE)
            writer = IncrementalPdfFileWriter(BytesIO(_ended(pdf)))
            return bytes(outside_loops(partial(pen.sign_pdf, writer)).getbuffer())
    except Exception as error:  # keys, tokens and services fail in ways of their own; the reader gets one sentence
        log.exception("a document was not signed")
        raise NotSigned from error


def signatures_of(pdf: bytes, roots: Path | None) -> tuple[Signature, ...]:
    """Every signature of the file, the oldest first; nothing is fetched.

    Raises ValueError when it is no readable PDF, UnreadableRoots when nobody can be trusted by `roots`.
    """
    read_roots(roots)  # said as what it is: no signature is damaged by it
    try:
        embedded = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except Exception as error:  # a damaged file breaks a reader anywhere
        raise ValueError("the PDF cannot be read") from error
    return tuple(_judged(one, roots) for one in embedded)


def added_signature(before: bytes, after: bytes, roots: Path | None) -> Signature:
    """The one signature that `after` has more than `before`, of which every byte is still there, and shown as it was.

    Raises ValueError with the reason, an Indonesian sentence, when it is anything but that; with `roots` also when
    nobody of them vouches for the signer.
    """
    if not after.startswith(before):
        raise ValueError(N_("isinya bukan lanjutan dari berkas yang dikirim."))
    old, new = signatures_of(before, None), _readable(after, roots)
    if len(new) != len(old) + 1:
        raise ValueError(N_("tanda tangannya tidak bertambah tepat satu."))
    if not all(one.is_intact for one in new) or not new[-1].covers_file:
        raise ValueError(N_("tanda tangannya rusak atau tidak mencakup seluruh berkas."))
    if roots is not None and not new[-1].is_trusted:
        raise ValueError(N_("penandatangannya tidak dijamin oleh akar yang diatur di ELEARN_BSRE_ROOTS."))
    if not old and not only_signed(before, after):  # where there was one, what came after it has been judged already
        raise ValueError(N_("selain ditandatangani, isinya juga diubah."))
    return new[-1]


def _readable(pdf: bytes, roots: Path | None) -> tuple[Signature, ...]:
    try:
        return signatures_of(pdf, roots)
    except ValueError as error:
        raise ValueError(N_("berkasnya rusak.")) from error


_PLACE: Final = SigFieldSpec(FIELD, readable_field_name="Tanda tangan elektronik penerbit sertifikat")


def _metadata(settings: Settings, place: str) -> PdfSignatureMetadata:
    is_lasting = bool(settings.pdf_timestamp) and settings.pdf_roots is not None
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        location=place,
        embed_validation_info=is_lasting,
        validation_context=_context(settings.pdf_roots, allow_fetching=True) if is_lasting else None,
    )


def _stamper(settings: Settings) -> Any:
    return timestamps.HTTPTimeStamper(settings.pdf_timestamp) if settings.pdf_timestamp else None


def _ended(pdf: bytes) -> bytes:
    """The file with a line end after its last mark, as PDF/A wants it before what is added."""
    return pdf if pdf.endswith(b"\n") else pdf + b"\n"


def _judged(embedded: Any, roots: Path | None) -> Signature:
    try:
        context = _context(roots, allow_fetching=False)
        found = outside_loops(partial(validate_pdf_signature, embedded, context))
    except Exception:  # a damaged signature breaks a reader anywhere; that is an answer too
        log.info("a signature could not be read", exc_info=True)
        return Signature("", False, False, False, None, None)
    stamp = found.timestamp_validity
    return Signature(
        signer=found.signing_cert.subject.native.get("common_name", found.signing_cert.subject.human_friendly),
        is_intact=found.intact and found.valid and bool(found.docmdp_ok),
        covers_file=found.coverage is not None and found.coverage.name in ("ENTIRE_FILE", "ENTIRE_REVISION"),
        is_trusted=found.trusted,
        signed_at=found.signer_reported_dt,
        stamped_at=stamp.timestamp if stamp is not None and stamp.intact and stamp.valid else None,
    )


def _context(roots: Path | None, *, allow_fetching: bool) -> ValidationContext:
    return ValidationContext(trust_roots=list(read_roots(roots)), allow_fetching=allow_fetching)


@cache
def read_roots(path: Path | None) -> tuple[Any, ...]:
    """The certificates of a PEM file; none when there is no file. Raises UnreadableRoots."""
    try:
        found = tuple(load_certs_from_pemder([str(path)])) if path is not None else ()  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UnreadableRoots(path) from error
    if path is not None and not found:
        raise UnreadableRoots(path)
    return found
