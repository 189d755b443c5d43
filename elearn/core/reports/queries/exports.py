"""An export as the person who asked for it sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import func, select

from elearn.core.people.models import WorkUnit
from elearn.core.people.queries import scoped_units
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.outbox import DEAD, DONE, Job
from elearn.kernel.work import Work

from ..rules import EXPORT_KEPT

ExportState: TypeAlias = Literal["waiting", "running", "ready", "expired", "failed"]
EXPORT_JOB = "reports:export"


@dataclass(frozen=True, slots=True)
class Export:
    """How far an export is. `done` of `total` rows (None: not counted yet); `has_failed` once, and is tried again.

    `digest`, `name` and `ended_at` (UTC) belong to one that is ready. `roots` are the units it was limited to.
    """

    id: int
    state: ExportState
    asked_at: datetime
    done: int
    total: int | None
    has_failed: bool
    roots: tuple[int, ...]
    ended_at: datetime | None
    digest: str
    name: str

    @property
    def expires_at(self) -> datetime | None:
        """When the file is removed (UTC)."""
        return self.ended_at + EXPORT_KEPT if self.ended_at else None


def own_export(work: Work, job_id: int) -> Export:
    """An export the actor asked for. Raises NotFound for somebody else's, and for any other job."""
    job = work.session.scalar(
        select(Job).where(Job.id == job_id, Job.name == EXPORT_JOB, Job.asked_by == work.actor.person_id)
    )
    if job is None:
        raise NotFound(_("Ekspor ini tidak ditemukan. Minta ekspor baru dari halaman Laporan."))
    outcome = job.outcome or {}
    return Export(
        id=job.id,
        state=_state(job, work.now),
        asked_at=job.asked_at,
        done=job.done_steps,
        total=job.all_steps,
        has_failed=job.error is not None,
        roots=tuple(job.args["roots"]),
        ended_at=job.ended_at,
        digest=outcome.get("digest", ""),
        name=outcome.get("name", ""),
    )


def holds_all(work: Work, unit_ids: Sequence[int]) -> bool:
    """Whether every one of these units is in the actor's scope now."""
    held = select(func.count()).where(WorkUnit.id.in_(unit_ids), WorkUnit.id.in_(scoped_units(work)))
    return work.session.scalar(held) == len(set(unit_ids))


def _state(job: Job, now: datetime) -> ExportState:
    if job.state == DEAD:
        return "failed"
    if job.state == DONE:
        return "ready" if job.ended_at is not None and now < job.ended_at + EXPORT_KEPT else "expired"
    return "running" if job.tries else "waiting"
