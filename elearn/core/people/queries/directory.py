"""The list of people an HR person may see, searched and paged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from elearn.core.people.models import Account, Person, Position, UnitAncestor, WorkUnit
from elearn.core.people.names import full_name
from elearn.core.people.nip import parse_nip
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from .units import scoped_units

FEWEST_DIGITS = 4
"""Fewer digits than this are no part of a number worth looking for."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list; `has_account` is false when they never chose a password."""

    id: int
    name: str
    nip: str
    position: str
    unit_id: int
    unit: str
    has_account: bool


def directory(work: Work, words: str, unit_id: int | None, page: int) -> tuple[tuple[PersonLine, ...], Paging]:
    """The wanted page (from 1) of the people in scope, by name.

    `words` are looked for in names, numbers (current and old) and names of units; `unit_id` narrows to a branch.
    The page is chosen by an index of names alone, and only its rows are joined: 100,000 people would else be sorted.
    """
    found = _found(work, words, unit_id)
    paging = page_of(work.session.scalar(select(func.count()).select_from(found.subquery())) or 0, page)
    chosen = found.order_by(Person.name, Person.id).limit(PAGE_SIZE).offset(paging.offset)
    rows = work.session.execute(_lines().where(Person.id.in_(chosen)).order_by(Person.name, Person.id))
    return tuple(_line(row) for row in rows), paging


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody without a password; `has_account` when they were given a code before."""

    id: int
    nip: str
    name: str
    unit: str
    has_account: bool


def newcomers(work: Work, unit_id: int) -> list[Newcomer]:
    """Everybody in the branch of a unit who has no password yet, by unit and name."""
    branch = select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == unit_id)
    rows = work.session.execute(
        select(Person.id, Person.nip, Person.name, WorkUnit.name.label("unit"), Account.person_id.label("account"))
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.is_active, Person.unit_id.in_(branch), Account.password_hash.is_(None))
        .order_by(WorkUnit.code, Person.name, Person.id)
    )
    return [Newcomer(row.id, row.nip, row.name, row.unit, row.account is not None) for row in rows]


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id, Person.title_before, Person.name, Person.title_after, Person.nip,
            Position.name.label("position"), Person.unit_id, WorkUnit.name.label("unit"), Account.password_hash,
        )
        .join(Position, Position.id == Person.position_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .outerjoin(Account, Account.person_id == Person.id)
    )  # fmt: skip


def _line(row: Row[*tuple[Any, ...]]) -> PersonLine:
    return PersonLine(
        id=row.id,
        name=full_name(row.title_before, row.name, row.title_after),
        nip=parse_nip(row.nip).spaced,
        position=row.position,
        unit_id=row.unit_id,
        unit=row.unit,
        has_account=row.password_hash is not None,
    )


def _found(work: Work, words: str, unit_id: int | None) -> Select[int]:
    """The ids alone: they are counted, sorted and paged before anything else is read of those on the page."""
    found = select(Person.id).where(Person.is_active.is_(True), Person.unit_id.in_(scoped_units(work)))
    if unit_id is not None:
        branch = select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == unit_id)
        found = found.where(Person.unit_id.in_(branch))
    return found.where(_found_by(words)) if words else found


def _found_by(words: str) -> ColumnElement[bool]:
    digits = "".join(mark for mark in words if mark not in " .-")
    if digits.isascii() and digits.isdigit() and len(digits) >= FEWEST_DIGITS:
        return or_(Person.nip.contains(digits), Person.old_nip.contains(digits))
    units = select(WorkUnit.id).where(WorkUnit.name.icontains(words, autoescape=True))
    return or_(Person.name.icontains(words, autoescape=True), Person.unit_id.in_(units))
