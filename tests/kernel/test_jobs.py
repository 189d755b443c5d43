"""The outbox runs after the commit, at least once, with retries; dead jobs stay visible."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from huey import MemoryHuey
from sqlalchemy import select

from elearn.hooks.house import House
from elearn.kernel.jobs import LEASE, PAUSES, WORKER_DIED, Errand, JobQueue
from elearn.kernel.outbox import DEAD, DONE, WAITING, Job
from elearn.kernel.work import Work, committed


class Clock:
    """Moves the time of every work that a queue opens."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.now = datetime(2026, 11, 22, tzinfo=UTC)

    def open_work(self, *, write: bool) -> AbstractContextManager[Work]:
        return self.house.work(write=write, now=self.now)


def queue_of(house: House, clock: Clock, **jobs: Callable[..., dict[str, Any] | None]) -> JobQueue:
    queue = JobQueue(MemoryHuey("test"), clock.open_work, jobs)
    house.queue = queue
    return queue


def ask(clock: Clock, name: str, **args: Any) -> int:
    with clock.open_work(write=True) as work, committed(work):
        return work.later(name, **args).id


def stored(clock: Clock, job_id: int) -> Job:
    with clock.open_work(write=False) as work:
        return work.session.scalars(select(Job).where(Job.id == job_id)).one()


def test_job_is_pushed_after_commit_and_keeps_its_outcome(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand, a, b: {"sum": a + b})

    job_id = ask(clock, "add", a=2, b=3)
    assert queue.huey.pending_count() == 1
    queue.huey.execute(queue.huey.dequeue())

    assert (stored(clock, job_id).state, stored(clock, job_id).outcome) == (DONE, {"sum": 5})


def test_rolled_back_work_leaves_no_job_and_no_message(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand: None)

    with clock.open_work(write=True) as work:
        work.later("add")
        work.session.rollback()

    assert queue.huey.pending_count() == 0
    assert queue.sweep() == 0


def test_lost_message_is_found_by_the_sweep(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand: None)
    job_id = ask(clock, "add")
    queue.huey.flush()

    assert queue.sweep() == 1
    assert stored(clock, job_id).state == DONE


def test_failing_job_is_tried_again_and_dies_visibly(house: House) -> None:
    def fail(errand: Errand) -> None:
        raise RuntimeError("layanan tidak menjawab")

    clock = Clock(house)
    queue = queue_of(house, clock, fail=fail)
    job_id = ask(clock, "fail")
    for pause in PAUSES:
        queue.sweep()
        assert stored(clock, job_id).state == WAITING
        assert queue.sweep() == 0
        clock.now += pause
    queue.sweep()

    job = stored(clock, job_id)
    assert (job.state, job.tries, job.error) == (DEAD, len(PAUSES) + 1, "RuntimeError: layanan tidak menjawab")


def test_done_job_is_not_run_twice(house: House) -> None:
    runs: list[int] = []
    clock = Clock(house)
    queue = queue_of(house, clock, count=lambda errand: runs.append(errand.job_id))
    job_id = ask(clock, "count")

    queue.run(job_id)
    queue.run(job_id)

    assert runs == [job_id]


def test_job_taken_by_a_dead_worker_is_taken_again(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand: None)
    job_id = ask(clock, "add")
    queue._take(job_id)  # and then the machine loses power

    assert queue.sweep() == 0
    clock.now += timedelta(hours=1)
    assert queue.sweep() == 1


def test_progress_is_seen_while_the_job_runs(house: House) -> None:
    seen: list[tuple[int, int | None]] = []
    clock = Clock(house)

    def long(errand: Errand) -> None:
        errand.progress(50, 120)
        seen.append((stored(clock, errand.job_id).done_steps, stored(clock, errand.job_id).all_steps))

    queue_of(house, clock, long=long).run(ask(clock, "long"))

    assert seen == [(50, 120)]


def test_job_that_takes_every_worker_down_dies_visibly(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand: None)
    job_id = ask(clock, "add")
    for _ in range(len(PAUSES) + 1):
        assert queue._take(job_id) is not None  # and then the machine loses power
        clock.now += LEASE

    assert queue._take(job_id) is None
    assert (stored(clock, job_id).state, stored(clock, job_id).error) == (DEAD, WORKER_DIED)


def test_long_job_that_says_how_far_it_is_is_not_taken_by_a_second_worker(house: House) -> None:
    clock = Clock(house)
    queue = queue_of(house, clock, add=lambda errand: None)
    job_id = ask(clock, "add")
    queue._take(job_id)
    clock.now += LEASE - timedelta(minutes=1)
    Errand(job_id, clock.open_work).progress(1, 2)
    clock.now += timedelta(minutes=2)

    assert queue.sweep() == 0
