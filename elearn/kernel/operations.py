"""What the operator sees and mends: what broke, which jobs wait or died, and another try for a dead one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from elearn.kernel import audit
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.outbox import DEAD, WAITING, Job
from elearn.kernel.work import Work

SHOWN = 50
"""Rows of each list: an operator mends the newest first, and the counts say how many there are."""

JOB_RETRIED = "kernel:job:retry"


@dataclass(frozen=True, slots=True)
class Failure:
    """A deed that failed: of whom (`subject`), at which `event`, with which `error`."""

    at: datetime
    subject: str
    event: str
    error: str


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job that is not done. `due_at` is its next try; `error` that of the last one, "" when there was none."""

    id: int
    name: str
    tries: int
    due_at: datetime
    error: str


def failures(work: Work, action: str) -> tuple[Failure, ...]:
    """The newest audit entries of `action`."""
    newest = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id.desc()).limit(SHOWN)
    return tuple(
        Failure(entry.at, entry.subject, entry.facts.get("event", ""), entry.facts.get("error", ""))
        for entry in work.session.scalars(newest)
    )


def count_failures(work: Work, action: str, since: datetime) -> int:
    """How many audit entries of `action` are younger than `since`."""
    young = select(func.count(AuditEntry.id)).where(AuditEntry.action == action, AuditEntry.at >= since)
    return work.session.scalar(young) or 0


def count_jobs(work: Work, state: str) -> int:
    """How many jobs are in this state."""
    return work.session.scalar(select(func.count(Job.id)).where(Job.state == state)) or 0


def jobs(work: Work, state: str) -> tuple[JobLine, ...]:
    """The newest jobs in this state (waiting or dead)."""
    newest = select(Job).where(Job.state == state).order_by(Job.id.desc()).limit(SHOWN)
    return tuple(
        JobLine(job.id, job.name, job.tries, job.due_at, job.error or "") for job in work.session.scalars(newest)
    )


def retry(work: Work, job_id: int) -> Job:
    """Lets a dead job begin anew, with all its tries.

    Raises NotFound when there is no such job, Conflict when it is not dead (any more).
    """
    job = work.session.get(Job, job_id, with_for_update=True)
    if job is None:
        raise NotFound(_("Pekerjaan ini tidak ada. Muat ulang halaman Sistem."))
    if job.state != DEAD:
        raise Conflict(_("Pekerjaan ini sudah dijalankan lagi atau sudah selesai. Muat ulang halaman Sistem."))
    job.state, job.tries, job.due_at, job.ended_at = WAITING, 0, work.now, None
    audit.note(work, JOB_RETRIED, f"{job.name} {job.id}", error=job.error)
    work.after_commit.append(lambda: work.queue.push(job.id))
    return job
