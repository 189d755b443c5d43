"""Where a quiz stands: what every page of the room shows above its heading."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment


@dataclass(frozen=True, slots=True)
class Place:
    """A quiz in a course, and the enrolment through which the learner came."""

    enrolment_id: int
    key: str
    title: str
    course_title: str


def place_of(enrolment: Enrolment, step: Step) -> Place:
    return Place(enrolment.id, step.key, step.title, enrolment.version.title)
