"""Between a form and the worker: the job is asked for, and the token of the form is lent to it alone."""

from __future__ import annotations

from typing import Any

from elearn.kernel.outbox import Job
from elearn.kernel.waiting import Wait, own_wait
from elearn.plugin import NotFound, Work, _

from . import services
from .selection import Wanted
from .services.errands import DELETE_JOB, PUSH_JOB, RECONCILE_JOB
from .sitting import Offer


def ask(work: Work, wanted: Wanted, form: Any) -> int:
    """Pushing, or only reconciling, as the form says; the job's number."""
    if form.deed.data == "cocokkan":
        job = services.ask_reconcile(work, wanted)
    else:
        job = services.ask_push(work, wanted, again=form.again.data)
    return lend(work, job, str(form.token.data))


def lend(work: Work, job: Job, token: str) -> int:
    """Holds the token ready before the worker can hear of the job."""
    Offer(work.settings, job.id, token)
    return job.id


def own_job(work: Work, job_id: int) -> Wait:
    """A job of this room that the actor asked for. Raises NotFound for any other."""
    names = (PUSH_JOB, RECONCILE_JOB, DELETE_JOB)
    found = next((wait for name in names if (wait := own_wait(work, job_id, name))), None)
    if found is None:
        raise NotFound(_("Pengiriman ini tidak ditemukan. Buka lagi halaman SIASN."))
    return found
