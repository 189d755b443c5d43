"""A dead job can be tried again, once, and by nobody twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from huey import MemoryHuey
from sqlalchemy import select

from elearn.hooks.house import House
from elearn.kernel import operations
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.jobs import JobQueue
from elearn.kernel.outbox import DEAD, DONE, WAITING, Job
from elearn.kernel.work import Work, committed


def make_job(work: Work, state: str = DEAD) -> Job:
    job = work.later("laporan:susun", tahun=2026)
    job.state, job.tries, job.error = state, 5, "RuntimeError: layanan tidak menjawab"
    job.ended_at = datetime(2026, 11, 22, tzinfo=UTC) if state != WAITING else None
    work.after_commit.clear()
    work.session.flush()
    return job


def test_dead_job_runs_again_after_the_commit(house: House) -> None:
    runs: list[int] = []
    house.queue = queue = JobQueue(
        MemoryHuey("test"), house.work, {"laporan:susun": lambda errand, tahun: runs.append(tahun)}
    )
    with house.work(write=True) as work, committed(work):
        job_id = make_job(work).id

    with house.work(write=True) as work, committed(work):
        operations.retry(work, job_id)
        assert queue.huey.pending_count() == 0
    queue.huey.execute(queue.huey.dequeue())

    with house.work(write=False) as work:
        job = work.session.get_one(Job, job_id)
        assert (runs, job.state, job.tries, job.error) == ([2026], DONE, 1, None)


def test_second_try_is_noted_with_what_had_gone_wrong(work: Work) -> None:
    job = make_job(work)

    operations.retry(work, job.id)

    entry = work.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("kernel:job:retry", f"laporan:susun {job.id}")
    assert entry.facts == {"error": "RuntimeError: layanan tidak menjawab"}


@pytest.mark.parametrize("state", [WAITING, DONE])
def test_only_a_dead_job_is_tried_again(work: Work, state: str) -> None:
    job = make_job(work, state)

    with pytest.raises(Conflict, match="sudah dijalankan lagi atau sudah selesai"):
        operations.retry(work, job.id)


def test_unknown_job_is_not_found(work: Work) -> None:
    with pytest.raises(NotFound):
        operations.retry(work, 4711)
