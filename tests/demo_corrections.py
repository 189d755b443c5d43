"""A course of the demo's trainer whose quiz had wrong keys: one correction applied, one withdrawn, one rehearsed, one not yet."""

from __future__ import annotations

from elearn.core.people.models import Person
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Correction
from elearn.core.quizzes.rules import ACCEPTED, CREDITED, VOIDED, Remedy
from elearn.hooks.house import House
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.courses import make_course, right_answers, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt, quiz_of

SLUG = "arsip-digital"


def furnish_corrections(house: House, trainer: Actor, learner: Person) -> dict[str, object]:
    """The addresses of the four, of the step they belong to, and of an attempt of the learner's that rose."""
    with house.work(write=True, actor=trainer) as work:
        with committed(work):
            version = make_course(work, slug=SLUG, title="Pengelolaan arsip digital", lessons=1)
            step = quiz_of(work, version)
            right, wrong = right_answers(work, step), wrong_answers(work, step)
            answers = right | {key: wrong[key] for key in ("s-s001", "s-s002")}
            attempt = make_attempt(work, make_enrolment(work, learner, version), answers)
            make_attempt(work, make_enrolment(work, make_person(work), version), answers)
            make_finished_enrolment(work, version=version)
        other = str(wrong["s-s002"][0])
        wishes = {
            "s-s001": Remedy(CREDITED, reason="Kuncinya keliru: pilihan B dan C sama-sama benar menurut peraturan."),
            "s-s004": Remedy(VOIDED, reason="Soalnya dapat ditafsirkan dua cara."),
            "s-s002": Remedy(ACCEPTED, (other,), "Pilihan ini juga benar sejak peraturannya berubah."),
            "s-s003": Remedy(VOIDED, reason="Materinya belum diajarkan."),
        }
        made = [_ask(work, step.id, key, remedy) for key, remedy in wishes.items()]
        applied, withdrawn, rehearsed, asked = made
        for one in (applied, withdrawn):
            _run(house, work, one)
            with committed(work):
                services.apply(work, one.id)
            _run(house, work, one)
        with committed(work):
            taken = services.withdraw(work, withdrawn.id, "Soalnya ternyata jelas.")
        _run(house, work, rehearsed)
        names = {"applied": applied, "withdrawn": taken, "rehearsed": rehearsed, "asked": asked}
        with committed(work):
            ids = {f"{name}_correction": one.id for name, one in names.items()}
            return {**ids, "corrected_step": step.id, "corrected": attempt.code, "corrected_slug": SLUG}


def _ask(work: Work, step_id: int, question_id: str, remedy: Remedy) -> Correction:
    with committed(work):
        correction = services.correct(work, queries.own_question(work, step_id, question_id), remedy)
        work.after_commit.clear()
    return correction


def _run(house: House, work: Work, correction: Correction) -> None:
    with committed(work):
        work.session.refresh(correction)
        job_id = correction.job_id or 0
    house.queue.run(job_id)
    with committed(work):
        work.session.expire_all()
        work.session.refresh(correction)
