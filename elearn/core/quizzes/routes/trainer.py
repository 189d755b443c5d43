"""What a trainer does with answers: marks those that wait, and reads how the questions did."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .. import forms, pages, queries, services
from ..permissions import MARKING_UPDATE, STATISTICS_READ
from .blueprint import bp

ANSWER = "/pengajar/penilaian/<int(max=2147483647):attempt_id>/<question_id>"
"""A number beyond a column's integer is no attempt, and must not reach the database."""


@bp.get("/pengajar/penilaian")
@requires(MARKING_UPDATE)
def marking() -> ResponseReturnValue:
    """The answers in my courses that wait for a person."""
    lines, paging = queries.waiting_answers(current_work(), page=forms.wanted_page(request.args))
    return draw(pages.MarkingPage(lines, paging))


@bp.get(ANSWER)
@requires(MARKING_UPDATE)
def marking_edit(attempt_id: int, question_id: str) -> ResponseReturnValue:
    """One answer, its rubric, and room for a comment."""
    return draw(pages.marking_edit_page(current_work(), attempt_id, question_id, forms.Judged({}, "", {})))


@bp.post(ANSWER)
@requires(MARKING_UPDATE)
def marking_update(attempt_id: int, question_id: str) -> ResponseReturnValue:
    """Stores the marks of one answer."""
    work = current_work()
    paper = services.waiting_answer(work, attempt_id, question_id)
    judged = forms.read_ruling(services.criteria_of(work, paper.attempt, question_id), request.form)
    if judged.errors:
        return draw(pages.marking_edit_page(work, attempt_id, question_id, judged)), 422
    with committed(work):
        services.rule(work, attempt_id, question_id, judged.ruling)
    flash(_("Nilai tersimpan. Peserta melihatnya di halaman hasil kuis."), "ok")
    return redirect(url_for("quizzes.marking"))


@bp.get("/pengajar/statistik")
@requires(STATISTICS_READ)
def statistics() -> ResponseReturnValue:
    """The quizzes of my courses."""
    lines, paging = queries.quiz_lines(current_work(), page=forms.wanted_page(request.args))
    return draw(pages.StatisticsPage(lines, paging))


@bp.get("/pengajar/statistik/<slug>/<key>")
@requires(STATISTICS_READ)
def statistics_show(slug: str, key: str) -> ResponseReturnValue:
    """How each question of one quiz did; `?versi=2` names those of an earlier version."""
    return draw(pages.item_page(current_work(), slug, key, forms.wanted_version()))
