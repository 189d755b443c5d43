"""What the room shows on pages of others: the way back into a course, on the start page and on the course's page."""

from __future__ import annotations

from elearn.core.courses.models import Course
from elearn.core.enrolment import queries as enrolments
from elearn.hooks.values import Card, Link, Panel
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from . import queries
from .rules import Standing

MOST_CARDS = 3
ORDER = 10


def on_dashboard(work: Work) -> tuple[Card, ...]:
    """The courses the actor is in the middle of, the one touched last first; else where to find one."""
    if work.actor.person_id is None:
        return ()
    running = queries.my_courses(work, queries.CourseView(), limit=MOST_CARDS)
    found = queries.checklists(work, running)
    return tuple(_card(course, found[course.enrolment_id]) for course in running) or (_first_card(),)


def _first_card() -> Card:
    return Card(
        title=_("Mulai belajar"),
        order=ORDER,
        text=_(
            "Pilih satu pelatihan di katalog. Belajar boleh dicicil; Anda dapat berhenti dan melanjutkan kapan saja."
        ),
        link=Link(_("Buka katalog"), "courses.index"),
    )


def _card(course: queries.MyCourse, found: queries.Checklist) -> Card:
    line = found.resume(course.last_step_id)
    return Card(
        title=_("Lanjutkan: %(course)s", course=course.title),
        order=ORDER,
        figure=_steps_done(found.standing),
        text=_("Berikutnya: %(step)s", step=line.title) if line else "",
        link=Link(_("Lanjutkan"), "completion.resume", {"enrolment_id": course.enrolment_id}),
    )


def on_course(work: Work, course: Course) -> tuple[Panel, ...]:
    """Where the actor stands in this course; nothing for someone who has not joined it."""
    if work.actor.person_id is None:
        return ()
    enrolment = enrolments.of_course(work, work.actor.person_id, course.id)
    if enrolment is None:
        return ()
    standing = queries.checklist(work, enrolment).standing
    state = _("Anda sudah menyelesaikan pelatihan ini.") if standing.is_complete else _steps_done(standing)
    link = Link(_("Lihat kemajuan"), "completion.show", {"enrolment_id": enrolment.id})
    return (Panel(_("Anda mengikuti pelatihan ini"), ORDER, (state,), link),)


def _steps_done(standing: Standing) -> str:
    return _("%(done)s dari %(all)s langkah selesai", done=len(standing.done), all=standing.all)
