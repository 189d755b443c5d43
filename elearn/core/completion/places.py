"""Where a learner left a course: noted while reading, in a short write of its own that may fail without harm."""

from __future__ import annotations

from elearn.core.courses import queries as courses
from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment import services as enrolment_services
from elearn.hooks.house import House
from elearn.kernel.work import Actor, Work

from .queries import Place


def remember(house: House, actor: Actor, place: Place) -> None:
    """Notes `place` unless it is noted already."""

    def note(work: Work) -> None:
        enrolment = enrolments.own(work, place.enrolment_id)
        enrolment_services.note_place(work, enrolment, courses.step(work, place.version_id, place.key))

    if place.last_step_id != place.step_id:
        house.aside(f"the place in enrolment {place.enrolment_id}", note, actor=actor)
