"""The unit tree: agencies, branches, and what an HR person may see of it."""

from __future__ import annotations

from sqlalchemy import Select, false, select

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


def scoped_units(work: Work) -> Select[int]:
    """A SELECT of the unit ids `work.actor` may look into as HR: each scope and all below; everything for an admin."""
    scopes = work.actor.scopes(HR)
    if work.actor.is_system or None in scopes or work.actor.scopes(ADMIN):
        return select(WorkUnit.id)
    if not scopes:
        return select(WorkUnit.id).where(false())
    return select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id.in_(scopes))


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
