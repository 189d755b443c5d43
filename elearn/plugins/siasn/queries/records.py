"""What became of entries in SIASN, and who is still unknown there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.core.people.queries import scoped_units
from elearn.plugin import Work

from ..models import Check, Family, Identity, Record


def hold_record(work: Work, entry_id: int) -> Record | None:
    """What became of an entry; nobody else changes it until this transaction ends."""
    return work.session.get(Record, entry_id, with_for_update=True, populate_existing=True)


def record_of(work: Work, entry_id: int) -> Record | None:
    """What became of an entry, only looked at."""
    return work.session.get(Record, entry_id)


def taken_ids(work: Work, person_id: int, but: int) -> frozenset[str]:
    """SIASN's ids of all other entries of a person."""
    ids = (
        select(Record.remote_id)
        .join(CareerEntry, CareerEntry.id == Record.entry_id)
        .where(CareerEntry.person_id == person_id, Record.entry_id != but, Record.remote_id.is_not(None))
    )
    return frozenset(found for found in work.session.scalars(ids) if found)


def families(work: Work) -> list[tuple[str, str, str]]:
    """HR's words on `rumpunDiklatId`: (kind, name, id)."""
    rows = work.session.scalars(select(Family).order_by(Family.kind, Family.name))
    return [(row.kind, row.name, row.family_id) for row in rows]


def forget_check(work: Work, entry_id: int) -> None:
    """Forgets what was compared: it was about what SIASN had before."""
    found = work.session.get(Check, entry_id)
    if found is not None:
        work.session.delete(found)


def record_of_superseded(work: Work, certificate_id: int) -> Record | None:
    """What became in SIASN of the entry whose certificate this one took the place of."""
    older = (
        select(CareerEntry.id)
        .join(Certificate, Certificate.id == CareerEntry.certificate_id)
        .where(Certificate.superseded_by_id == certificate_id)
    )
    return work.session.scalar(select(Record).where(Record.entry_id.in_(older)).with_for_update())


def holder_of(work: Work, pns_id: str) -> int | None:
    """Whose `pnsOrangId` this is."""
    return work.session.scalar(select(Identity.person_id).where(Identity.pns_id == pns_id))


def people_wanted(work: Work, nips: Collection[str], *, only_unknown: bool) -> list[tuple[int, str]]:
    """(id, NIP) of active people in the scope: those with these numbers, or all; `only_unknown`: without `pnsOrangId`."""
    people = select(Person.id, Person.nip).where(Person.unit_id.in_(scoped_units(work)), Person.is_active)
    if nips:
        people = people.where(Person.nip.in_(nips))
    if only_unknown:
        people = people.where(Person.id.not_in(select(Identity.person_id)))
    return [(row.id, row.nip) for row in work.session.execute(people.order_by(Person.id))]
