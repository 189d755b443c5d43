"""Workshops and their participants: who is on the list, and who has no certificate yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from elearn.core.people import queries as people
from elearn.core.people.grades import GUEST_STATUS
from elearn.core.people.models import Person
from elearn.kernel.errors import NotFound
from elearn.kernel.outbox import Job
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Work

from .models import Certificate, Participant, Workshop

SHOWN = 100
"""Workshops of a list: the newest."""


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A workshop, how many took part, and how many have their certificate."""

    workshop: Workshop
    participants: int
    issued: int


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A participant whose certificate a policy refused, and why."""

    nip: str
    name: str
    reason: str


def lines(work: Work) -> list[WorkshopLine]:
    """The newest workshops of the agencies in the actor's scope."""
    on_list = select(func.count()).where(Participant.workshop_id == Workshop.id).scalar_subquery()
    issued = (
        select(func.count(func.distinct(Certificate.person_id)))
        .where(Certificate.workshop_id == Workshop.id)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(Workshop, on_list, issued)
        .where(Workshop.agency_id.in_(people.scoped_units(work)))
        .order_by(Workshop.id.desc())
        .limit(SHOWN)
    )
    return [WorkshopLine(*row) for row in rows]


def in_scope(work: Work, workshop_id: int) -> Workshop:
    """A workshop of an agency in the actor's scope. Raises NotFound."""
    found = work.session.scalar(
        select(Workshop).where(Workshop.id == workshop_id, Workshop.agency_id.in_(people.scoped_units(work)))
    )
    if found is None:
        raise NotFound
    return found


def wait_of(work: Work, workshop: Workshop) -> Wait | None:
    """How far its job is, whoever asked for it."""
    job = work.session.get(Job, workshop.job_id) if workshop.job_id else None
    return wait_for(job, work.now) if job else None


def workshop(work: Work, agency_id: int, code: str) -> Workshop | None:
    """The agency's workshop with this code."""
    return work.session.scalar(select(Workshop).where(Workshop.agency_id == agency_id, Workshop.code == code))


def people_by_nip(work: Work, numbers: Collection[str]) -> dict[str, Person]:
    """The civil servants in the actor's scope with these numbers, by number."""
    found = select(Person).where(
        Person.nip.in_(numbers), Person.unit_id.in_(people.scoped_units(work)), Person.employment != GUEST_STATUS
    )
    return {person.nip: person for person in work.session.scalars(found)}


def listed(work: Work, workshop_id: int) -> set[int]:
    """The people who are on the list already."""
    return set(work.session.scalars(select(Participant.person_id).where(Participant.workshop_id == workshop_id)))


def waiting(work: Work, workshop_id: int, after_id: int, most: int) -> Sequence[Person]:
    """The next participants without a certificate, in the order of their rows after `after_id`."""
    issued = select(Certificate.person_id).where(Certificate.workshop_id == workshop_id)
    found = (
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.workshop_id == workshop_id, Person.id > after_id, Person.id.not_in(issued))
    )
    return work.session.scalars(found.order_by(Person.id).limit(most)).all()


def refused(work: Work, workshop_id: int) -> list[RefusedLine]:
    """The participants whom a policy refused and who have no certificate since, by name."""
    issued = select(Certificate.person_id).where(Certificate.workshop_id == workshop_id)
    found = (
        select(Person, Participant.refusal)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.workshop_id == workshop_id, Participant.refusal.is_not(None), Person.id.not_in(issued))
        .order_by(Person.name, Person.id)
    )
    rows = work.session.execute(found)
    return [RefusedLine(person.nip, person.full_name, reason or "") for person, reason in rows]


def counts(work: Work, workshop_id: int) -> tuple[int, int]:
    """How many have a certificate, and how many are on the list."""
    issued = select(func.count(func.distinct(Certificate.person_id))).where(Certificate.workshop_id == workshop_id)
    on_list = select(func.count()).where(Participant.workshop_id == workshop_id)
    return work.session.scalar(issued) or 0, work.session.scalar(on_list) or 0
