"""People from a file: compared with those stored as plain values, then written in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from elearn.core.people import queries
from elearn.core.people.models import Person, WorkUnit
from elearn.core.people.queries import PositionKey, StoredPerson
from elearn.core.people.sheets import Advance, PersonRow
from elearn.kernel.work import Work

from .matching import Ambiguous, current, people_named_twice, register
from .positions import ensure_positions, position_key
from .report import RowResult, Why, changes_between, refused, taken
from .scope import Scope

ROWS_AT_ONCE = 1_000


@dataclass(slots=True)
class PeoplePlan:
    """What to do with the rows that fit, and the result of every row."""

    new: list[PersonRow] = field(default_factory=list)
    changed: list[tuple[StoredPerson, PersonRow]] = field(default_factory=list)
    results: list[RowResult] = field(default_factory=list)


def plan_people(work: Work, rows: Sequence[PersonRow], scope: Scope) -> PeoplePlan:
    """Compares the rows with what is stored; a row beyond `scope` is refused."""
    plan = PeoplePlan()
    known = register(work, rows)
    pairs: list[tuple[PersonRow, StoredPerson | None]] = []
    for row in rows:
        try:
            pairs.append((row, known.find(row)))
        except Ambiguous as error:
            plan.results.append(refused(row, error.why))
    twice = people_named_twice(pairs)
    for row, person in pairs:
        why = _named_twice(twice[row.row]) if row.row in twice else scope.person_refusal(person, row)
        plan.results.append(refused(row, why) if why else _plan(plan, row, person))
    return plan


def _named_twice(rows: Sequence[int]) -> Why:
    numbers = ", ".join(map(str, rows))
    return f"Baris {numbers} menyebut pegawai yang sama dengan nomor berbeda.", "Sisakan satu baris saja."


def _plan(plan: PeoplePlan, row: PersonRow, person: StoredPerson | None) -> RowResult:
    if person is None:
        plan.new.append(row)
        return taken(row, "baru")
    try:
        row = current(row, person)
    except Ambiguous as error:
        return refused(row, error.why)
    changes = changes_between(person.facts, row)
    if not person.is_active:
        changes = "; ".join(filter(None, ["aktif kembali", changes]))
    if changes:
        plan.changed.append((person, row))
    return taken(row, "berubah" if changes else "sama", changes)


def apply_people(work: Work, plan: PeoplePlan, units: Mapping[str, int], advance: Advance) -> None:
    """Writes the plan; whoever came to another unit is told of as person_transferred."""
    rows = [*plan.new, *(row for _, row in plan.changed)]
    positions = ensure_positions(work, rows)
    for new in queries.in_parts(plan.new, ROWS_AT_ONCE):
        queries.insert_rows(work, Person, [_columns(row, units, positions) for row in new])
        advance(len(new))
    for changed in queries.in_parts(plan.changed, ROWS_AT_ONCE):
        queries.update_rows(
            work, Person, [{"id": person.id, **_columns(row, units, positions)} for person, row in changed]
        )
        _tell_transfers(
            work, {person.id: person.unit_id for person, row in changed if units[row.unit_code] != person.unit_id}
        )
        advance(len(changed))


def transfer(work: Work, person: Person, unit: WorkUnit) -> None:
    """Moves one person to another unit; told as person_transferred. Nothing happens when they are there already."""
    old_unit_id = person.unit_id
    if unit.id != old_unit_id:
        person.unit = unit
        work.session.flush()
        work.tell("person_transferred", person=person, old_unit_id=old_unit_id)


def _tell_transfers(work: Work, old_units: Mapping[int, int]) -> None:
    for person in queries.people_fresh(work, old_units):
        work.tell("person_transferred", person=person, old_unit_id=old_units[person.id])


def _columns(row: PersonRow, units: Mapping[str, int], positions: Mapping[PositionKey, int]) -> dict[str, Any]:
    return {
        "nip": row.nip.digits,
        "old_nip": row.old_nip.digits if row.old_nip else None,
        "name": row.name,
        "title_before": row.title_before,
        "title_after": row.title_after,
        "employment": row.employment,
        "grade": row.grade,
        "birth_date": row.nip.birth_date,
        "sex": row.nip.sex,
        "email": row.email or "",
        "phone": row.phone or "",
        "position_id": positions[position_key(row)],
        "position_since": row.position_since,
        "unit_id": units[row.unit_code],
        "is_active": True,
    }
