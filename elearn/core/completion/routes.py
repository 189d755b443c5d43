"""The learner's pages: my courses, the checklist of one, its lessons."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON, Step
from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment import services as enrolment_services
from elearn.core.enrolment.models import Enrolment
from elearn.core.people import queries as people
from elearn.kernel.i18n import _, language
from elearn.kernel.work import Work, committed
from elearn.web.current import current_house, current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from . import checks, pages, places, queries, services
from .addresses import FINISH, placed, step_url
from .forms import read_view
from .permissions import LESSON_FINISH, OWN_READ

bp = Blueprint("completion", __name__, template_folder="templates")

bp.add_app_template_filter(placed)

OWN = "/belajar/<int(max=2147483647):enrolment_id>"
"""A number beyond a column's integer is no enrolment, and must not reach the database."""


@bp.get("/belajar")
@requires(OWN_READ)
def index() -> ResponseReturnValue:
    """My courses: running, or completed."""
    work = current_work()
    view = read_view(request.args)
    mine = queries.my_courses(work, view)
    found = queries.checklists(work, mine)
    counts = queries.count_courses(work, view.words)
    return draw(pages.index_page(mine, found, counts, view, work.today, work.settings.timezone))


@bp.get(OWN)
@requires(OWN_READ)
def show(enrolment_id: int) -> ResponseReturnValue:
    """The checklist of one course: what is done, what is missing and why."""
    work = current_work()
    own = queries.overview(work, enrolment_id)
    found = queries.checklists(work, [own])[enrolment_id]
    return draw(pages.show_page(own, found, work.today, work.settings.timezone))


@bp.get(f"{OWN}/lanjut")
@requires(OWN_READ)
def resume(enrolment_id: int) -> ResponseReturnValue:
    """To the step where the learner goes on."""
    work = current_work()
    own = queries.overview(work, enrolment_id)
    line = queries.checklists(work, [own])[enrolment_id].resume(own.last_step_id)
    return redirect(step_url(enrolment_id, line) if line else url_for(".show", enrolment_id=enrolment_id))


@bp.get("/kursus/<slug>/<key>")
@requires(OWN_READ)
def follow(slug: str, key: str) -> ResponseReturnValue:
    """Where a link inside a course leads: to the reader's own step, or to the course's page before they join."""
    work = current_work()
    course = courses.course(work, slug)
    enrolment = enrolments.of_course(work, people.own_id(work), course.id)
    if enrolment is None:
        return redirect(url_for("courses.show", slug=slug))
    return redirect(url_for(".lesson", enrolment_id=enrolment.id, key=key))


@bp.get(f"{OWN}/<key>")
@requires(OWN_READ)
def lesson(enrolment_id: int, key: str) -> ResponseReturnValue:
    """One lesson; a quiz has a room of its own. Remembers the place, once all is read."""
    work = current_work()
    place = queries.place(work, enrolment_id, key)
    page = _lesson_page(work, place, {}) if place.step.kind == LESSON else None
    places.remember(work, current_house(), place)
    return draw(page) if page else redirect(url_for("quizzes.show", enrolment_id=enrolment_id, key=key))


@bp.post(f"{OWN}/<key>{FINISH}")
@requires(LESSON_FINISH)
def finish(enrolment_id: int, key: str) -> ResponseReturnValue:
    """The learner says the lesson is done, or sends the answers to its check questions."""
    with committed(current_work()) as work:
        enrolment = enrolments.own(work, enrolment_id)
        step = queries.lesson(work, enrolment, key)
        asked = checks.asked(work, step.in_words(language()).questions)
        sent = checks.read(asked, request.form.items(multi=True))
        if checks.is_to_mend(sent):
            return draw(_lesson_page(work, queries.place(work, enrolment_id, key), sent)), 422
        found = services.finish_lesson(work, enrolment, step, checks.answers_in(sent))
        onward = _onward(work, enrolment, step, found)
    if found.is_just_completed:
        flash(_("Selamat! Anda menyelesaikan pelatihan ini."), "ok")
    return redirect(onward, 303)


def _lesson_page(work: Work, place: queries.Place, sent: checks.Sheet) -> pages.LessonPage:
    """The lesson as it stands; the sealed key is read only when its questions have been answered."""
    found = queries.checklists(work, [place])[place.enrolment_id]
    asked = checks.asked(work, place.step.questions)
    answers = found.answers.get(place.step.id)
    marks = checks.marks(work, place.step.id, asked, answers) if answers else {}
    return pages.lesson_page(place, found, asked, sent, marks, work.today)


def _onward(work: Work, enrolment: Enrolment, step: Step, found: queries.Checklist) -> str:
    """Where a finished lesson leads: to its feedback, else to the next step, else to the checklist."""
    if step.id in found.answers:
        return url_for(".lesson", enrolment_id=enrolment.id, key=step.key, _anchor="pertanyaan")
    following = found.after(step.id)
    if following is None or found.is_just_completed:
        return url_for(".show", enrolment_id=enrolment.id)
    enrolment_services.note_place(work, enrolment, following.id)
    return step_url(enrolment.id, following)
