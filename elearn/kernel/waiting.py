"""A job as the person who asked for it waits for it: how far it is, and whether to worry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import select

from elearn.kernel.outbox import DEAD, DONE, Job
from elearn.kernel.work import Work

WaitState: TypeAlias = Literal["waiting", "running", "done", "failed"]

PATIENCE: Final = timedelta(seconds=15)
"""A worker that runs takes a job within a second or two; after this the page says that none seems to run."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How far a job is. `done` of `total` steps (None: not counted yet); times are UTC.

    `has_failed` once, and is tried again; `is_alone` when no worker has taken it for longer than PATIENCE.
    """

    id: int
    name: str
    state: WaitState
    asked_at: datetime
    ended_at: datetime | None
    done: int
    total: int | None
    has_failed: bool
    is_alone: bool
    args: Mapping[str, Any]
    outcome: Mapping[str, Any]

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed")


def wait_for(job: Job, now: datetime) -> Wait:
    """The job as it stands at `now`."""
    state = _state(job)
    return Wait(
        id=job.id,
        name=job.name,
        state=state,
        asked_at=job.asked_at,
        ended_at=job.ended_at,
        done=job.done_steps,
        total=job.all_steps,
        has_failed=job.error is not None,
        is_alone=state == "waiting" and now - job.asked_at > PATIENCE,
        args=job.args,
        outcome=job.outcome or {},
    )


def own_wait(work: Work, job_id: int, name: str) -> Wait | None:
    """A job of this name that the actor asked for; None for somebody else's and for any other job."""
    mine = (Job.id == job_id, Job.name == name, Job.asked_by == work.actor.person_id)
    job = work.session.scalar(select(Job).where(*mine))
    return wait_for(job, work.now) if job else None


def _state(job: Job) -> WaitState:
    if job.state == DEAD:
        return "failed"
    if job.state == DONE:
        return "done"
    return "running" if job.tries else "waiting"
