"""What is stored, as the very rows a spreadsheet holds, so that both can be compared and written out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.nip import parse_nip
from elearn.core.people.sheets import PersonRow, UnitRow
from elearn.kernel.work import Work

from .units import scoped_units

PositionKey: TypeAlias = tuple[str, str, str]
"""Name, kind and echelon ("" = none)."""

Value = TypeVar("Value")

NUMBERS_AT_ONCE = 5_000
IMPORT_LOCK = 20_070_022
"""Any number that no other advisory lock of the house uses."""


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit's key beside what a sheet says of it."""

    id: int
    facts: UnitRow


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A person's key beside what a sheet says of them."""

    id: int
    unit_id: int
    is_active: bool
    facts: PersonRow


def lock_people(work: Work) -> None:
    """Makes a second import wait until this one ends. On SQLite a writing session holds the lock already."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))


def stored_units(work: Work) -> dict[str, StoredUnit]:
    """Every unit of the tree by its code, in the order of the codes."""
    columns = (WorkUnit.id, WorkUnit.code, WorkUnit.name, WorkUnit.parent_id, WorkUnit.kind)
    tree = select(*columns).where(WorkUnit.is_partner.is_(False)).order_by(WorkUnit.code)
    rows = work.session.execute(tree).all()
    codes = {row.id: row.code for row in rows}
    return {
        row.code: StoredUnit(row.id, UnitRow(row.code, row.name, codes.get(row.parent_id), row.kind)) for row in rows
    }


def stored_positions(work: Work) -> dict[PositionKey, int]:
    """The row of every position."""
    rows = work.session.execute(select(Position.name, Position.kind, Position.echelon, Position.id))
    return {(name, kind, echelon): position_id for name, kind, echelon, position_id in rows}


def stored_people(work: Work, numbers: Collection[str]) -> Iterator[StoredPerson]:
    """Everybody who has, or once had, one of these numbers (18 digits); somebody may come twice."""
    for some in in_parts(numbers, NUMBERS_AT_ONCE):
        found = _people().where(or_(Person.nip.in_(some), Person.old_nip.in_(some)))
        yield from map(_stored_person, work.session.execute(found))


def stored_contracts(work: Work, keys: Collection[str]) -> Iterator[StoredPerson]:
    """Every PPPK whose number, without the contract's two digits, is one of these (16 digits)."""
    key = func.substr(Person.nip, 1, 12).concat(func.substr(Person.nip, 15))
    for some in in_parts(keys, NUMBERS_AT_ONCE):
        yield from map(
            _stored_person, work.session.execute(_people().where(Person.employment == "PPPK", key.in_(some)))
        )


def active_people(work: Work) -> Iterator[PersonRow]:
    """Everybody who works in the actor's scope, by unit, name and number. Streamed."""
    statement = _people().where(*_active(work)).order_by(WorkUnit.code, Person.name, Person.nip)
    for row in work.session.execute(statement.execution_options(yield_per=1_000)):
        yield _stored_person(row).facts


def count_people(work: Work) -> int:
    """How many that are."""
    return work.session.scalar(select(func.count()).select_from(Person).where(*_active(work))) or 0


def in_parts(values: Collection[Value], size: int) -> Iterator[list[Value]]:
    """The values in lists of at most `size`: databases limit how many one statement takes."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def _active(work: Work) -> tuple[ColumnElement[bool], ...]:
    return Person.is_active.is_(True), Person.unit_id.in_(scoped_units(work))


def _people() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id, Person.unit_id, Person.is_active, Person.nip, Person.old_nip, Person.name, Person.title_before,
            Person.title_after, Person.employment, Person.grade, Person.email, Person.phone, Person.position_since,
            Position.name.label("position"), Position.kind, Position.echelon, WorkUnit.code.label("unit_code"),
        )
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
    )  # fmt: skip


def _stored_person(row: Row[*tuple[Any, ...]]) -> StoredPerson:
    facts = PersonRow(
        nip=parse_nip(row.nip),
        name=row.name,
        title_before=row.title_before,
        title_after=row.title_after,
        employment=row.employment,
        grade=row.grade,
        position=row.position,
        position_kind=row.kind,
        echelon=row.echelon or None,
        unit_code=row.unit_code,
        email=row.email or None,
        phone=row.phone or None,
        position_since=row.position_since,
        old_nip=parse_nip(row.old_nip) if row.old_nip else None,
    )
    return StoredPerson(row.id, row.unit_id, row.is_active, facts)
