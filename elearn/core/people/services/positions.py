"""Positions as people hold them: found by name, kind and echelon, or created."""

from __future__ import annotations

from collections.abc import Iterable

from elearn.core.people import queries
from elearn.core.people.models import Position
from elearn.core.people.queries import PositionKey
from elearn.core.people.sheets import PersonRow
from elearn.kernel.work import Work


def position_key(row: PersonRow) -> PositionKey:
    """What makes two positions the same one."""
    return row.position, row.position_kind, row.echelon or ""


def ensure_positions(work: Work, rows: Iterable[PersonRow]) -> dict[PositionKey, int]:
    """The row of every position, after those of `rows` that were missing have been added."""
    known = queries.stored_positions(work)
    missing = {position_key(row): None for row in rows if position_key(row) not in known}
    if not missing:
        return known
    queries.insert_rows(
        work, Position, [{"name": name, "kind": kind, "echelon": echelon} for name, kind, echelon in missing]
    )
    return queries.stored_positions(work)
