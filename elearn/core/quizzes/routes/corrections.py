"""A trainer's addresses for correcting a question of a published quiz."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .. import forms, pages, queries, services
from ..permissions import CORRECTION_UPDATE
from .blueprint import bp

QUESTION = "/pengajar/koreksi/soal/<int(max=2147483647):step_id>/<question_id>"
CORRECTION = "/pengajar/koreksi/<int(max=2147483647):correction_id>"
"""A number beyond a column's integer is no row, and must not reach the database."""


@bp.get(QUESTION)
@requires(CORRECTION_UPDATE)
def correction_new(step_id: int, question_id: str) -> ResponseReturnValue:
    """The form, and what was corrected before."""
    question = queries.own_question(current_work(), step_id, question_id)
    return draw(pages.correction_new_page(current_work(), question, forms.CorrectionWish()))


@bp.post(QUESTION)
@requires(CORRECTION_UPDATE)
def correction_create(step_id: int, question_id: str) -> ResponseReturnValue:
    """Asks the worker what the correction would do; nothing counts yet."""
    work = current_work()
    question = queries.own_question(work, step_id, question_id)
    kind, is_right = services.kind_of(work, question.public), partial(services.earns_all, work, question)
    wish = forms.read_correction(question.public, kind, is_right)
    if wish.errors:
        return draw(pages.correction_new_page(work, question, wish)), 422
    with committed(work):
        correction = services.correct(work, question, wish.remedy)
    return redirect(url_for("quizzes.correction_show", correction_id=correction.id), 303)


@bp.get(CORRECTION)
@requires(CORRECTION_UPDATE)
def correction_show(correction_id: int) -> ResponseReturnValue:
    """What the correction would do, how far it is, or what it did."""
    page = forms.wanted_page(request.args)
    return draw(pages.correction_page(current_work(), correction_id, page=page, is_part=forms.is_htmx()))


@bp.post(f"{CORRECTION}/terapkan")
@requires(CORRECTION_UPDATE)
def correction_update(correction_id: int) -> ResponseReturnValue:
    """Lets a rehearsed correction count."""
    with committed(current_work()) as work:
        services.apply(work, correction_id)
    return redirect(url_for("quizzes.correction_show", correction_id=correction_id), 303)


@bp.post(f"{CORRECTION}/cabut")
@requires(CORRECTION_UPDATE)
def correction_delete(correction_id: int) -> ResponseReturnValue:
    """Withdraws the correction for attempts to come."""
    with committed(current_work()) as work:
        taken = services.withdraw(work, correction_id, request.form.get("alasan", ""))
    flash(_("Koreksi dicabut. Nilai yang sudah naik tidak berkurang."), "ok")
    return redirect(url_for("quizzes.correction_new", step_id=taken.step_id, question_id=taken.question_id), 303)
