"""Writing the career record: a certificate becomes an entry, and a withdrawn certificate takes it out of the count."""

from __future__ import annotations

from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.kernel.work import Work

from .. import queries
from ..models import CERTIFICATE, CareerEntry
from .counting import count


def record(work: Work, certificate: Certificate) -> CareerEntry:
    """Adds the entry that a certificate proves and tells `career_entry_recorded`.

    Its year is the calendar year, in the agency's zone, in which the training ended.
    """
    claims = from_json(certificate.claims)
    training = claims.training
    entry = work.add(
        CareerEntry(
            person_id=certificate.person_id,
            certificate_id=certificate.id,
            source=CERTIFICATE,
            title=training.title,
            form=training.form,
            organiser=training.organiser,
            number=certificate.number,
            minutes=training.minutes,
            counted_minutes=training.minutes,
            quantity=1,
            competencies=[[one.name, one.level] for one in claims.competencies],
            began_on=training.started_on,
            ended_on=training.completed_on,
            year=training.completed_on.year,
            recorded_at=work.now,
        )
    )
    count(work, entry)
    work.tell("career_entry_recorded", entry=entry)
    return entry


def withdraw(work: Work, certificate: Certificate) -> None:
    """Takes the entry of a withdrawn certificate out of the count; it stays, with the reason."""
    entry = queries.of_certificate(work, certificate.id)
    if entry is not None:
        entry.withdrawn_at, entry.withdrawn_reason = work.now, certificate.state_reason
        count(work, entry)


def count_again(work: Work, certificate: Certificate) -> None:
    """Takes the entry of a reinstated certificate back into the count of its year."""
    entry = queries.of_certificate(work, certificate.id)
    if entry is not None:
        entry.withdrawn_at = entry.withdrawn_reason = None
        count(work, entry)
