"""Learners who got all the way through a course, for tests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.completion import queries, services
from elearn.core.completion.models import Completion
from elearn.core.completion.rules import COURSE_COMPLETED, RULE_VERSION
from elearn.core.courses.models import LESSON, CourseVersion
from elearn.core.courses.queries import outline, step
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.questions.kinds import Answer
from elearn.kernel.work import Work, committed

from .courses import right_answers
from .enrolment import make_enrolment
from .people import make_person
from .quizzes import make_attempt

SignIn = Callable[[Person], FlaskClient]
"""The fixture `sign_in`."""

CountStatements = Callable[[], AbstractContextManager[list[str]]]
"""The fixture `count_statements`."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone in a course, and their signed-in browser."""

    enrolment: Enrolment
    browser: FlaskClient

    def url(self, rest: str = "") -> str:
        return f"/belajar/{self.enrolment.id}{rest}"


def make_learner(work: Work, sign_in: SignIn, version: CourseVersion, person: Person | None = None) -> Learner:
    """Puts a person into a course, commits, and signs them in."""
    with committed(work):
        enrolment = make_enrolment(work, person or make_person(work), version)
    return Learner(enrolment, sign_in(enrolment.person))


def make_finished_enrolment(
    work: Work, person: Person | None = None, version: CourseVersion | None = None
) -> Enrolment:
    """A learner who did every step through the real services, so that all that follows from completion happened too."""
    enrolment = make_enrolment(work, person, version)
    for line in outline(work, enrolment.version_id):
        if line.kind == LESSON:
            finish(work, enrolment, line.key)
        else:
            make_attempt(work, enrolment)
    return enrolment


def make_completion(
    work: Work, person: Person | None = None, version: CourseVersion | None = None, *, score: float | None = 85.0
) -> Completion:
    """A stored completion that nobody was told of: no certificate and no career entry follow from it."""
    enrolment = make_enrolment(work, person, version)
    held = queries.hold(work, enrolment.id)
    event = services.record(work, held, COURSE_COMPLETED, score=score)
    completion = work.add(
        Completion(
            enrolment=enrolment,
            person_id=event.person_id,
            version_id=event.version_id,
            completed_at=event.at,
            score=score,
            unit_id=event.unit_id,
            position=event.position,
            grade=event.grade,
            rule_version=RULE_VERSION,
        )
    )
    services.recount(work, held)
    return completion


def completion_of(work: Work, enrolment: Enrolment) -> Completion | None:
    """The completion of an enrolment; None while it is running."""
    return work.session.scalar(select(Completion).where(Completion.enrolment_id == enrolment.id))


def finish(work: Work, enrolment: Enrolment, key: str) -> None:
    """Finishes one lesson; its check questions get their right answers."""
    lesson = step(work, enrolment.version_id, key)
    services.finish_lesson(work, enrolment, lesson, _answers(right_answers(work, lesson)))


def _answers(chosen: dict[str, list[str]]) -> dict[str, Answer]:
    return {question: values[0] for question, values in chosen.items()}
