"""Removing one record from SIASN: only ever because somebody asked for exactly this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from elearn.config import Settings
from elearn.kernel.jobs import Errand
from elearn.plugin import _

from .. import queries
from ..client import open_siasn
from ..errors import SiasnError
from ..models import Record
from ..rules import Kind
from ..sitting import finish, take
from ..states import DELETED, SENT
from . import records
from .pushing import NOT_LENT


def run_delete(errand: Errand, entry_id: int, roots: list[int], asker_id: int, asker: str) -> Mapping[str, Any]:
    """The job DELETE_JOB: its outcome says `deleted`, or why not (`paused`)."""
    with errand.looking() as work:
        record = queries.record_of(work, entry_id)
        settings, token = work.settings, take(work.settings, errand.job_id)
    if record is None or record.state != SENT or not record.remote_id:
        return {"deleted": record is not None and record.state == DELETED, "paused": ""}
    if not token:
        return {"deleted": False, "paused": _(NOT_LENT)}
    outcome = _delete(errand, entry_id, settings, token, record)
    finish(settings, errand.job_id)
    return outcome


def _delete(errand: Errand, entry_id: int, settings: Settings, token: str, record: Record) -> Mapping[str, Any]:
    try:
        open_siasn(settings, token).delete(cast(Kind, record.kind), record.remote_id or "")
    except SiasnError as trouble:
        return {"deleted": False, "paused": trouble.sentence}
    records.settle(errand, entry_id, DELETED)
    return {"deleted": True, "paused": ""}
