"""Where a learner left a course: noted while reading, in a short write of its own that may fail without harm."""

from __future__ import annotations

from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment import services as enrolment_services
from elearn.hooks.house import House
from elearn.kernel.work import Work

from .queries import Place


def remember(work: Work, house: House, place: Place) -> None:
    """Notes `place` unless it is noted already; `work` has read all that it will."""

    def note(noting: Work) -> None:
        enrolment = enrolments.own(noting, place.enrolment_id)
        enrolment_services.note_place(noting, enrolment, place.step.id)

    if place.last_step_id != place.step.id:
        work.close()
        house.aside(f"the place in enrolment {place.enrolment_id}", note, actor=work.actor)
