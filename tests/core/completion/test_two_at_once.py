"""Two requests of one learner at the same time: each event counts, and the course is completed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from elearn.core.completion.models import Completion, LedgerEvent
from elearn.core.enrolment.models import Enrolment
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import finish
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment

BROWSERS = 2


def finish_together(house: House, enrolment_id: int, keys: list[str]) -> None:
    """Each key in a thread and a transaction of its own, all begun before any goes on."""
    ready = Barrier(len(keys))

    def browser(key: str) -> None:
        ready.wait()
        with house.work(write=True) as work, committed(work):
            finish(work, work.session.get_one(Enrolment, enrolment_id), key)

    with ThreadPoolExecutor(len(keys)) as threads:
        list(threads.map(browser, keys))


def test_last_two_lessons_at_once_complete_the_course_once(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, lessons=BROWSERS, quiz=False))

    finish_together(house, enrolment.id, ["01-materi", "02-materi"])

    assert work.session.scalar(select(func.count(Completion.id))) == 1


def test_one_lesson_from_two_browsers_is_one_event(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, lessons=2))

    finish_together(house, enrolment.id, ["01-materi"] * BROWSERS)

    events = select(func.count(LedgerEvent.id)).where(LedgerEvent.kind == "lesson_completed")
    assert work.session.scalar(events) == 1
