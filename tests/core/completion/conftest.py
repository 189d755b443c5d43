"""A learner at a browser, with a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.kernel.work import Work, committed
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person

SignIn = Callable[[Person], FlaskClient]


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone in a course, and their signed-in browser."""

    enrolment: Enrolment
    browser: FlaskClient

    def url(self, rest: str = "") -> str:
        return f"/belajar/{self.enrolment.id}{rest}"


Enrol = Callable[[CourseVersion], Learner]


@pytest.fixture
def learner(work: Work, sign_in: SignIn) -> Enrol:
    """Puts a new person into a course and signs them in."""

    def enrol(version: CourseVersion) -> Learner:
        with committed(work):
            enrolment = make_enrolment(work, make_person(work), version)
        return Learner(enrolment, sign_in(enrolment.person))

    return enrol
