"""Answers that a person marks: they wait, are marked once, and everything that follows from a score follows then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from types import ModuleType

import pytest
from flask.testing import FlaskClient

from elearn.core.completion import queries as completion
from elearn.core.completion import services as completion_services
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.questions.rubric import Ruling
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Attempt
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.errors import NotFound
from elearn.kernel.permissions import TRAINER
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person, make_role
from elearn.testing.factories.quizzes import best_answers, make_every_kind_course, quiz_of

SignIn = Callable[[Person], FlaskClient]
CountStatements = Callable[[], AbstractContextManager[list[str]]]


def hand_in(work: Work, trainer: Person, **changed: str) -> Attempt:
    """An attempt on a quiz with an essay, everything else right, in a course of the trainer's."""
    version = make_every_kind_course(acting(work, trainer))
    return attempt_of(work, make_enrolment(work, version=version), **changed)


def attempt_of(work: Work, enrolment: Enrolment, **changed: str) -> Attempt:
    step = quiz_of(work, enrolment.version)
    attempt = services.start(work, enrolment, step)
    answers = {key: list(values) for key, values in best_answers(work, step).items()}
    services.save_all(work, attempt, answers | {key.replace("_", "-"): [text] for key, text in changed.items()})
    return services.submit(work, attempt)


def acting(work: Work, person: Person) -> Work:
    return replace(work, actor=Actor(person.id, person.full_name))


@pytest.fixture
def trainer(work: Work) -> Person:
    person = make_person(work)
    make_role(work, person, TRAINER)
    return person


def full(work: Work, attempt: Attempt) -> Ruling:
    criteria = services.criteria_of(work, attempt, "s-uraian")
    return Ruling({one.id: one.most for one in criteria}, "Runtut.")


def test_attempt_with_an_essay_has_no_score_until_it_is_marked(work: Work, trainer: Person) -> None:
    attempt = hand_in(work, trainer)
    waiting = (attempt.submitted_at is not None, attempt.score, attempt.passed)

    services.rule(acting(work, trainer), attempt.id, "s-uraian", full(work, attempt))

    assert waiting == (True, None, None)
    assert (attempt.score, attempt.passed) == (100.0, True)


def test_half_of_the_rubric_earns_half_of_the_weight(work: Work, trainer: Person) -> None:
    attempt = hand_in(work, trainer)
    isi, bahasa = services.criteria_of(work, attempt, "s-uraian")

    services.rule(acting(work, trainer), attempt.id, "s-uraian", Ruling({isi.id: 4, bahasa.id: 0}))

    assert attempt.score == pytest.approx(
        100 * (10 + 1) / 12, abs=0.01
    )  # weights 2+1+1+1+1 and 1+1+1+1+2, half of 2 lost


def test_empty_essay_is_worth_nothing_without_anybody(work: Work, trainer: Person) -> None:
    attempt = hand_in(work, trainer, s_uraian=" ")

    assert attempt.score == pytest.approx(100 * 10 / 12, abs=0.01)


def test_completion_follows_from_the_mark(work: Work, house: House, trainer: Person) -> None:
    told: list[int] = []
    house.hooks.register("listener", listener(told), guest=True)
    attempt = hand_in(work, trainer)
    enrolment = attempt.enrolment
    lesson = completion.lesson(work, enrolment, "01-materi")
    completion_services.finish_lesson(work, enrolment, lesson, {})
    before = completion.checklist(work, enrolment).standing

    services.rule(acting(work, trainer), attempt.id, "s-uraian", full(work, attempt))

    after = completion.checklist(work, enrolment).standing
    assert before.open_reasons[attempt.step_id] == "Jawaban Anda menunggu penilaian pengajar."
    assert (attempt.step_id in before.done, attempt.step_id in after.done) == (False, True)
    assert after.best[attempt.step_id] == 100
    assert told == [attempt.id]


def listener(told: list[int]) -> ModuleType:
    def attempt_marked(attempt: Attempt) -> None:
        told.append(attempt.id)

    module = ModuleType("listener")
    vars(module)["attempt_marked"] = hookimpl(attempt_marked)
    return module


def test_answer_is_marked_once(work: Work, trainer: Person) -> None:
    attempt = hand_in(work, trainer)
    services.rule(acting(work, trainer), attempt.id, "s-uraian", full(work, attempt))

    with pytest.raises(services.AlreadyMarked):
        services.rule(acting(work, trainer), attempt.id, "s-uraian", Ruling({}))
    assert attempt.score == 100


def test_nobody_marks_in_courses_of_others_nor_their_own_answer(work: Work, trainer: Person) -> None:
    attempt = hand_in(work, trainer)
    other = make_person(work)
    own = attempt_of(work, make_enrolment(work, trainer, attempt.enrolment.version))

    for person, asked in ((other, attempt), (trainer, own)):
        with pytest.raises(NotFound):
            services.waiting_answer(acting(work, person), asked.id, "s-uraian")
    lines, _ = queries.waiting_answers(acting(work, trainer))
    assert [line.attempt_id for line in lines] == [attempt.id]
    assert queries.waiting_answers(acting(work, other))[0] == ()


def test_trainer_marks_on_the_page_without_seeing_who_wrote(work: Work, trainer: Person, sign_in: SignIn) -> None:
    with committed(work):
        learner = make_person(work, name="Wulan Menulis")
        enrolment = make_enrolment(work, learner, make_every_kind_course(acting(work, trainer)))
        attempt = attempt_of(work, enrolment, s_uraian="Saya <b>melayani</b> warga.")
        isi, bahasa = (one.id for one in services.criteria_of(work, attempt, "s-uraian"))
    page, browser = f"/pengajar/penilaian/{attempt.id}/s-uraian", sign_in(trainer)

    shown = browser.get(page).text
    refused = browser.post(page, data={f"nilai-{isi}": "6", "catatan": "Baik"})
    marked = browser.post(page, data={f"nilai-{isi}": "5", f"nilai-{bahasa}": "3", "catatan": "Baik"})
    again = browser.post(page, data={f"nilai-{isi}": "5", f"nilai-{bahasa}": "3"})

    assert ("&lt;b&gt;melayani" in shown, learner.name in shown, learner.nip in shown) == (True, False, False)
    assert (refused.status_code, refused.text.count("Pilih nilai 0 sampai")) == (422, 2)
    assert (marked.status_code, again.status_code) == (302, 409)
    result = sign_in(learner).get(f"/percobaan/{attempt.code}/hasil").text
    assert ("Catatan penilai" in result, "5 dari 5" in result, "Menunggu penilaian" in result) == (True, True, False)


def test_learner_reads_that_the_answer_waits(work: Work, trainer: Person, sign_in: SignIn) -> None:
    with committed(work):
        attempt = hand_in(work, trainer)
        learner = attempt.enrolment.person
    browser = sign_in(learner)

    assert browser.get(f"/percobaan/{attempt.code}/hasil").text.count("Menunggu penilaian") == 2
    assert "Menunggu penilaian" in browser.get(f"/kuis/{attempt.enrolment_id}/02-kuis").text
    assert browser.get("/pengajar/penilaian").status_code == 403


def test_list_costs_the_same_for_one_answer_and_for_three(
    work: Work, trainer: Person, sign_in: SignIn, count_statements: CountStatements
) -> None:
    with committed(work):
        attempt = hand_in(work, trainer)
    browser = sign_in(trainer)
    browser.get("/pengajar/penilaian")
    with count_statements() as one:
        browser.get("/pengajar/penilaian")
    with committed(work):
        for _ in range(2):
            attempt_of(work, make_enrolment(work, version=attempt.enrolment.version))
    with count_statements() as three:
        page = browser.get("/pengajar/penilaian").text

    assert page.count("Nilai jawaban") == 3
    assert len(one) == len(three)
