"""Persons: the one who acts, one by number, and lists of those an HR person may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, or_, select

from elearn.core.people.grades import Employment, describe_grade
from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.nip import InvalidNip, read_number, spaced
from elearn.kernel.errors import Denied, NotFound
from elearn.kernel.i18n import N_, _
from elearn.kernel.work import Work

from .units import scoped_units

NOBODY = N_("Pegawai ini tidak ditemukan. Periksa kembali alamatnya.")


def own_id(work: Work) -> int:
    """The row of the person who acts. Raises Denied when it is the system or a visitor."""
    if work.actor.person_id is None:
        raise Denied
    return work.actor.person_id


def me(work: Work) -> Person:
    """The person who acts. Raises Denied as `own_id` does."""
    return person(work, own_id(work))


def person(work: Work, person_id: int) -> Person:
    """One person by row. Raises NotFound."""
    found = work.session.get(Person, person_id)
    if found is None:
        raise NotFound(_(NOBODY))
    return found


def person_by_nip(work: Work, text: str) -> Person | None:
    """The person with this current or old number, spaces allowed; None when it is malformed or nobody's.

    Where an old number of one person is the current number of another, the current one counts.
    """
    try:
        number = read_number(text)
    except InvalidNip:
        return None
    either = or_(Person.nip == number, Person.old_nip == number)
    return work.session.scalar(select(Person).where(either).order_by((Person.nip == number).desc()).limit(1))


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as pages show them. `name` has its titles, `nip` its spaces, `grade` its rank."""

    id: int
    name: str
    nip: str
    old_nip: str
    employment: str
    grade: str
    position: str
    position_kind: str
    echelon: str
    position_since: date | None
    unit_id: int
    unit: str
    email: str
    phone: str
    is_active: bool
    is_guest: bool


def facts_of(work: Work, person_id: int) -> PersonFacts:
    """What pages show of one person, in one statement. Raises NotFound."""
    return _facts(work, Person.id == person_id)


def facts_in_scope(work: Work, person_id: int) -> PersonFacts:
    """The same for a person in the actor's scope; anybody else is NotFound, as if they did not exist."""
    return _facts(work, Person.id == person_id, Person.unit_id.in_(scoped_units(work)))


def person_in_scope(work: Work, person_id: int) -> Person:
    """One person in the actor's scope. Raises NotFound for anybody else."""
    found = work.session.scalar(select(Person).where(Person.id == person_id, Person.unit_id.in_(scoped_units(work))))
    if found is None:
        raise NotFound(_(NOBODY))
    return found


def _facts(work: Work, *conditions: ColumnElement[bool]) -> PersonFacts:
    row = work.session.execute(
        select(Person, Position, WorkUnit.name)
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .where(*conditions)
    ).one_or_none()
    if row is None:
        raise NotFound(_(NOBODY))
    found, position, unit = row
    return PersonFacts(
        id=found.id,
        name=found.full_name,
        nip=spaced(found.nip),
        old_nip=spaced(found.old_nip) if found.old_nip else "",
        employment=found.employment,
        grade="" if found.is_guest else describe_grade(cast(Employment, found.employment), found.grade),
        position=position.name,
        position_kind=position.kind,
        echelon=position.echelon,
        position_since=found.position_since,
        unit_id=found.unit_id,
        unit=unit,
        email=found.email,
        phone=found.phone,
        is_active=found.is_active,
        is_guest=found.is_guest,
    )


def people_fresh(work: Work, person_ids: Collection[int]) -> list[Person]:
    """The persons with these rows, read anew even if they were read before."""
    if not person_ids:
        return []
    statement = select(Person).where(Person.id.in_(person_ids)).order_by(Person.id)
    return list(work.session.scalars(statement.execution_options(populate_existing=True)))
