"""Starting, saving and submitting through the services, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import ModuleType
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Attempt, Response
from elearn.core.quizzes.queries import Best
from elearn.core.quizzes.rules import GRACE
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.errors import NotFound, Refused
from elearn.kernel.outbox import Job
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.courses import make_course, right_answers, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt, make_mixed_course, mixed_answers, quiz_of

Result = TypeVar("Result")


@pytest.fixture
def enrolment(work: Work) -> Enrolment:
    return make_enrolment(work, version=make_mixed_course(work))


@pytest.fixture
def step(work: Work, enrolment: Enrolment) -> Step:
    return quiz_of(work, enrolment.version)


def guest(**functions: Callable[..., object]) -> ModuleType:
    module = ModuleType("guest")
    vars(module).update({name: hookimpl(function) for name, function in functions.items()})
    return module


def at_once(house: House, act: Callable[[Work], Result], times: int = 4) -> list[Result]:
    """Does the same in several transactions that begin together."""
    ready = Barrier(times)

    def one() -> Result:
        ready.wait()
        with house.work(write=True) as work, committed(work):
            return act(work)

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(times)]]


def later(work: Work, wait: timedelta) -> Work:
    work.now += wait
    return work


def test_start_draws_a_paper_under_an_unguessable_code(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    assert (attempt.number, attempt.submitted_at, attempt.score, attempt.passed) == (1, None, None, None)
    assert len(attempt.code) == 24  # 144 bits, six in each letter
    assert [slot["id"] for slot in attempt.paper] == [question["id"] for question in step.questions]


def test_start_continues_an_open_attempt(work: Work, enrolment: Enrolment, step: Step) -> None:
    assert services.start(work, enrolment, step) is services.start(work, enrolment, step)


def test_start_remembers_the_place(work: Work, enrolment: Enrolment, step: Step) -> None:
    services.start(work, enrolment, step)

    assert enrolment.last_step_id == step.id


def test_start_draws_as_many_questions_as_the_front_matter_says(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_mixed_course(work, shuffle="ya", extra=("ambil: 3",)))

    attempt = services.start(work, enrolment, quiz_of(work, enrolment.version))

    assert len({slot["id"] for slot in attempt.paper}) == 3


def test_start_is_refused_when_the_attempts_are_used_up(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, max_attempts=2))
    step = quiz_of(work, enrolment.version)
    for _ in range(2):
        make_attempt(work, enrolment, wrong_answers(work, step))

    with pytest.raises(services.AttemptsUsedUp) as refused:
        services.start(work, enrolment, step)

    assert refused.value.sentence == (
        "Kesempatan mengerjakan “Kuis akhir” sudah habis (2 kali). Nilai terbaik Anda tetap dihitung."
    )
    assert refused.value.status == 409


def test_start_without_a_limit_is_always_allowed(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, max_attempts=0))

    assert [make_attempt(work, enrolment, {}).number for _ in range(5)] == [1, 2, 3, 4, 5]


def test_start_asks_the_policies(work: Work, house: House, enrolment: Enrolment, step: Step) -> None:
    house.hooks.register(
        "strict", guest(may_start_attempt=lambda step: Deny(f"“{step.title}” dibuka besok.")), guest=True
    )

    with pytest.raises(Refused) as refused:
        services.start(work, enrolment, step)

    assert refused.value.reasons == ("“Kuis campuran” dibuka besok.",)
    assert services.reasons_against_start(work, enrolment, step) == ("“Kuis campuran” dibuka besok.",)


def test_starting_at_the_same_moment_gives_one_attempt(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work))
        step = quiz_of(work, enrolment.version)

    def start(own: Work) -> str:
        mine, quiz = own.session.get_one(Enrolment, enrolment.id), own.session.get_one(Step, step.id)
        return services.start(own, mine, quiz).code

    codes = at_once(house, start)

    assert len(set(codes)) == 1
    assert work.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_saving_counts_and_the_last_write_wins(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    first = services.save(work, attempt, "s-angka", ["12"])
    again = services.save(later(work, timedelta(seconds=3)), attempt, "s-angka", ["45"])

    assert (first.answered, first.total, again.answered) == (1, 5, 1)
    assert again.at - first.at == timedelta(seconds=3)
    assert queries.saved_answers(work, attempt.id)["s-angka"].answer == "45"


def test_saving_nothing_takes_the_answer_back(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)
    services.save_all(work, attempt, mixed_answers(work, step))

    saved = services.save(work, attempt, "s-banyak", [])

    assert saved.answered == 4
    assert sorted(queries.saved_answers(work, attempt.id)) == ["s-angka", "s-benar", "s-isian", "s-satu"]


def test_an_unreadable_answer_is_reported_and_the_older_one_stays(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)
    services.save(work, attempt, "s-angka", ["45"])

    saved = services.save_all(work, attempt, {"s-angka": ["empat lima"], "s-isian": ["SKP"]})

    assert saved.problems == {"s-angka": "“empat lima” bukan angka. Tulis angkanya saja, misalnya 12,5."}
    assert {key: line.answer for key, line in queries.saved_answers(work, attempt.id).items()} == {
        "s-angka": "45",
        "s-isian": "SKP",
    }


def test_saving_an_option_that_does_not_exist_is_a_problem(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    saved = services.save(work, attempt, "s-satu", ["o-palsu"])

    assert list(saved.problems) == ["s-satu"]
    assert saved.answered == 0


def test_saving_a_question_of_another_paper_is_not_found(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    with pytest.raises(NotFound):
        services.save(work, attempt, "s-lain", ["x"])


def test_saving_after_submitting_loses_nothing(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = make_attempt(work, enrolment, mixed_answers(work, step))

    with pytest.raises(services.AlreadySubmitted) as refused:
        services.save(work, attempt, "s-angka", ["1"])

    assert refused.value.status == 409
    assert queries.saved_answers(work, attempt.id)["s-angka"].answer == "45"
    assert attempt.score == 100


def test_submitting_marks_by_weight_and_stores_points(work: Work, enrolment: Enrolment, step: Step) -> None:
    right = mixed_answers(work, step)
    one_of_two = {**right, "s-banyak": right["s-banyak"][:1], "s-angka": ["44"]}

    attempt = make_attempt(work, enrolment, one_of_two)

    points = {key: line.points for key, line in queries.saved_answers(work, attempt.id).items()}
    assert points == {"s-satu": 1, "s-banyak": 0.5, "s-benar": 1, "s-angka": 0, "s-isian": 1}
    assert (attempt.score, attempt.passed, attempt.submitted_at) == (75, True, work.now)  # (2 + ½ + 1 + 0 + 1) / 6


def test_unanswered_questions_earn_nothing(work: Work, enrolment: Enrolment) -> None:
    attempt = make_attempt(work, enrolment, {"s-isian": ["sasaran kinerja pegawai"]})

    assert (attempt.score, attempt.passed) == (16.67, False)


def test_submitting_tells_once_and_twice_gives_the_same_result(
    work: Work, house: House, enrolment: Enrolment, step: Step
) -> None:
    heard: list[Attempt] = []

    def attempt_submitted(attempt: Attempt) -> None:
        heard.append(attempt)

    house.hooks.register("listener", guest(attempt_submitted=attempt_submitted))
    attempt = make_attempt(work, enrolment, mixed_answers(work, step))
    moment = attempt.submitted_at

    again = services.submit(later(work, timedelta(minutes=5)), attempt)

    assert heard == [attempt]
    assert (again.submitted_at, again.score) == (moment, 100)


def test_submitting_at_the_same_moment_marks_once(work: Work, house: House) -> None:
    heard: list[int] = []
    house.hooks.register("listener", guest(attempt_submitted=lambda attempt: heard.append(attempt.id)))
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work))
        attempt = make_attempt(work, enrolment, submitted=False)

    scores = at_once(house, lambda own: services.submit(own, queries.attempt_locked(own, attempt.id)).score)

    assert scores == [100, 100, 100, 100]
    assert heard == [attempt.id]


def test_saving_and_submitting_at_the_same_moment_never_leaves_an_unmarked_answer(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work))
        attempt = make_attempt(work, enrolment, {}, submitted=False)
        question, values = next(iter(right_answers(work, attempt.step).items()))

    def save_or_submit(own: Work) -> None:
        locked = queries.attempt_locked(own, attempt.id)
        try:
            services.save(own, locked, question, values)
        except services.AlreadySubmitted:
            return
        services.submit(own, locked)

    at_once(house, save_or_submit)

    assert work.session.scalars(select(Response.points)).all() == [1]


def test_handing_in_with_empty_questions_asks_first(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    hindrance = services.hand_in(work, attempt, {"s-angka": ["45"]}, is_sure=False)

    assert hindrance is not None
    assert (hindrance.answered, hindrance.total, attempt.submitted_at) == (1, 5, None)
    assert services.hand_in(work, attempt, {}, is_sure=True) is None
    assert attempt.score == 16.67


def test_handing_in_a_full_paper_submits_at_once(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    assert services.hand_in(work, attempt, mixed_answers(work, step), is_sure=False) is None
    assert attempt.passed is True


def test_handing_in_an_unreadable_answer_is_hindered_even_when_sure(
    work: Work, enrolment: Enrolment, step: Step
) -> None:
    attempt = services.start(work, enrolment, step)

    hindrance = services.hand_in(work, attempt, {"s-angka": ["?"]}, is_sure=True)

    assert hindrance is not None
    assert list(hindrance.problems) == ["s-angka"]
    assert attempt.submitted_at is None


def test_handing_in_twice_ignores_what_the_second_form_holds(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = make_attempt(work, enrolment, mixed_answers(work, step))

    assert services.hand_in(work, attempt, {"s-angka": ["1"]}, is_sure=True) is None
    assert attempt.score == 100


def test_best_counts(work: Work, enrolment: Enrolment, step: Step) -> None:
    make_attempt(work, enrolment, mixed_answers(work, step))
    make_attempt(work, enrolment, {})
    services.start(work, enrolment, step)

    assert queries.best_scores(work, enrolment.id) == {step.id: Best(score=100, passed=True, attempts=2)}


def test_best_scores_of_an_untouched_enrolment_are_empty(work: Work, enrolment: Enrolment) -> None:
    assert queries.best_scores(work, enrolment.id) == {}


def test_somebody_elses_attempt_is_not_found(work: Work, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)

    work.actor = Actor(enrolment.person_id, "Siti")
    assert queries.own_attempt(work, attempt.code) is attempt
    work.actor = Actor(make_person(work).id, "Budi")
    for code in (attempt.code, "palsu"):
        with pytest.raises(NotFound):
            queries.own_attempt(work, code)


def test_a_missing_kind_is_one_clear_sentence(work: Work, house: House, enrolment: Enrolment, step: Step) -> None:
    attempt = services.start(work, enrolment, step)
    house.hooks.unregister("questions")

    for act in (lambda: services.submit(work, attempt), lambda: services.paper_of(work, attempt)):
        with pytest.raises(services.KindMissing) as missing:
            act()
        assert missing.value.sentence == (
            "Jenis soal “single” belum terpasang di sistem ini. Jawaban Anda aman; hubungi pengelola sistem."
        )


@pytest.fixture
def timed(work: Work) -> Attempt:
    """An open attempt with 20 minutes, one right answer saved."""
    enrolment = make_enrolment(work, version=make_mixed_course(work, attempts=1, extra=("waktu: 20 menit",)))
    return make_attempt(work, enrolment, {"s-angka": ["45"]}, submitted=False)


def test_an_answer_within_the_grace_is_taken(work: Work, timed: Attempt) -> None:
    saved = services.save(later(work, timedelta(minutes=20) + GRACE), timed, "s-isian", ["SKP"])

    assert saved.answered == 2


def test_an_answer_after_the_grace_is_refused_and_handing_in_counts_what_is_saved(work: Work, timed: Attempt) -> None:
    later(work, timedelta(minutes=20, seconds=1) + GRACE)

    with pytest.raises(services.TimeIsUp):
        services.save(work, timed, "s-isian", ["sasaran kinerja pegawai"])

    assert services.hand_in(work, timed, {"s-isian": ["sasaran kinerja pegawai"]}, is_sure=False) is None
    assert timed.score == 16.67


def test_an_attempt_whose_time_is_up_is_handed_in_by_the_worker(work: Work, house: House, timed: Attempt) -> None:
    job = work.session.scalars(select(Job)).one()
    assert (job.name, job.due_at) == ("quizzes:close", timed.started_at + timedelta(minutes=20, seconds=1) + GRACE)
    job.due_at = timed.started_at
    with committed(work):
        pass

    assert house.queue.sweep() == 1

    work.session.expire_all()
    assert (timed.score, timed.passed) == (16.67, False)


def test_starting_again_first_hands_in_the_attempt_whose_time_is_up(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_mixed_course(work, extra=("waktu: 20 menit",)))
    old = make_attempt(work, enrolment, {"s-angka": ["45"]}, submitted=False)

    new = services.start(later(work, timedelta(hours=1)), enrolment, old.step)

    assert (old.score, new.number) == (16.67, 2)
