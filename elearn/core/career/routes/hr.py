"""For HR: evidence of people in their scope, the oldest first, each decided beside its file."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.competencies import queries as competencies
from elearn.kernel.i18n import _
from elearn.kernel.paging import read_page
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show
from elearn.web.security import FRAMING_POLICY

from .. import queries, services
from ..forms import ReasonForm, ReviewForm, tidy
from ..models import Evidence
from ..pages import QueuePage, ReviewPage
from ..permissions import EVIDENCE_DECIDE, EVIDENCE_READ
from ..queries import Wish
from ..sending import as_file
from .blueprint import bp

ONE = "/bukti/<int(max=2147483647):evidence_id>"
FRAMING = {"Content-Security-Policy": FRAMING_POLICY}
"""The page may frame our own files, to show a PDF beside the form."""


@bp.get("/bukti")
@requires(EVIDENCE_READ)
def queue() -> str:
    """What waits, and on request what was decided."""
    work = current_work()
    wish = Wish.read(request.args, tidy(request.args.get("q"))[:100], read_page(request.args))
    return show(QueuePage(*queries.queue(work, wish), wish))


@bp.get(ONE)
@requires(EVIDENCE_READ)
def review(evidence_id: int) -> ResponseReturnValue:
    """The file beside the form."""
    work = current_work()
    evidence = queries.evidence_in_scope(work, evidence_id)
    return show(ReviewPage.of(work, evidence, _form(work, evidence), ReasonForm())), FRAMING


@bp.get(f"{ONE}/berkas")
@requires(EVIDENCE_READ)
def review_file(evidence_id: int) -> Response:
    """The file."""
    work = current_work()
    return as_file(work, queries.evidence_in_scope(work, evidence_id), is_download="unduh" in request.args)


@bp.post(f"{ONE}/terima")
@requires(EVIDENCE_DECIDE)
def accept(evidence_id: int) -> ResponseReturnValue:
    """Takes it, as it was sent or corrected."""
    work = current_work()
    evidence = queries.evidence_in_scope(work, evidence_id, lock=True)
    form = _form(work, evidence)
    if not form.validate():
        return show(ReviewPage.of(work, evidence, form, ReasonForm(formdata=None))), 422, FRAMING
    with committed(work):
        services.accept(work, evidence, form.described, form.reason.data or "")
    flash(_("Bukti diterima dan tercatat di riwayat pegawai."), "ok")
    return redirect(url_for("career.queue"), 303)


@bp.post(f"{ONE}/tolak")
@requires(EVIDENCE_DECIDE)
def refuse(evidence_id: int) -> ResponseReturnValue:
    """Says no, and why."""
    form, work = ReasonForm(), current_work()
    evidence = queries.evidence_in_scope(work, evidence_id, lock=True)
    if not form.validate():
        return show(ReviewPage.of(work, evidence, _form(work, evidence, is_sent=False), form)), 422, FRAMING
    with committed(work):
        services.refuse(work, evidence, form.why.data or "")
    flash(_("Bukti ditolak. Pegawai dapat membaca alasannya."), "ok")
    return redirect(url_for("career.queue"), 303)


@bp.post(f"{ONE}/batalkan")
@requires(EVIDENCE_DECIDE)
def undo(evidence_id: int) -> ResponseReturnValue:
    """Takes a wrong decision back."""
    form, work = ReasonForm(), current_work()
    evidence = queries.evidence_in_scope(work, evidence_id, lock=True)
    if not form.validate():
        return show(ReviewPage.of(work, evidence, _form(work, evidence, is_sent=False), form)), 422, FRAMING
    with committed(work):
        services.undo(work, evidence, form.why.data or "")
    flash(_("Putusan dibatalkan. Bukti ini menunggu lagi."), "ok")
    return redirect(url_for("career.review", evidence_id=evidence_id), 303)


def _form(work: Work, evidence: Evidence, *, is_sent: bool = True) -> ReviewForm:
    return ReviewForm.of(evidence, competencies.known(work), work.today, is_sent=is_sent)
