"""Learners go on with another version: what counts on, who stays, and what the ledger keeps. On both engines."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from elearn.core.completion import moving, queries, services
from elearn.core.completion.models import LedgerEvent, Move, Progress
from elearn.core.completion.outlook import Outlook, outlooks
from elearn.core.completion.queries import Target
from elearn.core.completion.rules import VERSION_MOVED
from elearn.core.completion.step_pairs import follow, pairs
from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.enrolment.services import note_place
from elearn.core.quizzes import services as quizzes
from elearn.hooks.house import House
from elearn.kernel import operations
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.outbox import DEAD, DONE, Job
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import completion_of, finish, make_finished_enrolment
from elearn.testing.factories.courses import make_course, publish_folder, write_course, write_quiz
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt, quiz_of


class Named:
    def __init__(self, key: str) -> None:
        self.kind, self.key = ("quiz" if "kuis" in key else "lesson"), key


def done_keys(work: Work, enrolment: Enrolment) -> list[str]:
    found = queries.checklist(work, enrolment)
    return [line.key for line in found.lines if line.id in found.standing.done]


def event(work: Work, enrolment: Enrolment) -> LedgerEvent:
    moved = select(LedgerEvent).where(LedgerEvent.enrolment_id == enrolment.id, LedgerEvent.kind == VERSION_MOVED)
    return work.session.scalars(moved).one()


def moved(house: House, work: Work, old: CourseVersion, new: CourseVersion) -> tuple[int, int]:
    """Asks for a move and lets the worker do it; how many went over, and how many stayed."""
    with committed(work):
        asked = moving.ask_move(work, old, new)
    return run(house, work, asked)


def run(house: House, work: Work, asked: Move) -> tuple[int, int]:
    assert house.queue.sweep() == 1
    work.session.expire_all()
    assert asked.ended_at is not None
    return asked.moved, asked.stayed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = write_course(tmp_path / "etika", lessons=3)
    write_quiz(course / "04-kuis.md", lessons=3)
    return course


@pytest.fixture
def old(work: Work, folder: Path) -> CourseVersion:
    return publish_folder(work, folder)


@pytest.fixture
def new(work: Work, old: CourseVersion, folder: Path) -> CourseVersion:
    """The third lesson is gone, the second is now 05, and there is a new one."""
    (folder / "03-materi.md").unlink()
    (folder / "02-materi.md").rename(folder / "02-warga.md")
    (folder / "05-penutup.md").write_text((folder / "01-materi.md").read_text().replace("1", "5"))
    quiz = folder / "04-kuis.md"
    quiz.write_text(quiz.read_text().replace("03-materi", "01-materi").replace("02-materi", "02-warga"))
    return publish_folder(work, folder)


def test_steps_are_the_same_by_key_else_by_name_without_number() -> None:
    old = [Named(key) for key in ("01-a", "02-b", "03-kuis", "04-c")]
    new = [Named(key) for key in ("01-b", "02-a", "03-kuis", "05-d")]

    assert pairs(old, new) == {0: 1, 1: 0, 2: 2}


def test_names_that_come_twice_are_told_by_their_number_alone() -> None:
    old, new = [Named("01-materi"), Named("02-materi")], [Named("02-materi"), Named("03-materi"), Named("04-materi")]

    assert pairs(old, new) == {1: 0}


def test_a_step_is_followed_through_every_move_and_back() -> None:
    there, back = {1: 11, 2: 12}, {11: 1, 12: 2}

    assert [follow(step, [there], {11, 12}) for step in (1, 2, 11, 9)] == [11, 12, 11, 9]
    assert [follow(step, [there, back], {1, 2}) for step in (1, 12)] == [1, 2]


def test_a_done_lesson_that_is_still_there_stays_done(
    house: House, work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    me = make_enrolment(work, version=old)
    for key in ("01-materi", "03-materi"):
        finish(work, me, key)
    make_attempt(work, me)
    note_place(work, me, courses.step(work, old.id, "01-materi").id)

    assert moved(house, work, old, new) == (1, 0)

    assert me.version_id == new.id
    assert done_keys(work, me) == ["01-materi", "04-kuis"]
    assert me.last_step_id == courses.step(work, new.id, "01-materi").id
    kept = event(work, me)
    assert (kept.facts["from"], kept.facts["to"], kept.version_id) == (old.id, new.id, new.id)
    assert (kept.facts["from_number"], kept.facts["to_number"]) == (1, 2)
    row = work.session.get_one(Progress, me.id)
    assert (row.done_steps, row.all_steps, row.score) == (2, 4, 100.0)
    assert services.rebuild(work, mend=False).differences == ()


def test_back_in_the_old_version_everything_counts_again(
    house: House, work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    me = make_enrolment(work, version=old)
    finish(work, me, "03-materi")
    moved(house, work, old, new)
    finish(work, me, "01-materi")

    moved(house, work, new, old)

    assert done_keys(work, me) == ["01-materi", "03-materi"]


def test_a_paper_begun_before_counts_when_it_is_handed_in_after(
    house: House, work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    me = make_enrolment(work, version=old)
    paper = quizzes.start(work, me, quiz_of(work, old))
    moved(house, work, old, new)

    quizzes.submit(work, paper)

    found = queries.checklist(work, me)
    assert found.standing.best == {quiz_of(work, new).id: 0.0}
    assert "Kesempatan Anda tinggal 3 kali." in found.standing.open_reasons[quiz_of(work, new).id]


def test_who_completed_stays(house: House, work: Work, old: CourseVersion, new: CourseVersion) -> None:
    me = make_finished_enrolment(work, version=old)

    assert moved(house, work, old, new) == (0, 0)

    assert me.version_id == old.id
    assert completion_of(work, me) is not None


def test_nobody_completes_by_being_moved(house: House, work: Work, folder: Path, old: CourseVersion) -> None:
    me = make_enrolment(work, version=old)
    for key in ("01-materi", "02-materi"):
        finish(work, me, key)
    make_attempt(work, me)
    (folder / "03-materi.md").unlink()
    quiz = folder / "04-kuis.md"
    quiz.write_text(quiz.read_text().replace("03-materi", "01-materi"))
    new = publish_folder(work, folder)

    assert moved(house, work, old, new) == (0, 1)

    assert (me.version_id, completion_of(work, me)) == (old.id, None)


def test_versions_of_two_courses_are_refused(work: Work, old: CourseVersion) -> None:
    with pytest.raises(NotFound):
        moving.ask_move(work, old, make_course(work))


def test_learners_are_moved_in_parts_that_each_count_up(
    house: House, work: Work, old: CourseVersion, new: CourseVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "PART", 2)
    learners = [make_enrolment(work, make_person(work), old) for _ in range(5)]

    assert moved(house, work, old, new) == (5, 0)

    assert {one.version_id for one in learners} == {new.id}
    job = work.session.scalars(select(Job).where(Job.name == moving.MOVE_JOB)).one()
    assert (job.state, job.done_steps, job.all_steps) == (DONE, 5, 5)


DYING = """
import os, signal, sys
from pathlib import Path
from elearn.app import open_house
from elearn.config import Settings
from elearn.core.completion import moving, services
from elearn.kernel.jobs import Errand

def dying(place, name):
    alive, calls = getattr(place, name), []
    def call(*args, **named):
        alive(*args, **named)
        calls.append(name)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    setattr(place, name, call)

moving.PART = 2
dying(*{"between": (Errand, "progress"), "within": (services, "store_standings")}[sys.argv[1]])
open_house(Settings(database_url=sys.argv[2], home=Path(sys.argv[3]), worker_thread=False)).queue.sweep()
"""
"""A worker that is killed between two parts, or when the second is written but not committed."""


@pytest.mark.parametrize(("moment", "kept"), [("between", 4), ("within", 2)])
def test_a_killed_worker_moves_nobody_twice_and_loses_nobody(
    house: House, work: Work, old: CourseVersion, new: CourseVersion, moment: str, kept: int
) -> None:
    with committed(work):
        learners = [make_enrolment(work, make_person(work), old) for _ in range(5)]
        asked = moving.ask_move(work, old, new)
    said = house.settings.database_url, str(house.settings.home)
    died = subprocess.run([sys.executable, "-c", DYING, moment, *said], check=False)
    work.session.expire_all()
    assert died.returncode == -signal.SIGKILL
    assert (asked.moved, asked.ended_at) == (kept, None)
    assert sum(one.version_id == new.id for one in learners) == kept

    with committed(work):
        work.session.get_one(Job, asked.job_id).due_at = work.now  # the dead worker's lease is over

    assert run(house, work, asked) == (5, 0)
    assert [event(work, one).facts["move"] for one in learners] == [asked.id] * 5
    assert services.rebuild(work, mend=False).differences == ()


def test_a_move_is_undone_for_those_whom_it_took(
    house: House, work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    me, done = make_enrolment(work, make_person(work), old), make_enrolment(work, make_person(work), old)
    finish(work, me, "03-materi")
    moved(house, work, old, new)
    with committed(work):
        late = make_enrolment(work, make_person(work), new)
        for key in ("01-materi", "02-warga", "05-penutup"):
            finish(work, done, key)
        make_attempt(work, done)
        move = work.session.scalars(select(Move)).one()
        back = moving.undo(work, old.course_id, move.id)

    assert run(house, work, back) == (1, 0)

    assert [one.version_id for one in (me, done, late)] == [old.id, new.id, new.id]
    assert done_keys(work, me) == ["03-materi"]
    assert [line.state for line in queries.moves(work, old.course_id)] == ["done", "undone"]
    for move_id in (move.id, back.id):
        with pytest.raises(Conflict):
            moving.undo(work, old.course_id, move_id)


def test_a_move_on_its_way_cannot_be_undone(work: Work, old: CourseVersion, new: CourseVersion) -> None:
    asked = moving.ask_move(work, old, new)

    assert queries.is_moving(work, old.course_id)
    with pytest.raises(Conflict):
        moving.undo(work, old.course_id, asked.id)
    with pytest.raises(NotFound):
        moving.undo(work, make_course(work).course_id, asked.id)


def test_a_move_that_failed_is_undone_and_goes_no_further(
    house: House, work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    with committed(work):
        me = make_enrolment(work, version=old)
        asked = moving.ask_move(work, old, new)
        asked.moved = 1
        work.session.get_one(Job, asked.job_id).state = DEAD
    with committed(work):
        moving.undo(work, old.course_id, asked.id)
        operations.retry(work, asked.job_id or 0)

    assert house.queue.sweep() == 2
    work.session.expire_all()
    assert (me.version_id, queries.moves(work, old.course_id)[0].state) == (old.id, "done")


def test_the_outlook_says_who_would_gain_lose_and_fall_short(work: Work, folder: Path, old: CourseVersion) -> None:
    near, losing, idle = (make_enrolment(work, make_person(work), old) for _ in range(3))
    for key in ("01-materi", "02-materi"):
        finish(work, near, key)
    make_attempt(work, near)
    finish(work, losing, "03-materi")
    make_finished_enrolment(work, make_person(work), old)
    (folder / "03-materi.md").unlink()
    quiz = folder / "04-kuis.md"
    quiz.write_text(quiz.read_text().replace("03-materi", "01-materi"))
    shorter = Target.stored(work, publish_folder(work, folder))
    longer = Target.coming([("lesson", "99-baru", {"question_count": 0})], old.requirement)
    told: list[int] = []

    assert outlooks(work, old.course_id, shorter, told.append) == (Outlook(old.id, 3, 1, 1, 1, 0),)
    assert outlooks(work, old.course_id, longer, told.append) == (Outlook(old.id, 3, 0, 2, 1, 1),)
    assert told == [4, 4]
    assert idle.version_id == old.id
