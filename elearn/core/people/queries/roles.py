"""Roles people hold, and who may give a way into whose account."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, exists, func, or_, select

from elearn.core.people.models import Person, Role, WorkUnit
from elearn.core.people.names import full_name
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.permissions import ADMIN, HR
from elearn.kernel.work import Work

from .units import scoped_units


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as the admin sees it; `unit` is "" where it holds everywhere."""

    id: int
    role: str
    person_id: int
    name: str
    nip: str
    unit: str


def role_lines(work: Work, person_id: int | None = None) -> list[RoleLine]:
    """Every role that was given, by kind of role and name; only those of one person when given."""
    statement = (
        select(
            Role.id,
            Role.role,
            Person.id,
            Person.title_before,
            Person.name,
            Person.title_after,
            Person.nip,
            WorkUnit.name,
        )
        .join(Person, Person.id == Role.person_id)
        .outerjoin(WorkUnit, WorkUnit.id == Role.unit_id)
        .order_by(Role.role, Person.name, Role.id)
    )
    if person_id is not None:
        statement = statement.where(Role.person_id == person_id)
    return [
        RoleLine(role_id, role, person_id, full_name(before, name, after), nip, unit or "")
        for role_id, role, person_id, before, name, after, nip, unit in work.session.execute(statement)
    ]


def role(work: Work, role_id: int) -> Role:
    """One given role. Raises NotFound."""
    found = work.session.get(Role, role_id)
    if found is None:
        raise NotFound(_("Peran ini sudah dicabut. Muat ulang daftarnya."))
    return found


def held_role(work: Work, person_id: int, role: str, unit_id: int | None) -> Role | None:
    """The role a person holds in exactly this scope; None when they do not."""
    scope = Role.unit_id.is_(None) if unit_id is None else Role.unit_id == unit_id
    return work.session.scalar(select(Role).where(Role.person_id == person_id, Role.role == role, scope))


def count_admins(work: Work) -> int:
    """How many people are admin."""
    return work.session.scalar(select(func.count()).where(Role.role == ADMIN)) or 0


def holds_role_beyond(work: Work, person_id: int) -> bool:
    """Whether a person is admin, or HR of a unit outside the actor's scope; never beyond an admin or the system."""
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return False
    outside = or_(Role.unit_id.is_(None), Role.unit_id.not_in(scoped_units(work)))
    beyond = or_(Role.role == ADMIN, and_(Role.role == HR, outside))
    return bool(work.session.scalar(select(exists().where(Role.person_id == person_id, beyond))))
