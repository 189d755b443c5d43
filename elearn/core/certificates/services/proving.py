"""The signed claims of a certificate that stand outside this installation: on paper, in the PDF, in a badge."""

from __future__ import annotations

from elearn.kernel.issuer import did_of
from elearn.kernel.keys import keys_of
from elearn.kernel.work import Work

from ..claims import from_json
from ..models import Certificate
from ..proof import paper


def paper_claim(work: Work, certificate: Certificate) -> str:
    """The text of the certificate's QR code ("EL1:…"), signed by the key of today."""
    claim = paper.claim_of(
        from_json(certificate.claims), issuer=did_of(work.settings), status_index=certificate.status_index
    )
    return paper.encode_fitting(claim, keys_of(work.settings).current)
