"""The learner's own evidence: sent, looked at, taken back."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.competencies import queries as competencies
from elearn.core.people import queries as people
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import queries, services
from ..forms import EvidenceForm
from ..pages import EvidencePage, NewEvidencePage
from ..permissions import OWN_CREATE, OWN_READ
from ..sending import as_file
from .blueprint import bp

OWN = "/riwayat/bukti/<int(max=2147483647):evidence_id>"
"""A number beyond a column's integer is no evidence, and must not reach the database."""


@bp.get("/riwayat/bukti")
@requires(OWN_CREATE)
def new() -> str:
    """The form."""
    return show(NewEvidencePage(_form(current_work())))


@bp.post("/riwayat/bukti")
@requires(OWN_CREATE)
def create() -> ResponseReturnValue:
    """Keeps evidence for HR to decide on."""
    work = current_work()
    form = _form(work)
    if not form.validate():
        return show(NewEvidencePage(form)), 422
    with committed(work):
        sent = services.send(work, people.me(work), form.described, form.sent)
    flash(_("Bukti terkirim. JP-nya dihitung setelah diverifikasi pengelola SDM."), "ok")
    return redirect(url_for("career.evidence", evidence_id=sent.id), 303)


@bp.get(OWN)
@requires(OWN_READ)
def evidence(evidence_id: int) -> str:
    """One's own evidence."""
    return show(EvidencePage.of(current_work(), evidence_id))


@bp.get(f"{OWN}/berkas")
@requires(OWN_READ)
def evidence_file(evidence_id: int) -> Response:
    """Its file."""
    work = current_work()
    return as_file(work, queries.own_evidence(work, evidence_id), is_download="unduh" in request.args)


@bp.post(f"{OWN}/tarik")
@requires(OWN_CREATE)
def evidence_delete(evidence_id: int) -> ResponseReturnValue:
    """Takes it back; it stays, uncounted."""
    with committed(current_work()) as work:
        services.take_back(work, queries.own_evidence(work, evidence_id, lock=True))
    flash(_("Bukti sudah Anda tarik."), "ok")
    return redirect(url_for("career.evidence", evidence_id=evidence_id), 303)


def _form(work: Work) -> EvidenceForm:
    return EvidenceForm(competencies.known(work), work.today, work.settings.evidence_max_mb)
