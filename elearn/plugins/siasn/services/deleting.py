"""Removing one record from SIASN: only ever because somebody asked for exactly this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from elearn.kernel.jobs import Errand
from elearn.plugin import _

from .. import queries
from ..client import open_siasn
from ..errors import SiasnError
from ..rules import Kind
from ..sitting import finish, take
from ..states import DELETED, SENT
from . import records
from .pushing import NOT_LENT


def run_delete(errand: Errand, entry_id: int, roots: list[int], asker_id: int, asker: str) -> Mapping[str, Any]:
    """The job DELETE_JOB: its outcome says `deleted`, or why not (`paused`)."""
    with errand.looking() as work:
        line = queries.record_of(work, entry_id)
        settings, token = work.settings, take(work.settings, errand.job_id)
    if line is None or line.state != SENT or not line.remote_id:
        return {"deleted": line is not None and line.state == DELETED, "paused": ""}
    if not token:
        return {"deleted": False, "paused": _(NOT_LENT)}
    try:
        open_siasn(settings, token).delete(cast(Kind, line.kind), line.remote_id)
    except SiasnError as trouble:
        return {"deleted": False, "paused": trouble.sentence}
    records.settle(errand, entry_id, DELETED)
    finish(settings, errand.job_id)
    return {"deleted": True, "paused": ""}
