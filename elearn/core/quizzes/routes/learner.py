"""A quiz's addresses for its learner: its start page, the paper, saving, handing in, the result."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.enrolment import queries as enrolments
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .. import forms, pages, queries, services
from ..permissions import ATTEMPT_CREATE, ATTEMPT_READ, ATTEMPT_UPDATE
from .blueprint import bp

QUIZ = "/kuis/<int(max=2147483647):enrolment_id>/<key>"
"""A number beyond a column's integer is no enrolment, and must not reach the database."""


@bp.get(QUIZ)
@requires(ATTEMPT_READ)
def show(enrolment_id: int, key: str) -> ResponseReturnValue:
    """The rules, my attempts, and the button to start or continue."""
    work = current_work()
    enrolment = enrolments.own(work, enrolment_id)
    return draw(pages.show_page(work, enrolment, queries.quiz(work, enrolment, key)))


@bp.post(f"{QUIZ}/mulai")
@requires(ATTEMPT_CREATE)
def create(enrolment_id: int, key: str) -> ResponseReturnValue:
    """Starts an attempt, or continues the open one."""
    with committed(current_work()) as work:
        enrolment = enrolments.own(work, enrolment_id)
        attempt = services.start(work, enrolment, queries.quiz(work, enrolment, key))
    return redirect(url_for("quizzes.edit", code=attempt.code))


@bp.get("/percobaan/<code>")
@requires(ATTEMPT_UPDATE)
def edit(code: str) -> ResponseReturnValue:
    """The paper with the saved answers; `?soal=3` shows one question."""
    work = current_work()
    attempt = queries.own_attempt(work, code)
    if attempt.submitted_at is not None:
        return redirect(url_for("quizzes.result", code=code))
    if services.is_over(work, attempt):
        return redirect(url_for("quizzes.confirm", code=code))
    return draw(pages.edit_page(work, attempt, forms.wanted_place()))


@bp.post("/percobaan/<code>/jawaban")
@requires(ATTEMPT_UPDATE)
def save(code: str) -> ResponseReturnValue:
    """Saves what was sent: one question by htmx, all that the form shows without."""
    with committed(current_work()) as work:
        attempt = queries.own_attempt_locked(work, code)
        saved = services.save_all(work, attempt, forms.sent_answers())
    if forms.is_htmx():
        return draw(pages.saved_page(saved)), 422 if saved.problems else 200
    if saved.problems:
        return _mend(code, saved)
    return redirect(url_for("quizzes.edit", code=code, soal=forms.wanted_place(), _anchor=forms.anchor()))


@bp.get("/percobaan/<code>/kirim")
@requires(ATTEMPT_UPDATE)
def confirm(code: str) -> ResponseReturnValue:
    """Which questions are still empty, and the button that hands in all the same."""
    attempt = queries.own_attempt(current_work(), code)
    if attempt.submitted_at is not None:
        return redirect(url_for("quizzes.result", code=code))
    return draw(pages.confirm_page(current_work(), attempt))


@bp.post("/percobaan/<code>/kirim")
@requires(ATTEMPT_UPDATE)
def submit(code: str) -> ResponseReturnValue:
    """Saves what the form holds and hands in; asks first when questions are empty."""
    with committed(current_work()) as work:
        attempt = queries.own_attempt_locked(work, code)
        hindrance = services.hand_in(work, attempt, forms.sent_answers(), is_sure=forms.is_sure())
    if hindrance is None:
        return redirect(url_for("quizzes.result", code=code))
    if hindrance.problems:
        return _mend(code, hindrance)
    return redirect(url_for("quizzes.confirm", code=code))


@bp.get("/percobaan/<code>/hasil")
@requires(ATTEMPT_READ)
def result(code: str) -> ResponseReturnValue:
    """What the attempt was worth."""
    attempt = queries.own_attempt(current_work(), code)
    if attempt.submitted_at is None:
        return redirect(url_for("quizzes.edit", code=code))
    return draw(pages.result_page(current_work(), attempt))


def _mend(code: str, saved: services.Saved) -> ResponseReturnValue:
    """The paper again, with the answers that could not be read and the reasons beside them."""
    work, sent = current_work(), forms.sent_answers()
    attempt = queries.own_attempt(work, code)
    return draw(pages.edit_page(work, attempt, forms.current_place(), sent=sent, problems=saved.problems)), 422
