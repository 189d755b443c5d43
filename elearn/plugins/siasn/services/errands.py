"""What is asked of the worker: it alone speaks with SIASN, with a token that never stands in a job."""

from __future__ import annotations

from elearn.core.people.services import exporting
from elearn.kernel import audit
from elearn.kernel.outbox import Job
from elearn.plugin import Conflict, Work, _

from .. import queries
from ..permissions import RECORD_DELETE, RECORD_PUSH
from ..selection import Wanted, as_arguments
from ..states import SENT

PUSH_JOB = "siasn:push"
RECONCILE_JOB = "siasn:reconcile"
DELETE_JOB = "siasn:delete"


def ask_push(work: Work, wanted: Wanted, *, again: bool = False, changed: bool = False) -> Job:
    """Asks the worker to send what waits, limited to what the actor may see now.

    `again`: what was rejected too; `changed`: what says something else in SIASN is updated there.
    """
    audit.note(work, RECORD_PUSH, PUSH_JOB, **as_arguments(wanted), again=again, changed=changed)
    return exporting.ask_export(work, PUSH_JOB, wanted=as_arguments(wanted), again=again, changed=changed)


def ask_update(work: Work, entry_id: int) -> Job:
    """Asks the worker to update one record. Raises NotFound out of the scope, Conflict when there is nothing to update."""
    if queries.line_of(work, entry_id).update is None:
        raise Conflict(_("Tidak ada yang perlu diperbarui di SIASN untuk riwayat ini."))
    return ask_push(work, Wanted(entry=entry_id), changed=True)


def ask_reconcile(work: Work, wanted: Wanted) -> Job:
    """Asks the worker to compare with SIASN, limited to what the actor may see now."""
    audit.note(work, RECORD_PUSH, RECONCILE_JOB, **as_arguments(wanted))
    return exporting.ask_export(work, RECONCILE_JOB, wanted=as_arguments(wanted))


def ask_delete(work: Work, entry_id: int) -> Job:
    """Asks the worker to remove one record from SIASN. Raises NotFound out of the scope, Conflict when it is not there."""
    line = queries.line_of(work, entry_id)
    if line.state != SENT or not line.remote_id:
        raise Conflict(_("Riwayat ini tidak tercatat terkirim ke SIASN, jadi tidak ada yang dihapus."))
    audit.note(work, RECORD_DELETE, f"entry:{entry_id}", remote_id=line.remote_id, title=line.source.title)
    return exporting.ask_export(work, DELETE_JOB, entry_id=entry_id)
