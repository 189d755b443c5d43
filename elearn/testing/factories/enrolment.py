"""People in courses, for tests."""

from __future__ import annotations

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment import services
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.kernel.work import Work

from .courses import make_course
from .people import make_person


def make_enrolment(work: Work, person: Person | None = None, version: CourseVersion | None = None) -> Enrolment:
    """A learner in a course, joined through the real service; `person` is loaded, to be looked at after a commit."""
    enrolment = services.enrol(work, person or make_person(work), version or make_course(work))
    work.session.refresh(enrolment, ["person"])
    return enrolment
