"""The unit tree from a file: compared with the stored one as plain values, then written with its closure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from elearn.core.people import queries
from elearn.core.people.models import WorkUnit
from elearn.core.people.queries import StoredUnit
from elearn.core.people.rules import circle, closure
from elearn.core.people.sheets import UnitRow
from elearn.kernel.work import Work

from .report import RowResult, Why, changes_between, refused, taken
from .scope import Scope


@dataclass(slots=True)
class UnitPlan:
    """What to do with the rows that fit, and the result of every row."""

    stored: Mapping[str, StoredUnit]
    new: list[UnitRow] = field(default_factory=list)
    changed: list[UnitRow] = field(default_factory=list)
    results: list[RowResult] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Every unit there will be."""
        return {*self.stored, *(row.code for row in self.new)}

    @property
    def changes_tree(self) -> bool:
        """Whether anything comes to hang elsewhere."""
        return bool(self.new) or any(row.parent_code != self.stored[row.code].facts.parent_code for row in self.changed)


def plan_units(stored: Mapping[str, StoredUnit], rows: Sequence[UnitRow], scope: Scope) -> UnitPlan:
    """Compares the rows with what is stored. A row that would close a circle, hang on nothing or is beyond `scope` is refused."""
    plan = UnitPlan(stored)
    beyond = [(row, why) for row in rows if (why := scope.unit_refusal(stored.get(row.code), row)) is not None]
    accepted = {row.code: row for row in rows}
    while faulty := beyond or _faulty(stored, accepted):
        for row, why in faulty:
            plan.results.append(refused(row, why))
            del accepted[row.code]
        beyond = []
    for row in accepted.values():
        known = stored.get(row.code)
        changes = changes_between(known.facts, row) if known else ""
        plan.results.append(taken(row, "baru" if known is None else "berubah" if changes else "sama", changes))
        if known is None:
            plan.new.append(row)
        elif changes:
            plan.changed.append(row)
    return plan


def _faulty(stored: Mapping[str, StoredUnit], accepted: Mapping[str, UnitRow]) -> list[tuple[UnitRow, Why]]:
    """Rows to refuse, each with reason and fix: those without a parent first, else those of one circle."""
    tree = {code: unit.facts.parent_code for code, unit in stored.items()}
    tree |= {code: row.parent_code for code, row in accepted.items()}
    orphans = [row for row in accepted.values() if row.parent_code is not None and row.parent_code not in tree]
    if orphans:
        fix = "Tambahkan unit itu atau isi kode yang ada."
        return [(row, (f"Kolom kode_induk: “{row.parent_code}” tidak ada atau ditolak.", fix)) for row in orphans]
    around = circle(tree)
    moved = [accepted[code] for code in around if code in accepted and _moves(stored, accepted[code])]
    path = " → ".join([*around, *around[:1]])
    reason = f"Kolom kode_induk: bersama unit yang sudah tersimpan, susunan unit berputar: {path}."
    return [(row, (reason, "Perbaiki kode induk salah satu unit itu.")) for row in moved]


def _moves(stored: Mapping[str, StoredUnit], row: UnitRow) -> bool:
    known = stored.get(row.code)
    return known is None or known.facts.parent_code != row.parent_code


def apply_units(work: Work, plan: UnitPlan) -> dict[str, int]:
    """Writes the plan and, when the tree changed, its closure; returns the row of every unit by code."""
    ids = {code: unit.id for code, unit in plan.stored.items()}
    waiting = plan.new
    while waiting:  # parents before children, one level of the tree at a time
        ready = [row for row in waiting if row.parent_code is None or row.parent_code in ids]
        rows = [{"code": row.code, **_columns(row, ids)} for row in ready]
        ids |= queries.insert_units(work, rows)
        waiting = [row for row in waiting if row.code not in ids]
    queries.update_rows(work, WorkUnit, [{"id": ids[row.code], **_columns(row, ids)} for row in plan.changed])
    if plan.changes_tree:
        queries.replace_closure(work, closure(_parents(plan, ids)))
    return ids


def _columns(row: UnitRow, ids: Mapping[str, int]) -> dict[str, object]:
    return {"name": row.name, "kind": row.kind, "parent_id": ids[row.parent_code] if row.parent_code else None}


def _parents(plan: UnitPlan, ids: Mapping[str, int]) -> dict[int, int | None]:
    rows = [*(unit.facts for unit in plan.stored.values()), *plan.new, *plan.changed]  # a later row replaces an earlier
    return {ids[row.code]: ids[row.parent_code] if row.parent_code else None for row in rows}
