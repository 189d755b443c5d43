"""Answers of learners, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.plugin import Actor, Work
from elearn.testing.factories.completion import make_completion

from .. import services
from ..models import Answer

_place = count(1)


def make_completed(work: Work, person: Person | None = None, version: CourseVersion | None = None) -> Enrolment:
    """Somebody who completed a course and has not said anything of it."""
    return make_completion(work, person, version).enrolment


def make_answer(
    work: Work, version: CourseVersion, stars: int = 4, comment: str = "", place: int | None = None
) -> Answer:
    """What somebody new said of a course; places follow each other unless one is given."""
    enrolment = make_completed(work, version=version)
    drawn = next(_place) if place is None else place
    answer = work.add(Answer(enrolment_id=enrolment.id, stars=stars, comment=comment, place=drawn, given_at=work.now))
    services.show(work, version.course_id)
    return answer


def acting(work: Work, person: Person) -> Work:
    """The same work, done by `person` instead of the system."""
    work.session.connection()  # made before, so that both use it
    return replace(work, actor=Actor(person_id=person.id, name=person.name))
