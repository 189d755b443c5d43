"""Set-based writes: thousands of rows in a few statements, without loading any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import delete, insert, update

from elearn.core.people.models import UnitAncestor, WorkUnit
from elearn.kernel.db import Base
from elearn.kernel.work import Work

from .stored import in_parts

ROWS_AT_ONCE = 5_000


class WriteRows(Protocol):
    """What `insert_rows` and `update_rows` have in common."""

    def __call__(self, work: Work, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None: ...


def insert_rows(work: Work, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all name the same columns."""
    for part in in_parts(rows, ROWS_AT_ONCE):
        work.session.execute(insert(model), part)


def update_rows(work: Work, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Updates rows by their primary key, which each mapping holds beside the new values."""
    for part in in_parts(rows, ROWS_AT_ONCE):
        work.session.execute(update(model), part)


def replace_closure(work: Work, lines: Iterable[tuple[int, int, int]]) -> None:
    """Writes the unit tree's closure anew; each line is (ancestor, unit, distance)."""
    work.session.execute(delete(UnitAncestor))
    rows = [{"ancestor_id": above, "unit_id": unit, "distance": distance} for above, unit, distance in lines]
    insert_rows(work, UnitAncestor, rows)


def insert_units(work: Work, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Inserts units whose parents are there already; returns the new rows by code."""
    made = work.session.execute(insert(WorkUnit).returning(WorkUnit.code, WorkUnit.id), rows)
    return {line.code: line.id for line in made}
