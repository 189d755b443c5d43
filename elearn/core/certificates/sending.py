"""How the PDF travels: as a download with a plain name, kept by nobody but the reader's own browser."""

from __future__ import annotations

import hashlib

from flask import Response, request

from elearn.web.security import FILE_POLICY

from .claims import from_json
from .models import Certificate
from .rules import file_name


def as_download(pdf: bytes, certificate: Certificate) -> Response:
    """The answer to a download; one that the browser still has is answered 304."""
    name = file_name(certificate.number, from_json(certificate.claims).holder.name)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(pdf).hexdigest())
    response.make_conditional(request)
    return response
