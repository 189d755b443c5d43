"""A course whose quiz has a wrong key, and corrections of it, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from elearn.core.certificates.models import Certificate
from elearn.core.courses.models import CourseVersion, Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Attempt, Correction
from elearn.core.quizzes.rules import CREDITED, Remedy
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import finish
from elearn.testing.factories.courses import make_course, right_answers, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.quizzes import make_attempt, quiz_of

from .test_marking import acting

WRONG = "s-s001"
"""The question with the wrong key; four of one weight are asked, and 70 percent pass."""
CREDIT = Remedy(CREDITED, reason="Kuncinya keliru")


@dataclass(slots=True)
class Desk:
    """A trainer with a course of one lesson and a quiz of four questions, and the worker who does what they ask."""

    house: House
    work: Work
    trainer: Person
    version: CourseVersion = field(init=False)
    form: str = field(init=False)
    """The address of the form that corrects WRONG."""

    def __post_init__(self) -> None:
        with committed(self.work):
            self.version = make_course(acting(self.work, self.trainer), lessons=1, max_attempts=5)
            self.form = f"/pengajar/koreksi/soal/{self.quiz.id}/{WRONG}"

    @property
    def quiz(self) -> Step:
        return quiz_of(self.work, self.version)

    def learner(self, wrong: int = 0, *, is_reading: bool = True) -> Attempt:
        """Somebody who read the lesson and handed in with the first `wrong` questions wrong."""
        with committed(self.work):
            enrolment = make_enrolment(self.work, version=self.version)
            if is_reading:
                finish(self.work, enrolment, "01-materi")
            return self.attempt(enrolment, wrong)

    def attempt(self, enrolment: Enrolment, wrong: int = 0) -> Attempt:
        right, not_right = right_answers(self.work, self.quiz), wrong_answers(self.work, self.quiz)
        answers = {key: (not_right if place < wrong else right)[key] for place, key in enumerate(sorted(right))}
        return make_attempt(self.work, enrolment, answers)

    def rehearse(self, remedy: Remedy = CREDIT, question_id: str = WRONG, step: Step | None = None) -> Correction:
        with committed(self.work):
            mine = acting(self.work, self.trainer)
            question = queries.own_question(mine, (step or self.quiz).id, question_id)
            correction = services.correct(mine, question, remedy)
        return self.done(correction)

    def apply(self, correction: Correction) -> Correction:
        with committed(self.work):
            services.apply(acting(self.work, self.trainer), correction.id)
        return self.done(correction)

    def correct(self, remedy: Remedy = CREDIT, question_id: str = WRONG, step: Step | None = None) -> Correction:
        return self.apply(self.rehearse(remedy, question_id, step))

    def withdraw(self, correction: Correction) -> Correction:
        with committed(self.work):
            return services.withdraw(acting(self.work, self.trainer), correction.id, "Kuncinya ternyata benar")

    def done(self, correction: Correction) -> Correction:
        self.house.queue.sweep()
        self.work.session.expire_all()
        assert correction.ended_at is not None, "the worker could not do it"
        return correction

    def rest(self) -> None:
        """Ends the transaction in which the test has looked: on SQLite a browser would wait for it."""
        self.work.session.commit()

    def certificates(self, attempt: Attempt) -> list[Certificate]:
        mine = Certificate.person_id == attempt.enrolment.person_id
        return list(self.work.session.scalars(select(Certificate).where(mine).order_by(Certificate.id)))
