"""For the holder: their certificates, the document, and asking again for one that was withheld."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.i18n import _
from elearn.kernel.paging import page_of
from elearn.kernel.work import committed
from elearn.web.current import current_house, current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import keeping, queries, services
from ..pages import CertificatesPage, marks_of
from ..permissions import OWN_CREATE, OWN_READ
from ..sending import as_download
from .blueprint import bp


@bp.get("/sertifikat")
@requires(OWN_READ)
def index() -> str:
    """The reader's certificates, the newest first."""
    work = current_work()
    paging = page_of(queries.count_mine(work), request.args.get("halaman", 1, type=int))
    certificates, withheld = queries.mine(work, paging), queries.my_withheld(work)
    settings, marks = work.settings, marks_of(work, certificates)
    again, is_learner = services.courses_again(work, certificates), work.actor.may(OWN_CREATE)
    shown = (settings.address, settings.share_links, marks, again, is_learner)
    return show(CertificatesPage(certificates, withheld, paging, *shown))


@bp.get("/sertifikat/<code>.pdf")
@requires(OWN_READ)
def document(code: str) -> Response:
    """The PDF, for the holder and for HR whose scope holds them."""
    work = current_work()
    certificate = queries.readable(work, code)
    return as_download(keeping.document(current_house(), work, certificate), certificate)


@bp.post("/sertifikat/tertahan/<int(max=2147483647):completion_id>")
@requires(OWN_CREATE)
def create(completion_id: int) -> ResponseReturnValue:
    """Asks the policies once more."""
    with committed(current_work()) as work:
        certificate = services.issue(work, queries.my_completion(work, completion_id))
    if certificate is None:
        flash(_("Sertifikat ini belum dapat diterbitkan. Alasannya tertulis di bawah."), "info")
    else:
        flash(_("Sertifikat nomor %(number)s sudah terbit.", number=certificate.number), "ok")
    return redirect(url_for("certificates.index"))
