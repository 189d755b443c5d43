"""Where in the tree: the units of the actor's scope that a report is about, and the branches it compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, literal, select, union_all

from elearn.core.people.models import UnitAncestor, WorkUnit
from elearn.core.people.queries import is_top, scoped_units
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..selection import Circle


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as reports name it."""

    id: int
    name: str
    kind: str


def tops(work: Work) -> list[UnitLine]:
    """The units of the actor's scope that lie below no other unit of it, by code."""
    return _lines(work, is_top(work))


def trail(work: Work, unit_id: int) -> list[UnitLine]:
    """From the highest unit of the actor's scope down to this one. Raises NotFound for a unit outside the scope."""
    rows = work.session.execute(
        select(WorkUnit.id, WorkUnit.name, WorkUnit.kind)
        .join(UnitAncestor, UnitAncestor.ancestor_id == WorkUnit.id)
        .where(UnitAncestor.unit_id == unit_id, WorkUnit.id.in_(scoped_units(work)))
        .order_by(UnitAncestor.distance.desc())
    )
    found = [UnitLine(*row) for row in rows]
    if not found:
        raise NotFound(_("Unit kerja ini tidak ditemukan di lingkup Anda. Pilih unit dari halaman Laporan."))
    return found


def children(work: Work, unit_id: int) -> list[UnitLine]:
    """The units directly below, by code."""
    return _lines(work, WorkUnit.parent_id == unit_id)


def covered(work: Work, circle: Circle) -> Select[int]:
    """A SELECT of the unit ids whose people are looked at; never one outside the actor's scope."""
    scope = scoped_units(work)
    if circle.unit is None:
        return scope
    if circle.direct:
        return select(WorkUnit.id).where(WorkUnit.id == circle.unit, WorkUnit.id.in_(scope))
    return select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == circle.unit, UnitAncestor.unit_id.in_(scope))


def branches(unit_id: int | None, heads: Sequence[UnitLine]) -> Subquery:
    """(unit_id, branch_id): to which of the `heads` each unit below them belongs; `unit_id` itself is a branch of its own."""
    ids = [head.id for head in heads]
    below = select(UnitAncestor.unit_id, UnitAncestor.ancestor_id.label("branch_id")).where(
        UnitAncestor.ancestor_id.in_(ids)
    )
    if unit_id is None:
        return below.subquery()
    return union_all(below, select(literal(unit_id), literal(unit_id))).subquery()


def _lines(work: Work, *conditions: ColumnElement[bool]) -> list[UnitLine]:
    columns = (WorkUnit.id, WorkUnit.name, WorkUnit.kind)
    return [UnitLine(*row) for row in work.session.execute(select(*columns).where(*conditions).order_by(WorkUnit.code))]
