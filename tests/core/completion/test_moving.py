"""Learners go on with another version: what counts on, who stays, and what the ledger keeps. On both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from elearn.core.completion import moving, queries, services
from elearn.core.completion.models import LedgerEvent, Progress
from elearn.core.completion.moving import Moved
from elearn.core.completion.rules import VERSION_MOVED
from elearn.core.completion.step_pairs import follow, pairs
from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.enrolment.services import note_place
from elearn.core.quizzes import services as quizzes
from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work
from elearn.testing.factories.completion import completion_of, finish, make_finished_enrolment
from elearn.testing.factories.courses import make_course, publish_folder, write_course, write_quiz
from elearn.testing.factories.enrolment import make_enrolment
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


def test_a_done_lesson_that_is_still_there_stays_done(work: Work, old: CourseVersion, new: CourseVersion) -> None:
    me = make_enrolment(work, version=old)
    for key in ("01-materi", "03-materi"):
        finish(work, me, key)
    make_attempt(work, me)
    note_place(work, me, courses.step(work, old.id, "01-materi").id)

    assert moving.move_learners(work, old, new) == Moved(1, 0)

    assert me.version_id == new.id
    assert done_keys(work, me) == ["01-materi", "04-kuis"]
    assert me.last_step_id == courses.step(work, new.id, "01-materi").id
    kept = event(work, me)
    assert (kept.facts["from"], kept.facts["to"], kept.version_id) == (old.id, new.id, new.id)
    assert (kept.facts["from_number"], kept.facts["to_number"]) == (1, 2)
    row = work.session.get_one(Progress, me.id)
    assert (row.done_steps, row.all_steps, row.score) == (2, 4, 100.0)
    assert services.rebuild(work, mend=False).differences == ()


def test_back_in_the_old_version_everything_counts_again(work: Work, old: CourseVersion, new: CourseVersion) -> None:
    me = make_enrolment(work, version=old)
    finish(work, me, "03-materi")
    moving.move_learners(work, old, new)
    finish(work, me, "01-materi")

    moving.move_learners(work, new, old)

    assert done_keys(work, me) == ["01-materi", "03-materi"]


def test_a_paper_begun_before_counts_when_it_is_handed_in_after(
    work: Work, old: CourseVersion, new: CourseVersion
) -> None:
    me = make_enrolment(work, version=old)
    paper = quizzes.start(work, me, quiz_of(work, old))
    moving.move_learners(work, old, new)

    quizzes.submit(work, paper)

    found = queries.checklist(work, me)
    assert found.standing.best == {quiz_of(work, new).id: 0.0}
    assert "Kesempatan Anda tinggal 3 kali." in found.standing.open_reasons[quiz_of(work, new).id]


def test_who_completed_stays(work: Work, old: CourseVersion, new: CourseVersion) -> None:
    me = make_finished_enrolment(work, version=old)

    assert moving.move_learners(work, old, new) == Moved(0, 0)

    assert me.version_id == old.id
    assert completion_of(work, me) is not None


def test_nobody_completes_by_being_moved(work: Work, folder: Path, old: CourseVersion) -> None:
    me = make_enrolment(work, version=old)
    for key in ("01-materi", "02-materi"):
        finish(work, me, key)
    make_attempt(work, me)
    (folder / "03-materi.md").unlink()
    quiz = folder / "04-kuis.md"
    quiz.write_text(quiz.read_text().replace("03-materi", "01-materi"))
    new = publish_folder(work, folder)

    assert moving.move_learners(work, old, new) == Moved(0, 1)

    assert (me.version_id, completion_of(work, me)) == (old.id, None)


def test_versions_of_two_courses_are_refused(work: Work, old: CourseVersion) -> None:
    with pytest.raises(NotFound):
        moving.move_learners(work, old, make_course(work))
