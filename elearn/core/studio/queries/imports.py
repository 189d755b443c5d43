"""Files of other programs that authors sent: where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from sqlalchemy import Select, select

from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.outbox import Job
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Work

from ..models import Draft, Import

ImportState: TypeAlias = Literal["reading", "unreadable", "read", "taken", "undone", "failed", "expired"]

IMPORT_KEPT: Final = timedelta(days=7)
"""How long the file and its report are kept; what was taken into a draft stays there."""
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Intake:
    """An import, how far its job is, and the draft it goes to (None: a new course that is not there yet)."""

    sent: Import
    wait: Wait
    state: ImportState
    draft: Draft | None

    @property
    def expires_at(self) -> datetime:
        """When its files are removed (UTC)."""
        return self.sent.sent_at + IMPORT_KEPT


def own_import(work: Work, import_id: int, *, lock: bool = False) -> Intake:
    """An import the actor sent; `lock` keeps it from changing until the work ends. Raises NotFound for anybody else's."""
    found = _intakes().where(Import.id == import_id, Import.sent_by == work.actor.person_id)
    row = work.session.execute(found.with_for_update(of=Import) if lock else found).one_or_none()
    if row is None:
        raise NotFound(_("Impor ini tidak ada di antara impor Anda. Kirim berkasnya sekali lagi."))
    return _intake(*row, work.now)


def own_imports(work: Work) -> tuple[Intake, ...]:
    """The actor's last imports, the newest first."""
    mine = _intakes().where(Import.sent_by == work.actor.person_id).order_by(Import.id.desc()).limit(_SHOWN)
    return tuple(_intake(*row, work.now) for row in work.session.execute(mine))


def stored_import(work: Work, import_id: int, *, lock: bool = False) -> Import:
    """An import whoever sent it, for its job."""
    return work.session.get_one(Import, import_id, with_for_update=lock, populate_existing=True)


def target_of(work: Work, sent: Import) -> Draft | None:
    """The draft an import goes to; None for a new course."""
    return None if sent.draft_id is None else work.session.get_one(Draft, sent.draft_id)


def _intakes() -> Select[*tuple[Import, Job, Draft | None]]:
    return select(Import, Job, Draft).join(Job, Job.id == Import.job_id).outerjoin(Draft, Draft.id == Import.draft_id)


def _intake(sent: Import, job: Job, draft: Draft | None, now: datetime) -> Intake:
    wait = wait_for(job, now)
    return Intake(sent, wait, _state(sent, wait, now), draft)


def _state(sent: Import, wait: Wait, now: datetime) -> ImportState:
    if sent.taken_at is not None:
        return "undone" if sent.undone_at else "taken"
    if now >= sent.sent_at + IMPORT_KEPT:
        return "expired"
    if wait.state == "failed":
        return "failed"
    if wait.state != "done":
        return "reading"
    return "unreadable" if sent.fault else "read"
