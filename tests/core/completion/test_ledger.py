"""Recording what happened, and what follows from it in the same transaction."""

from __future__ import annotations

from types import ModuleType

import pytest
from sqlalchemy import select

from elearn.core.completion import queries, services
from elearn.core.completion.models import Completion, LedgerEvent, LedgerIsAppendOnly, Progress
from elearn.core.completion.rules import ATTEMPT_SUBMITTED, COURSE_COMPLETED, ENROLLED, LESSON_COMPLETED, RULE_VERSION
from elearn.core.courses.queries import step
from elearn.core.enrolment.models import Enrolment
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.errors import Invalid, NotFound, Refused
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import completion_of, finish, make_completion, make_finished_enrolment
from elearn.testing.factories.courses import make_course, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person, make_position, make_unit
from elearn.testing.factories.quizzes import make_attempt, quiz_of


def ledger(work: Work, enrolment: Enrolment) -> list[LedgerEvent]:
    events = select(LedgerEvent).where(LedgerEvent.enrolment_id == enrolment.id).order_by(LedgerEvent.id)
    return list(work.session.scalars(events))


def kinds(work: Work, enrolment: Enrolment) -> list[str]:
    return [event.kind for event in ledger(work, enrolment)]


def summary(work: Work, enrolment: Enrolment) -> tuple[int, int, float | None, bool]:
    row = work.session.get_one(Progress, enrolment.id)
    return row.done_steps, row.all_steps, row.score, row.is_complete


def test_enrolling_begins_the_ledger_and_the_summary(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, lessons=2))

    assert kinds(work, enrolment) == [ENROLLED]
    assert summary(work, enrolment) == (0, 3, None, False)


def test_event_freezes_unit_position_and_grade_of_the_moment(work: Work) -> None:
    old = make_unit(work)
    person = make_person(work, old, grade="III/a", position="Pranata Komputer")
    enrolment = make_enrolment(work, person, make_course(work, lessons=2))
    person.unit_id, person.grade = make_unit(work).id, "III/b"
    person.position = make_position(work, name="Auditor")
    finish(work, enrolment, "01-materi")

    frozen = [(event.unit_id, event.position, event.grade) for event in ledger(work, enrolment)]

    assert frozen == [(old.id, "Pranata Komputer", "III/a"), (person.unit_id, "Auditor", "III/b")]


def test_event_names_version_rule_and_actor(work: Work) -> None:
    enrolment = make_enrolment(work)

    (event,) = ledger(work, enrolment)

    assert (event.version_id, event.rule_version, event.actor_id, event.at) == (
        enrolment.version_id, RULE_VERSION, None, work.now,
    )  # fmt: skip


def test_doing_every_step_completes_the_course(work: Work) -> None:
    enrolment = make_finished_enrolment(work, version=make_course(work, lessons=1))

    assert kinds(work, enrolment) == [ENROLLED, LESSON_COMPLETED, ATTEMPT_SUBMITTED, COURSE_COMPLETED]
    assert summary(work, enrolment) == (2, 2, 100.0, True)
    completion = completion_of(work, enrolment)
    assert completion is not None
    assert (completion.score, completion.completed_at, completion.person_id) == (100.0, work.now, enrolment.person_id)


def test_failed_quiz_does_not_complete(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, lessons=1))
    finish(work, enrolment, "01-materi")
    make_attempt(work, enrolment, wrong_answers(work, quiz_of(work, enrolment.version)))

    found = queries.checklist(work, enrolment).standing

    assert [missing.reason for missing in found.missing] == [
        "Nilai terbaik Anda 0, nilai lulus 70. Kesempatan Anda tinggal 2 kali."
    ]
    assert completion_of(work, enrolment) is None


def test_failing_after_completion_takes_nothing_back(work: Work) -> None:
    enrolment = make_finished_enrolment(work, version=make_course(work, lessons=1))
    make_attempt(work, enrolment, wrong_answers(work, quiz_of(work, enrolment.version)))

    assert summary(work, enrolment) == (2, 2, 100.0, True)
    assert kinds(work, enrolment).count(COURSE_COMPLETED) == 1


def test_finishing_a_lesson_twice_is_one_event(work: Work) -> None:
    enrolment = make_enrolment(work)
    finish(work, enrolment, "01-materi")
    finish(work, enrolment, "01-materi")

    assert kinds(work, enrolment) == [ENROLLED, LESSON_COMPLETED]


def test_finishing_a_quiz_as_a_lesson_is_refused(work: Work) -> None:
    enrolment = make_enrolment(work)

    with pytest.raises(NotFound):
        services.finish_lesson(work, enrolment, quiz_of(work, enrolment.version), {})


def test_finishing_a_lesson_of_another_course_is_refused(work: Work) -> None:
    enrolment = make_enrolment(work)

    with pytest.raises(NotFound):
        services.finish_lesson(work, enrolment, step(work, make_course(work).id, "01-materi"), {})


def test_lesson_with_check_questions_needs_their_answers(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, check_questions=True))

    with pytest.raises(Invalid, match="belum dijawab"):
        services.finish_lesson(work, enrolment, step(work, enrolment.version_id, "01-materi"), {})


def test_any_answer_to_a_check_question_finishes_the_lesson(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, check_questions=True))
    lesson = step(work, enrolment.version_id, "01-materi")
    answers = {question: values[0] for question, values in wrong_answers(work, lesson).items()}

    services.finish_lesson(work, enrolment, lesson, answers)

    found = queries.checklist(work, enrolment)
    assert found.standing.done == {lesson.id}
    assert found.answers[lesson.id] == answers


def test_ledger_event_cannot_be_changed(work: Work) -> None:
    (event,) = ledger(work, make_enrolment(work))
    event.kind = COURSE_COMPLETED

    with pytest.raises(LedgerIsAppendOnly):
        work.session.flush()


def test_ledger_event_cannot_be_deleted(work: Work) -> None:
    (event,) = ledger(work, make_enrolment(work))
    work.session.delete(event)

    with pytest.raises(LedgerIsAppendOnly):
        work.session.flush()


def test_missing_prerequisite_is_named_in_the_refusal(work: Work) -> None:
    make_course(work, slug="dasar", title="Pelatihan dasar")
    version = make_course(work, title="Pelatihan lanjut", extra=("prasyarat: [dasar]",))

    with pytest.raises(Refused) as refused:
        make_enrolment(work, version=version)

    assert refused.value.reasons == (
        "Selesaikan dahulu “Pelatihan dasar”, prasyarat untuk mengikuti “Pelatihan lanjut”.",
    )


@pytest.mark.parametrize("name", ["dasar", "CONTOH-dasar"])
def test_completed_prerequisite_opens_the_course(work: Work, name: str) -> None:
    person = make_person(work)
    make_completion(work, person, make_course(work, slug="dasar"))
    version = make_course(work, extra=(f"prasyarat: [{name}]",))

    assert make_enrolment(work, person, version).version_id == version.id


def test_new_version_leaves_the_completed_learner_complete(work: Work) -> None:
    enrolment = make_finished_enrolment(work, version=make_course(work, slug="tetap", lessons=1))
    make_course(work, slug="tetap", lessons=3)

    services.recount(work, queries.hold(work, enrolment.id))

    assert summary(work, enrolment) == (2, 2, 100.0, True)


def test_publishing_completes_nobody(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, slug="pendek", lessons=2, quiz=False))
    finish(work, enrolment, "01-materi")
    make_course(work, slug="pendek", lessons=1, quiz=False)

    assert work.session.scalars(select(Completion)).all() == []


def test_recount_after_a_lost_completion_issues_no_second_one(work: Work) -> None:
    enrolment = make_enrolment(work)
    held = queries.hold(work, enrolment.id)
    services.record(work, held, COURSE_COMPLETED, score=None)

    services.recount(work, held)

    assert completion_of(work, enrolment) is None
    assert kinds(work, enrolment) == [ENROLLED, COURSE_COMPLETED]


def test_failure_of_what_follows_undoes_the_event_too(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, lessons=1, quiz=False))
    house.hooks.register("broken", broken_room())

    with pytest.raises(ZeroDivisionError), committed(work):
        finish(work, enrolment, "01-materi")

    assert kinds(work, enrolment) == [ENROLLED]
    assert completion_of(work, enrolment) is None


def broken_room() -> ModuleType:
    """A room whose listener fails when a course is completed."""

    @hookimpl
    def course_completed(completion: Completion) -> None:
        raise ZeroDivisionError(completion.id)

    room = ModuleType("broken")
    vars(room)["course_completed"] = course_completed
    return room
