"""Runs the outbox with huey: at least once, with retries; dead jobs stay visible."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import select

from elearn.config import BadSetting
from elearn.kernel.outbox import DEAD, DONE, WAITING, Job
from elearn.kernel.work import Work, committed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
"""A job taken by a worker that dies is taken again after this."""

PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long to wait before each further try; after the last one the job is dead."""

WORKER_DIED = "Pekerja berhenti sebelum pekerjaan ini selesai, pada setiap percobaan."
"""Why a job is dead that never got to say so itself."""


class OpenWork(Protocol):
    """Opens a work of the system, for looking or for writing."""

    def __call__(self, *, write: bool) -> AbstractContextManager[Work]: ...


@dataclass(frozen=True, slots=True)
class Errand:
    """What a running job is handed: its row's id and the way to the database."""

    job_id: int
    open_work: OpenWork

    def looking(self) -> AbstractContextManager[Work]:
        """A work that only reads."""
        return self.open_work(write=False)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A work that is committed at the end; keep it short, others wait for it."""
        with self.open_work(write=True) as work, committed(work):
            yield work

    def progress(self, done: int, total: int | None) -> None:
        """Writes how far the job is, for the person who waits; `total` is None while it is not known."""
        with self.writing() as work:
            job = work.session.get_one(Job, self.job_id)
            job.done_steps, job.all_steps = done, total
            job.due_at = work.now + LEASE  # still alive: nobody else takes it meanwhile


Run = Callable[..., Mapping[str, Any] | None]
"""A job: `run(errand, **args)`; what it returns (JSON) is kept as the job's outcome."""


def make_queue(url: str, home: Path) -> Huey:
    """The queue behind the worker: SQLite in `home`, or PostgreSQL or Redis by address.

    Raises BadSetting when `home` cannot be written.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresHuey("elearn", dsn=url, results=False)
    if url.startswith(("redis://", "rediss://")):
        return RedisHuey("elearn", url=url, results=False)
    home.mkdir(parents=True, exist_ok=True)
    try:
        return SqliteHuey("elearn", filename=str(home / "queue.sqlite3"), results=False)
    except sqlite3.OperationalError as error:
        raise BadSetting(
            f"Antrean di folder {home} tidak dapat dibuka ({error}). Periksa ELEARN_HOME, izin, dan ruang penyimpanannya."
        ) from error


class JobQueue:
    """Carries job ids to the worker; the truth about a job is its row, never the message."""

    def __init__(self, huey: Huey, open_work: OpenWork, jobs: Mapping[str, Run]) -> None:
        self.huey = huey
        self._open_work = open_work
        self._jobs = jobs
        self._deliver = huey.task(name="elearn_run_job")(self.run)
        huey.periodic_task(crontab(minute="*"), name="elearn_sweep")(self.sweep)

    def push(self, job_id: int) -> None:
        """Tells the worker that a job is due. A lost message only delays it: `sweep` finds the row."""
        try:
            self._deliver(job_id)
        except Exception:  # the transaction is committed: the person must not see the queue's trouble
            log.exception("job %s waits for the next sweep: the queue did not take it", job_id)

    def close(self) -> None:
        """Closes the line to the queue; used again, it opens anew."""
        self.huey.storage.close()

    def sweep(self) -> int:
        """Runs every job that is due, whoever lost its message; returns how many."""
        with self._open_work(write=False) as work:
            due = work.session.scalars(
                select(Job.id).where(Job.state == WAITING, Job.due_at <= work.now).order_by(Job.id)
            ).all()
        for job_id in due:
            self.run(job_id)
        return len(due)

    def run(self, job_id: int) -> None:
        """Takes one job and runs it; a failure is written down and tried again after a pause."""
        taken = self._take(job_id)
        if taken is None:
            return
        name, args = taken
        try:
            outcome = self._jobs[name](Errand(job_id, self._open_work), **args)
        except Exception as error:  # any bug of a job ends here, in its row, where the admin sees it
            log.exception("job %s (%s) failed", job_id, name)
            self._note_failure(job_id, error)
        else:
            self._note_success(job_id, outcome)

    def consumer(self, workers: int = 1) -> Consumer:
        """A huey consumer with `workers` threads; the caller starts and stops it."""
        return Consumer(self.huey, workers=workers, periodic=True, initial_delay=0.05, max_delay=1.0)

    def _take(self, job_id: int) -> tuple[str, dict[str, Any]] | None:
        with self._open_work(write=True) as work, committed(work):
            job = work.session.get(Job, job_id, with_for_update=True)
            if job is None or job.state != WAITING or job.due_at > work.now:
                return None
            if job.tries > len(PAUSES):  # every try ended without a word: it takes its worker down with it
                job.state, job.ended_at, job.error = DEAD, work.now, job.error or WORKER_DIED
                return None
            job.due_at = work.now + LEASE
            job.tries += 1
            return job.name, job.args

    def _note_success(self, job_id: int, outcome: Mapping[str, Any] | None) -> None:
        with self._open_work(write=True) as work, committed(work):
            job = work.session.get_one(Job, job_id)
            job.state, job.ended_at, job.error = DONE, work.now, None
            job.outcome = None if outcome is None else dict(outcome)

    def _note_failure(self, job_id: int, error: Exception) -> None:
        with self._open_work(write=True) as work, committed(work):
            job = work.session.get_one(Job, job_id)
            job.error = f"{type(error).__name__}: {error}"[:2000]
            if job.tries > len(PAUSES):
                job.state, job.ended_at = DEAD, datetime.now(UTC)
            else:
                job.due_at = work.now + PAUSES[job.tries - 1]
