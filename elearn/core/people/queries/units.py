"""The unit tree: agencies, branches, and what an HR person may see of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from elearn.core.people.models import UnitAncestor, WorkUnit
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.permissions import ADMIN, HR
from elearn.kernel.work import Work

LARGEST_ROW = 2**31 - 1
"""No row has a larger number; PostgreSQL does not even look for one."""


def agency_of(work: Work, unit_id: int) -> WorkUnit:
    """The root above a unit (the agency). Raises NotFound."""
    agency = work.session.scalar(
        select(WorkUnit)
        .join(UnitAncestor, UnitAncestor.ancestor_id == WorkUnit.id)
        .where(UnitAncestor.unit_id == unit_id, WorkUnit.parent_id.is_(None))
    )
    if agency is None:
        raise NotFound(_("Unit kerja ini tidak ditemukan. Periksa kembali alamatnya."))
    return agency


def sees_everything(work: Work) -> bool:
    """Whether the actor's scope has no limit: also what comes to be lies in it. True of the system and of an admin."""
    return work.actor.is_system or None in work.actor.scopes(HR) or bool(work.actor.scopes(ADMIN))


def scoped_units(work: Work) -> Select[int]:
    """A SELECT of the unit ids `work.actor` may look into as HR: each scope and all below; everything for an admin.

    Partner institutions are nobody's: their guests appear in no list, report, import or export of people.
    """
    if sees_everything(work):
        return select(WorkUnit.id).where(WorkUnit.is_partner.is_(False))
    scopes = work.actor.scopes(HR)
    if not scopes:
        return select(WorkUnit.id).where(false())
    return select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id.in_(scopes))


def is_top(work: Work) -> ColumnElement[bool]:
    """Of a unit in the actor's scope: it lies below no other unit of it."""
    scope = scoped_units(work)
    return and_(WorkUnit.id.in_(scope), or_(WorkUnit.parent_id.is_(None), WorkUnit.parent_id.not_in(scope)))


def roots(work: Work) -> list[int]:
    """The units at the top of the actor's scope, to be kept beside what was made for it; see `holds_all`."""
    return list(work.session.scalars(select(WorkUnit.id).where(is_top(work)).order_by(WorkUnit.code)))


def holds_all(work: Work, unit_ids: Sequence[int]) -> bool:
    """Whether every one of these units is in the actor's scope now."""
    held = select(func.count()).where(WorkUnit.id.in_(unit_ids), WorkUnit.id.in_(scoped_units(work)))
    return work.session.scalar(held) == len(set(unit_ids))


def held_units(work: Work) -> frozenset[int]:
    """Every unit in the actor's scope."""
    return frozenset(work.session.scalars(scoped_units(work)))


def partner_named(work: Work, name: str) -> WorkUnit | None:
    """The partner institution of this name, however its capitals are written."""
    return work.session.scalar(select(WorkUnit).where(WorkUnit.is_partner, func.lower(WorkUnit.name) == name.lower()))


def unit_by_code(work: Work, code: str) -> WorkUnit | None:
    """The unit with this code; None when there is none."""
    return work.session.scalar(select(WorkUnit).where(WorkUnit.code == code))


def unit_in_scope(work: Work, unit_id: int) -> WorkUnit:
    """One unit in the actor's scope. Raises NotFound for any other."""
    found = select(WorkUnit).where(WorkUnit.id == unit_id, WorkUnit.id.in_(scoped_units(work)))
    unit = work.session.scalar(found) if unit_id <= LARGEST_ROW else None
    if unit is None:
        raise NotFound(_("Unit kerja ini tidak ditemukan. Periksa kembali alamatnya."))
    return unit
