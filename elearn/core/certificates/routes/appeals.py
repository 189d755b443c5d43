"""For HR: the appeals that wait for an answer, and the answer."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.i18n import _
from elearn.kernel.paging import page_of
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import life_queries, queries, services
from ..claims import from_json
from ..forms import AnswerForm
from ..life_pages import AppealPage, AppealsPage
from ..models import Appeal
from ..permissions import APPEAL_UPDATE
from .blueprint import bp

ONE = "/sertifikat/banding/<int(max=2147483647):appeal_id>"


@bp.get("/sertifikat/banding")
@requires(APPEAL_UPDATE)
def appeals() -> str:
    """The queue."""
    work = current_work()
    paging = page_of(life_queries.count_appeals(work), request.args.get("halaman", 1, type=int))
    lines = life_queries.appeals(work, paging)
    return show(AppealsPage(tuple((line, from_json(line.claims)) for line in lines), paging))


@bp.get(ONE)
@requires(APPEAL_UPDATE)
def appeal_edit(appeal_id: int) -> str:
    """One appeal, to be answered."""
    work = current_work()
    return show(_page(work, life_queries.appeal(work, appeal_id), AnswerForm()))


@bp.post(ONE)
@requires(APPEAL_UPDATE)
def appeal_update(appeal_id: int) -> ResponseReturnValue:
    """Answers it."""
    form, work = AnswerForm(), current_work()
    found = life_queries.appeal(work, appeal_id)
    if not form.validate_on_submit():
        return show(_page(work, found, form)), 422
    decide = services.accept if form.decision.data == "terima" else services.refuse
    with committed(work):
        decide(work, found, form.answer.data or "")
    flash(_("Banding atas sertifikat nomor %(number)s sudah dijawab.", number=found.certificate.number), "ok")
    return redirect(url_for("certificates.appeals"), 303)


def _page(work: Work, found: Appeal, form: AnswerForm) -> AppealPage:
    facts = queries.facts_of(work, found.certificate.code)
    history = life_queries.history(work, found.certificate)
    return AppealPage(facts, found.text, history, form if found.is_accepted is None else None)
