"""Learners of a course with a new version: the plan is drawn up, the worker counts what a move would mean and moves them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from elearn.core.completion.models import LedgerEvent
from elearn.core.completion.queries import moves as moves_of
from elearn.core.completion.rules import ATTEMPT_SUBMITTED, ENROLLED, LESSON_COMPLETED, RULE_VERSION
from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON, CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.models import Person
from elearn.core.people.services import load_demo, person_with
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import drafts, files, outlooks, plans
from elearn.hooks.house import House
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.courses import write_course, write_quiz, zipped

from .tasks import Timing, new_house

SIZES = (3_000, 20_000)
PEOPLE = 40
LESSONS = 8
SLUG = "etika-{}"


def moves(home: Path, database_url: str) -> list[Timing]:
    """A course for each of SIZES; its learners are in the middle of it, with up to ten events each in the ledger."""
    house = new_house(home, database_url)
    with house.work(write=True) as work, committed(work):
        load_demo(work, PEOPLE)
    timings = [timing for size in SIZES for timing in _of_size(house, size)]
    house.close()
    return timings


def _of_size(house: House, size: int) -> Iterator[Timing]:
    with house.work(write=True) as work, committed(work):
        trainer = person_with(work, NAMED["trainer"].nip.digits)
        work.actor = Actor(trainer.id, trainer.full_name, grants=(Grant("trainer"),))
        draft = _course(work, size)
        version = plans.publish(work, draft, ()).version
        _learn(work, version, size)
        file = file_of(work, draft, "01-materi.md")
        files.write(work, draft, file.path, (file.text or "").replace("petugas menyapa", "petugas menyapanya"))
    taken = list[float]()
    with _clock(taken), house.work(write=False) as work:
        plans.plan(work, own_draft(work, draft.slug))
    with house.work(write=True) as work, committed(work):
        outlooks.ask(work, own_draft(work, draft.slug))
    with _clock(taken):
        house.queue.sweep()
    with house.work(write=True) as work, committed(work):
        mine = own_draft(work, draft.slug)
        plans.publish(work, mine, [version.id], mine.outlook_job_id or 0)
    with _clock(taken):
        house.queue.sweep()
    _require_moved(house, version, size)
    yield Timing(f"the plan of a course with {size:,} learners, in the request", taken[0], 0.5)
    yield Timing(f"counting what a move of {size:,} learners means, by the worker", taken[1])
    yield Timing(f"moving {size:,} learners, by the worker", taken[2])


@contextmanager
def _clock(taken: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    taken.append(time.perf_counter() - begun)


def _course(work: Work, size: int) -> Draft:
    with TemporaryDirectory() as place:
        folder = write_course(Path(place) / SLUG.format(size), lessons=LESSONS)
        write_quiz(folder / "09-kuis.md", lessons=LESSONS)
        return drafts.receive(work, f"{folder.name}.zip", zipped(folder)).draft


def _learn(work: Work, version: CourseVersion, size: int) -> None:
    """Rows as the services write them: learners who are some way into the course."""
    like = work.session.scalars(select(Person).limit(1)).one()
    rows = [
        {"nip": f"{size + number:018}", "name": f"Peserta {number}", "employment": like.employment, "grade": like.grade,
         "birth_date": date(1990, 1, 1), "sex": "L", "position_id": like.position_id, "unit_id": like.unit_id}
        for number in range(size)
    ]  # fmt: skip
    ids = work.session.scalars(insert(Person).returning(Person.id), rows).all()
    joined = {"course_id": version.course_id, "version_id": version.id, "began_at": work.now}
    rows = [{"person_id": person_id, **joined} for person_id in ids]
    enrolments = work.session.execute(insert(Enrolment).returning(Enrolment.id, Enrolment.person_id), rows).all()
    steps = courses.outline(work, version.id)
    same = {
        "at": work.now, "unit_id": like.unit_id, "position": like.position.name, "grade": like.grade,
        "version_id": version.id, "rule_version": RULE_VERSION, "actor_id": None,
    }  # fmt: skip
    events = []
    for number, (enrolment_id, person_id) in enumerate(enrolments):
        own = {**same, "enrolment_id": enrolment_id, "person_id": person_id}
        events.append({**own, "kind": ENROLLED, "step_id": None, "facts": {}})
        for step in steps[: number % (LESSONS + 2)]:
            is_lesson = step.kind == LESSON
            kind = LESSON_COMPLETED if is_lesson else ATTEMPT_SUBMITTED
            facts = {} if is_lesson else {"attempt": number, "score": 50.0, "passed": False}
            events.append({**own, "kind": kind, "step_id": step.id, "facts": facts})
    work.session.execute(insert(LedgerEvent), events)


def _require_moved(house: House, version: CourseVersion, size: int) -> None:
    """Raises ValueError when anybody was lost."""
    with house.work(write=False) as work:
        line = moves_of(work, version.course_id)[0]
        if (line.state, line.move.moved) != ("done", size):
            raise ValueError(f"{line.move.moved} of {size} learners were moved")
