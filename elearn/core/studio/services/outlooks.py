"""What publishing a draft would mean for those who learn, were they moved: counted by a job, shown before the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from elearn.core.completion.outlook import Outlook, outlooks
from elearn.core.completion.queries import Target, people_by_version
from elearn.core.courses import queries as courses
from elearn.core.courses.models import Course
from elearn.core.courses.parser import Manuscript, digest, public_document
from elearn.core.courses.services import settings_of
from elearn.kernel.errors import Conflict
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Work

from ..models import Draft
from ..queries.files import lock
from . import folders

OUTLOOK_JOB = "studio:outlook"


@dataclass(frozen=True, slots=True)
class Counting:
    """How far the counting for a draft is. `groups` (version id → Outlook) are there once it is over."""

    wait: Wait
    groups: Mapping[int, Outlook] | None


def counting(work: Work, draft: Draft) -> Counting | None:
    """That of the draft as it is now; None when nobody asked for it since it was changed or published."""
    job = work.session.get(Job, draft.outlook_job_id) if draft.outlook_job_id else None
    if job is None or job.args != _args(draft):
        return None
    wait = wait_for(job, work.now)
    groups = {one["version_id"]: Outlook(**one) for one in wait.outcome.get("groups", ())}
    return Counting(wait, groups if wait.state == "done" else None)


def ask(work: Work, draft: Draft) -> None:
    """Asks the worker to count; a counting that is on its way for the same draft is enough."""
    lock(work, draft)
    known = counting(work, draft)
    if known is None or known.wait.is_over:
        draft.outlook_job_id = work.later(OUTLOOK_JOB, **_args(draft)).id
        work.session.flush()


def require_seen(work: Work, draft: Draft, seen: int, moving_from: Sequence[int]) -> None:
    """Raises Conflict unless the counting `seen` (its job's id) is that of the draft as it is and names these versions."""
    known = counting(work, draft)
    if moving_from and (
        known is None or known.groups is None or known.wait.id != seen or not known.groups.keys() >= set(moving_from)
    ):
        raise Conflict(
            _("Akibat pemindahan belum dihitung untuk naskah yang sekarang. Hitung dahulu, periksa, lalu terbitkan.")
        )


def run_outlook(errand: Errand, draft_id: int, **_state: int) -> Mapping[str, Any]:
    """The job OUTLOOK_JOB: reads the draft as publishing will, and looks at everybody who is in its course."""
    with errand.looking() as work:
        manuscript = folders.check(work, work.session.get_one(Draft, draft_id)).manuscript
        course = courses.course_of_code(work, manuscript.code) if manuscript else None
        if manuscript is None or course is None:
            return {"groups": []}
        total = sum(one.learning + one.completed for one in people_by_version(work, course.id))
        target = _target(work, manuscript, course)
        found = outlooks(work, course.id, target, lambda done: errand.progress(done, total))
        return {"groups": [asdict(one) for one in found]}


def _args(draft: Draft) -> dict[str, Any]:
    """What a counting is about: the draft, in this state."""
    return {"draft_id": draft.id, "revision": draft.revision, "base_id": draft.base_id or 0}


def _target(work: Work, manuscript: Manuscript, course: Course) -> Target:
    """The version that publishing would make, or make current again."""
    known = courses.version_of_digest(work, course.id, digest(manuscript))
    if known is not None:
        return Target.stored(work, known)
    public = public_document(manuscript)
    steps = (
        (document["type"], step.key, settings_of(step))
        for step, document in zip(manuscript.steps, public["steps"], strict=True)
    )
    return Target.coming(steps, public["completion"])
