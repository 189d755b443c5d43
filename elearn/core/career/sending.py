"""How a file of evidence travels: shown beside a form or downloaded, with nothing in it that may run."""

from __future__ import annotations

from flask import Response

from elearn.kernel.work import Work
from elearn.web.security import FILE_POLICY, FRAMED_POLICY

from .models import Evidence
from .services.proof import PDF, files


def as_file(work: Work, evidence: Evidence, *, is_download: bool) -> Response:
    """The file as it is kept. A PDF may be framed by our own pages: browsers draw none inside a sandbox."""
    response = Response(files(work).read(evidence.stored), mimetype=evidence.media_type)
    is_framed = evidence.media_type == PDF and not is_download
    response.headers["Content-Security-Policy"] = FRAMED_POLICY if is_framed else FILE_POLICY
    if is_framed:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    disposition = "attachment" if is_download else "inline"
    response.headers.set("Content-Disposition", disposition, filename=evidence.filename)
    return response
