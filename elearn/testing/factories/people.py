"""Units, people, roles, and spreadsheets of them for tests; NIPs are made up, sequence 9xx."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import count

from sqlalchemy import select

from elearn.core.people.models import Account, Person, Position, Role, UnitAncestor, WorkUnit
from elearn.core.people.nip import parse_nip
from elearn.core.people.passwords import hash_password
from elearn.core.people.services import invite_guest, set_password
from elearn.core.people.sheets import PersonRow, UnitRow
from elearn.core.people.sheets.writing import write_workbook
from elearn.kernel.work import Work

PASSWORD = "Belajar-2026!"
_HASH = hash_password(PASSWORD)  # once: a hash costs 24 ms, and a test makes many people
_serial = count(1)


def make_unit(
    work: Work, parent: WorkUnit | None = None, *, name: str = "", code: str = "", kind: str = "Dinas"
) -> WorkUnit:
    """A unit below `parent`; without one, an agency of its own."""
    serial = next(_serial)
    unit = work.add(
        WorkUnit(
            code=code or f"U{serial:05d}",
            name=name or f"Unit {serial}",
            kind=kind if parent else "Pemerintah Daerah",
            parent_id=parent.id if parent else None,
        )
    )
    work.add(UnitAncestor(ancestor_id=unit.id, unit_id=unit.id, distance=0))
    if parent is not None:
        above = work.session.scalars(select(UnitAncestor).where(UnitAncestor.unit_id == parent.id)).all()
        for line in above:
            work.add(UnitAncestor(ancestor_id=line.ancestor_id, unit_id=unit.id, distance=line.distance + 1))
    return unit


def make_position(work: Work, *, name: str = "Pengelola Layanan", kind: str = "Pelaksana") -> Position:
    """A position; the same name gives the same row."""
    found = work.session.scalar(select(Position).where(Position.name == name))
    return found or work.add(Position(name=name, kind=kind, echelon=""))


def make_person(
    work: Work,
    unit: WorkUnit | None = None,
    *,
    name: str = "Siti Rahmawati",
    employment: str = "PNS",
    grade: str = "",
    position: str = "Pengelola Layanan",
) -> Person:
    """A civil servant with a password account that need not be changed."""
    serial = next(_serial)
    person = work.add(
        Person(
            nip=made_up_nip(serial, employment),
            name=name,
            title_before="",
            title_after="S.AP.",
            employment=employment,
            grade=grade or ("III/a" if employment == "PNS" else "IX"),
            birth_date=date(1990, 1, 1),
            sex="P",
            position_id=make_position(work, name=position).id,
            unit_id=(unit or make_unit(work)).id,
        )
    )
    work.add(Account(person_id=person.id, password_hash=_HASH, must_change=False))
    return person


def make_guest(work: Work, *, name: str = "Rina Hartati", institution: str = "Universitas Harapan") -> Person:
    """A guest of a partner institution with a password; they sign in by `nip`, which is their number."""
    person, _code = invite_guest(work, name, institution)
    set_password(work, person.id, _HASH)
    return person


def make_role(work: Work, person: Person, role: str, unit: WorkUnit | None = None) -> Role:
    """Gives `person` a role; an hr role is limited to `unit` (the person's own when left out)."""
    scope = unit.id if unit else person.unit_id if role == "hr" else None
    return work.add(Role(person_id=person.id, role=role, unit_id=scope))


def make_row(unit: WorkUnit, *, name: str = "Siti Rahmawati") -> PersonRow:
    """A row of somebody nobody has heard of."""
    return PersonRow(
        nip=parse_nip(made_up_nip(next(_serial))),
        name=name,
        title_before="",
        title_after="",
        employment="PNS",
        grade="III/a",
        position="Pengelola Layanan",
        position_kind="Pelaksana",
        echelon=None,
        unit_code=unit.code,
    )


def make_sheet(*rows: UnitRow | PersonRow) -> bytes:
    """A workbook with these rows."""
    book = BytesIO()
    units = [row for row in rows if isinstance(row, UnitRow)]
    write_workbook(book, units, [row for row in rows if isinstance(row, PersonRow)])
    return book.getvalue()


def made_up_nip(serial: int, employment: str = "PNS") -> str:
    """A well-formed number that belongs to nobody: sequence 9xx, appointments spread by `serial`, anew after 18,000 PNS."""
    turn = serial // 1500
    block = f"{(2 + turn) % 12 + 1:02}" if employment == "PNS" else str(21 + turn % 9)
    return f"19900101{2010 + serial // 100 % 15}{block}2{900 + serial % 100}"
