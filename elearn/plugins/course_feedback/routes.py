"""The learner's rating, and the trainer's results."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.enrolment import queries as enrolments
from elearn.plugin import _, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from . import pages, queries, services
from .forms import FeedbackForm, read_page
from .permissions import ANSWER_UPDATE, RESULT_READ

bp = Blueprint("course_feedback", __name__, template_folder="templates")

OWN = "/umpan-balik/<int(max=2147483647):enrolment_id>"
"""A number beyond a column's integer is no enrolment, and must not reach the database."""


@bp.get(OWN)
@requires(ANSWER_UPDATE)
def edit(enrolment_id: int) -> ResponseReturnValue:
    """My rating of a course I completed."""
    work = current_work()
    own = queries.own(work, enrolment_id)
    return draw(pages.edit_page(work, own, FeedbackForm(stars=own.stars, comment=own.comment)))


@bp.post(OWN)
@requires(ANSWER_UPDATE)
def update(enrolment_id: int) -> ResponseReturnValue:
    """Stores my rating, or changes it."""
    form, work = FeedbackForm(), current_work()
    if not form.validate_on_submit():
        return draw(pages.edit_page(work, queries.own(work, enrolment_id), form)), 422
    with committed(work):
        services.rate(work, enrolments.own(work, enrolment_id), int(form.stars.data), form.comment.data or "")
    flash(_("Terima kasih. Umpan balik Anda sudah disimpan."), "ok")
    return redirect(url_for("completion.show", enrolment_id=enrolment_id))


@bp.get("/umpan-balik/hasil")
@requires(RESULT_READ)
def index() -> ResponseReturnValue:
    """My courses that learners have rated."""
    work, page = current_work(), read_page(request.args)
    lines, total = queries.results(work, page=page)
    return draw(pages.IndexPage(lines, pages.Part(page, total), work.settings.feedback_minimum))


@bp.get("/umpan-balik/hasil/<slug>")
@requires(RESULT_READ)
def show(slug: str) -> ResponseReturnValue:
    """What learners said of one course of mine, from enough answers on."""
    work, page = current_work(), read_page(request.args)
    result = queries.result(work, slug)
    comments, total = queries.comments(work, result.course_id, page=page) if result.counts else ((), 0)
    return draw(pages.show_page(work, result, comments, pages.Part(page, total)))
