"""A trainer corrects a question: rehearsed, applied by the worker, and all that follows from a better score follows then."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates.claims import from_json
from elearn.core.completion import moving
from elearn.core.completion import services as completion
from elearn.core.completion.models import LedgerEvent
from elearn.core.people.models import Person
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Attempt
from elearn.core.quizzes.rules import ACCEPTED, CREDITED, VOIDED, Remedy
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, Invalid, NotFound
from elearn.kernel.outbox import Job
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import completion_of
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import (
    make_attempt,
    make_every_kind_course,
    make_mixed_course,
    mixed_answers,
    quiz_of,
)

from .correcting import CREDIT, WRONG, Desk
from .test_marking import acting, attempt_of, trainer  # noqa: F401  # a fixture

ACCEPT = Remedy(ACCEPTED, reason="Jawaban itu juga benar")
VOID = Remedy(VOIDED, reason="Soalnya bermakna ganda")


@pytest.fixture
def desk(house: House, work: Work, trainer: Person) -> Desk:  # noqa: F811
    return Desk(house, work, trainer)


def worth(*attempts: Attempt) -> list[tuple[float | None, bool | None]]:
    return [(attempt.score, attempt.passed) for attempt in attempts]


def kinds_of(work: Work, attempt: Attempt) -> list[str]:
    mine = LedgerEvent.enrolment_id == attempt.enrolment_id
    return list(work.session.scalars(select(LedgerEvent.kind).where(mine).order_by(LedgerEvent.id)))


def counted_minutes(work: Work, attempt: Attempt) -> list[int]:
    mine = (CareerEntry.person_id == attempt.enrolment.person_id, CareerEntry.withdrawn_at.is_(None))
    return list(work.session.scalars(select(CareerEntry.counted_minutes).where(*mine)))


def test_a_rehearsal_counts_and_changes_nothing(desk: Desk) -> None:
    failed, passed, full = desk.learner(2), desk.learner(1), desk.learner()

    tried = desk.rehearse()

    assert (tried.attempts, tried.raised, tried.passing) == (3, 2, 1)
    assert tried.effects == {
        "Menyelesaikan pelatihan": 1,
        "Nilai akhir naik": 1,
        "Sertifikat diganti": 1,
    }
    lines, paging = queries.rises(desk.work, tried.id)
    assert [(line.before, line.after, line.is_passing) for line in lines] == [(50.0, 75.0, True), (75.0, 100.0, False)]
    assert paging.total == 2
    assert worth(failed, passed, full) == [(50.0, False), (75.0, True), (100.0, True)]
    assert (tried.applied_at, queries.remedies(desk.work, desk.quiz.id)) == (None, {})


def test_applied_it_raises_scores_completes_courses_and_replaces_certificates(desk: Desk) -> None:
    failed, passed, full = desk.learner(2), desk.learner(1), desk.learner()
    (old,), (untouched,) = desk.certificates(passed), desk.certificates(full)
    before = counted_minutes(desk.work, passed)

    applied = desk.correct()

    assert worth(failed, passed, full) == [(75.0, True), (100.0, True), (100.0, True)]
    assert (applied.attempts, applied.raised, applied.passing) == (3, 2, 1)
    assert kinds_of(desk.work, failed)[-2:] == ["attempt_regraded", "course_completed"]
    assert kinds_of(desk.work, passed)[-2:] == ["attempt_regraded", "completion_regraded"]
    assert [one.state for one in desk.certificates(failed)] == ["issued"]
    reason = "Koreksi soal 1 pada kuis “Kuis akhir”: Kuncinya keliru"
    replaced, newer = desk.certificates(passed)
    assert (replaced.id, replaced.state, replaced.state_reason) == (old.id, "superseded", reason)
    assert (replaced.superseded_by_id, from_json(newer.claims).training.score) == (newer.id, 100.0)
    assert desk.certificates(full) == [untouched]
    assert untouched.state == "issued"
    assert counted_minutes(desk.work, passed) == before == counted_minutes(desk.work, failed)
    assert completion.rebuild(desk.work, mend=False).differences == ()


def test_who_completes_by_it_completes_on_the_day_it_is_applied(desk: Desk) -> None:
    failed = desk.learner(2)

    applied = desk.correct()

    done = completion_of(desk.work, failed.enrolment)
    assert done is not None
    assert applied.applied_at is not None
    assert (done.completed_at >= applied.applied_at, done.score) == (True, 75.0)
    year = desk.work.session.scalars(select(CareerEntry.year)).one()
    assert year == done.completed_at.astimezone(desk.work.settings.timezone).year


def test_who_has_not_finished_the_lessons_does_not_complete(desk: Desk) -> None:
    attempt = desk.learner(2, is_reading=False)

    desk.correct()

    assert worth(attempt) == [(75.0, True)]
    assert completion_of(desk.work, attempt.enrolment) is None
    assert completion.rebuild(desk.work, mend=False).differences == ()


def test_taking_a_question_out_lowers_nobody(desk: Desk) -> None:
    failed, passed = desk.learner(2), desk.learner(1)

    desk.correct(VOID, "s-s004")

    assert worth(failed, passed) == [(50.0, False), (75.0, True)]
    assert worth(desk.learner(2)) == [(33.33, False)]
    assert completion.rebuild(desk.work, mend=False).differences == ()


def test_one_who_tried_twice_gets_one_new_certificate(desk: Desk) -> None:
    first = desk.learner(1)
    with committed(desk.work):
        second = desk.attempt(first.enrolment, 1)

    desk.correct()

    assert worth(first, second) == [(100.0, True), (100.0, True)]
    assert [one.state for one in desk.certificates(first)] == ["superseded", "issued"]


def test_what_was_earned_after_the_completion_is_not_claimed(desk: Desk) -> None:
    first = desk.learner(1)
    with committed(desk.work):
        desk.attempt(first.enrolment)

    desk.correct(CREDIT, "s-s003")

    assert worth(first) == [(75.0, True)]
    assert [from_json(one.claims).training.score for one in desk.certificates(first)] == [75.0]


def test_new_attempts_are_marked_with_it_until_it_is_withdrawn(desk: Desk) -> None:
    old = desk.learner(2)
    applied = desk.correct()
    during = desk.learner(1)

    desk.withdraw(applied)
    after = desk.learner(1)

    assert worth(old, during, after) == [(75.0, True), (100.0, True), (75.0, True)]
    assert [line.remedy.deed for line in queries.history(desk.work, desk.quiz.id, WRONG)] == ["withdraw", "credit"]
    with pytest.raises(Conflict):
        desk.withdraw(applied)


def test_a_later_correction_replaces_the_earlier(desk: Desk) -> None:
    desk.correct(VOID)
    void = desk.learner(2)

    desk.correct(CREDIT)

    assert worth(void) == [(75.0, True)]
    assert {one.deed for one in queries.remedies(desk.work, desk.quiz.id).values()} == {"credit"}


def test_the_job_run_again_changes_nothing(desk: Desk, house: House) -> None:
    passed = desk.learner(1)
    applied = desk.correct()
    assert applied.job_id is not None
    seen = (kinds_of(desk.work, passed), len(desk.certificates(passed)))
    with committed(desk.work):
        desk.work.later(services.REGRADE_JOB, correction_id=applied.id)

    desk.done(applied)

    assert (kinds_of(desk.work, passed), len(desk.certificates(passed))) == seen
    assert (applied.attempts, applied.raised) == (1, 1)


DYING = """
import os, signal, sys
from pathlib import Path
from elearn.app import open_house
from elearn.config import Settings
from elearn.core.completion import regrading
from elearn.core.quizzes.services import regrading as job
from elearn.kernel.jobs import Errand

def dying(place, name):
    alive, calls = getattr(place, name), []
    def call(*args, **named):
        alive(*args, **named)
        calls.append(name)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    setattr(place, name, call)

job.PART = 1
dying(*{"between": (Errand, "progress"), "within": (regrading, "_raise")}[sys.argv[1]])
open_house(Settings(database_url=sys.argv[2], home=Path(sys.argv[3]), worker_thread=False)).queue.sweep()
"""
"""A worker that is killed between two learners, or when the second's certificate is replaced but not committed."""


@pytest.mark.parametrize(("moment", "kept"), [("between", 2), ("within", 1)])
def test_a_killed_worker_raises_nobody_twice_and_loses_nobody(desk: Desk, house: House, moment: str, kept: int) -> None:
    attempts = [desk.learner(1) for _ in range(3)]
    tried = desk.rehearse()
    with committed(desk.work):
        services.apply(acting(desk.work, desk.trainer), tried.id)
    said = house.settings.database_url, str(house.settings.home)
    died = subprocess.run([sys.executable, "-c", DYING, moment, *said], check=False)
    desk.work.session.expire_all()
    assert died.returncode == -signal.SIGKILL
    assert [attempt.score for attempt in attempts].count(100.0) == kept
    with committed(desk.work):
        desk.work.session.get_one(Job, tried.job_id).due_at = desk.work.now  # the dead worker's lease is over

    desk.done(tried)

    assert worth(*attempts) == [(100.0, True)] * 3
    assert (tried.attempts, tried.raised) == (3, 3)
    assert [len(desk.certificates(attempt)) for attempt in attempts] == [2, 2, 2]
    assert completion.rebuild(desk.work, mend=False).differences == ()


def test_other_answers_are_accepted_in_each_kind_that_has_them(desk: Desk) -> None:
    with committed(desk.work):
        mine = acting(desk.work, desk.trainer)
        version = make_mixed_course(mine)
        step = quiz_of(desk.work, version)
        options = {one["id"]: [option["id"] for option in one.get("options", ())] for one in step.questions}
        right = mixed_answers(desk.work, step)
        given = {key: [next(o for o in found if o not in right[key])] for key, found in options.items() if found}
        given |= {"s-angka": ["46"], "s-isian": ["Sasaran kerja"]}
        attempt = make_attempt(desk.work, make_enrolment(desk.work, version=version), given)
    assert attempt.score == 0.0
    said = {"s-satu": given["s-satu"][0], "s-banyak": given["s-banyak"], "s-benar": given["s-benar"][0]}

    for key, answer in (said | {"s-angka": "46,0", "s-isian": "sasaran KERJA"}).items():
        desk.correct(Remedy(ACCEPTED, (answer,), "Juga benar"), key, step)

    assert worth(attempt) == [(100.0, True)]


def test_answers_accepted_before_stay_accepted(desk: Desk) -> None:
    with committed(desk.work):
        version = make_mixed_course(acting(desk.work, desk.trainer))
        step = quiz_of(desk.work, version)
    desk.correct(Remedy(ACCEPTED, ("44",), "Juga benar"), "s-angka", step)

    desk.correct(Remedy(ACCEPTED, ("46",), "Ini pun benar"), "s-angka", step)

    with pytest.raises(Invalid):
        desk.rehearse(Remedy(ACCEPTED, ("44",), "Lagi"), "s-angka", step)
    assert queries.remedies(desk.work, step.id)["s-angka"].answers == ("44", "46")


def test_an_essay_that_waits_is_credited_and_a_kind_without_another_answer_refuses_one(desk: Desk) -> None:
    with committed(desk.work):
        version = make_every_kind_course(acting(desk.work, desk.trainer))
        attempt = attempt_of(desk.work, make_enrolment(desk.work, version=version))
    step = quiz_of(desk.work, version)
    assert worth(attempt) == [(None, None)]

    applied = desk.correct(CREDIT, "s-uraian", step)

    assert worth(attempt) == [(100.0, True)]
    assert queries.rises(desk.work, applied.id)[0][0].before is None
    assert queries.waiting_answers(acting(desk.work, desk.trainer))[0] == ()
    for key in ("s-bobot", "s-rumpang", "s-jodoh", "s-urut", "s-uraian"):
        with pytest.raises(Invalid):
            desk.rehearse(Remedy(ACCEPTED, ("x",), "Juga benar"), key, step)


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    with committed(desk.work):
        version = make_every_kind_course(acting(desk.work, desk.trainer))
    survey = next(step for step in version.steps if step.key == "03-survei")
    right = queries.key_of(desk.work, desk.quiz.id).sealed[WRONG]["right"][0]

    for remedy in (Remedy(CREDITED), Remedy(CREDITED, reason="a" * 301), ACCEPT, Remedy(ACCEPTED, (right,), "Benar")):
        with pytest.raises(Invalid):
            desk.rehearse(remedy)
    with pytest.raises(Invalid):
        desk.rehearse(CREDIT, "s-puas", survey)
    with pytest.raises(NotFound):
        desk.rehearse(CREDIT, "s-tiada")


def test_only_a_finished_and_fresh_rehearsal_is_applied_and_only_once(desk: Desk) -> None:
    now, desk.work.now = desk.work.now, desk.work.now - timedelta(minutes=1)
    mine = acting(desk.work, desk.trainer)
    with committed(desk.work):
        unfinished = services.correct(mine, queries.own_question(mine, desk.quiz.id, WRONG), CREDIT)
        with pytest.raises(Conflict):
            services.apply(mine, unfinished.id)
    desk.done(unfinished)
    desk.work.now = now
    newer = desk.correct(VOID)

    for one in (unfinished, newer):
        with pytest.raises(Conflict):
            services.apply(acting(desk.work, desk.trainer), one.id)


def test_somebody_elses_course_is_not_corrected(desk: Desk) -> None:
    tried = desk.rehearse()
    stranger = acting(desk.work, make_person(desk.work))

    with pytest.raises(NotFound):
        queries.own_question(stranger, desk.quiz.id, WRONG)
    for deed in (services.apply, lambda work, one: services.withdraw(work, one, "Alasan")):
        with pytest.raises(NotFound):
            deed(stranger, tried.id)


def test_an_earlier_version_is_corrected_for_those_too_who_moved_on(desk: Desk) -> None:
    goes = desk.learner(2)
    first, old = desk.quiz, desk.version
    with committed(desk.work):
        mine = acting(desk.work, desk.trainer)
        desk.version = make_course(mine, slug=old.course.slug, title="Judul baru", lessons=1, max_attempts=5)
        moving.ask_move(desk.work, old, desk.version)
    desk.house.queue.sweep()
    desk.work.session.expire_all()
    in_new = desk.learner(2)
    assert (goes.enrolment.version_id, first.id != desk.quiz.id) == (desk.version.id, True)

    desk.correct(CREDIT, WRONG, first)

    assert worth(goes, in_new) == [(75.0, True), (50.0, False)]
    assert [len(desk.certificates(one)) for one in (goes, in_new)] == [1, 0]
    assert queries.remedies(desk.work, desk.quiz.id) == {}
    assert completion.rebuild(desk.work, mend=False).differences == ()


def test_it_is_noted_who_corrected_what_and_why(desk: Desk) -> None:
    applied = desk.correct()
    desk.withdraw(applied)

    notes = desk.work.session.scalars(select(AuditEntry).where(AuditEntry.action.like("quizzes:correction:%"))).all()

    assert [(one.action, one.actor_id, one.facts["reason"]) for one in notes] == [
        ("quizzes:correction:apply", desk.trainer.id, "Kuncinya keliru"),
        ("quizzes:correction:withdraw", desk.trainer.id, "Kuncinya ternyata benar"),
    ]
    assert (
        desk.work.session.scalar(select(func.count(LedgerEvent.id)).where(LedgerEvent.kind == "attempt_regraded")) == 0
    )
