"""From a completion to a certificate, in the completion's own transaction."""

from __future__ import annotations

from elearn.core.completion.models import Completion
from elearn.core.enrolment import queries as enrolments
from elearn.core.people import queries as people
from elearn.kernel import audit
from elearn.kernel.errors import Refused
from elearn.kernel.work import Work

from .. import queries
from ..models import Certificate, Withheld
from .drafting import Ground, allot, claims_of, store

WITHHELD = "certificates:certificate:withhold"
"""The audit action when a policy said no."""


def issue(work: Work, completion: Completion) -> Certificate | None:
    """Issues the one certificate of a completion and tells `certificate_issued`; asking again gives the same one.

    None when the course gives none, or when a policy (`may_issue`) refuses. A refusal does not undo what was learned:
    the completion stands, the reason is kept for the learner and in the audit, and the learner may ask again.
    """
    if not completion.enrolment.version.certificate["issued"]:
        return None
    enrolments.lock(work, completion.enrolment)
    known = queries.of_completion(work, completion.id)
    if known is not None:
        return known
    try:
        work.ask("may_issue", person=completion.enrolment.person, completion=completion, workshop=None)
    except Refused as refusal:
        _withhold(work, completion, refusal.sentence)
        return None
    return _issue(work, completion)


def _issue(work: Work, completion: Completion) -> Certificate:
    allotment = allot(work, people.agency_of(work, completion.unit_id), completion.enrolment.version.form)
    certificate = store(
        work, Ground(completion.person_id, completion.id), allotment, claims_of(work, completion, allotment)
    )
    _release(work, completion)
    work.tell("certificate_issued", certificate=certificate)
    return certificate


def _withhold(work: Work, completion: Completion, reason: str) -> None:
    row = work.session.get(Withheld, completion.id) or Withheld(completion_id=completion.id)
    row.reason, row.asked_at = reason, work.now
    work.add(row)
    audit.note(work, WITHHELD, f"completion:{completion.id}", reason=reason)


def _release(work: Work, completion: Completion) -> None:
    row = work.session.get(Withheld, completion.id)
    if row is not None:
        work.session.delete(row)
        work.session.flush()
