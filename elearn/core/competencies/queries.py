"""Which competencies there are, and what positions require."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from elearn.core.people import queries as people
from elearn.core.people.models import Position, WorkUnit
from elearn.kernel.errors import Denied
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from .dictionary import NATIONAL, SHIPPED_TECHNICAL, TECHNICAL, Competency, Level, read_technical
from .models import Entry, Framework, Requirement
from .rules import RequirementLine, rank_of

AGENCY_FILE = "kompetensi.csv"
"""In ELEARN_HOME: the agency's own technical competencies, columns `nama` and `sumber`; read beside the tables."""


def dictionary(work: Work) -> tuple[Competency, ...]:
    """Every known competency by name; one that is added never replaces one laid down above it.

    In this order: the nation's, the shipped technical ones, the tables, the agency's file.
    """
    own = work.settings.home / AGENCY_FILE
    agency = read_technical(own) if own.is_file() else ()
    by_name: dict[str, Competency] = {}
    for competency in (*NATIONAL, *read_technical(SHIPPED_TECHNICAL), *stored(work), *agency):
        by_name.setdefault(competency.name.casefold(), competency)
    return tuple(sorted(by_name.values()))


def known(work: Work) -> frozenset[str]:
    """The names a course may claim to teach."""
    return frozenset(competency.name for competency in dictionary(work))


def stored(work: Work, framework_id: int | None = None) -> tuple[Competency, ...]:
    """The competencies of the tables, or of one dictionary there, by name."""
    columns = (Entry.name, Entry.source, Entry.code, Entry.definition, Entry.levels, Entry.identifier)
    found = select(*columns).order_by(Entry.key)
    if framework_id is not None:
        found = found.where(Entry.framework_id == framework_id)
    return tuple(
        Competency(name, TECHNICAL, source, code, definition, tuple(Level(*level) for level in levels), identifier)
        for name, source, code, definition, levels, identifier in work.rows(found)
    )


def entries(work: Work, keys: Collection[str]) -> dict[str, Entry]:
    """The stored competencies with these names (without capitals), by that key."""
    return {entry.key: entry for entry in work.session.scalars(select(Entry).where(Entry.key.in_(keys)))}


def framework(work: Work, identifier: str) -> Framework | None:
    """The dictionary with this UUID; None when there is none."""
    return work.session.scalar(select(Framework).where(Framework.identifier == identifier))


def framework_titles(work: Work) -> dict[int, str]:
    """Row → title of each stored dictionary."""
    return {row.id: row.title for row in work.session.execute(select(Framework.id, Framework.title))}


def framework_identifiers(work: Work) -> dict[str, str]:
    """UUID → title of each stored dictionary."""
    rows = work.rows(select(Framework.identifier, Framework.title).order_by(Framework.title))
    return {row.identifier: row.title for row in rows}


def requirement_rows(work: Work, position: str, rank: str | None, agency_id: int | None) -> tuple[RequirementLine, ...]:
    """The rows, in force or not, that speak of a position's title or rank in one agency or everywhere."""
    either = or_(Requirement.position == position.casefold(), Requirement.rank == rank if rank else _nothing())
    return _lines(work, either, or_(Requirement.agency_id.is_(None), Requirement.agency_id == agency_id))


def rows_of_agencies(work: Work, agency_ids: Collection[int]) -> tuple[RequirementLine, ...]:
    """The rows in force today, general ones and those of these agencies."""
    until = or_(Requirement.valid_until.is_(None), Requirement.valid_until >= work.today)
    whose = or_(Requirement.agency_id.is_(None), Requirement.agency_id.in_(agency_ids))
    return _lines(work, Requirement.valid_from <= work.today, until, whose)


def own_rows(work: Work, agency_id: int | None) -> list[Requirement]:
    """An agency's own rows (the general ones for None), to be compared with what is imported."""
    whose = Requirement.agency_id.is_(None) if agency_id is None else Requirement.agency_id == agency_id
    return list(work.session.scalars(select(Requirement).where(whose).order_by(Requirement.id)))


@dataclass(frozen=True, slots=True)
class Standard:
    """One row as the list of requirements shows it; `agency` is "" for one that holds everywhere."""

    line: RequirementLine
    agency: str


def standards(work: Work, words: str, page: int) -> tuple[tuple[Standard, ...], Paging]:
    """The wanted page (from 1) of all rows that name these words as title, rank or competency."""
    columns = (Requirement.position, Requirement.rank, Requirement.competency)
    matching = or_(*(column.icontains(words, autoescape=True) for column in columns))
    total = work.session.scalar(select(func.count()).select_from(Requirement).where(matching)) or 0
    paging = page_of(total, page)
    rows = work.session.execute(
        select(Requirement, WorkUnit.name)
        .outerjoin(WorkUnit, WorkUnit.id == Requirement.agency_id)
        .where(matching)
        .order_by(Requirement.position, Requirement.rank, Requirement.competency, Requirement.valid_from)
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    return tuple(Standard(_line(row), name or "") for row, name in rows), paging


def all_standards(work: Work) -> tuple[Standard, ...]:
    """Every row there is, for an export."""
    rows = work.session.execute(
        select(Requirement, WorkUnit.name)
        .outerjoin(WorkUnit, WorkUnit.id == Requirement.agency_id)
        .order_by(Requirement.position, Requirement.rank, Requirement.competency, Requirement.valid_from)
    )
    return tuple(Standard(_line(row), name or "") for row, name in rows)


def position_titles(work: Work) -> frozenset[str]:
    """The titles somebody may hold, without capitals."""
    return frozenset(name.casefold() for name in work.session.scalars(select(Position.name)))


def ranks_held(work: Work) -> dict[str, str | None]:
    """Title → rank of every position, for the command line."""
    rows = work.rows(select(Position.name, Position.kind, Position.echelon).order_by(Position.name))
    return {name: rank_of(name, kind, echelon) for name, kind, echelon in rows}


def own_agency(work: Work) -> WorkUnit:
    """The agency whose dictionary and requirements the actor may change. Raises Denied when only a part is in their scope."""
    agency = people.agency_of(work, people.me(work).unit_id)
    if not people.holds_all(work, [agency.id]):
        raise Denied(_("Kamus dan standar kompetensi diubah oleh pengelola SDM seluruh instansi atau admin sistem."))
    return agency


def _lines(work: Work, *conditions: ColumnElement[bool]) -> tuple[RequirementLine, ...]:
    return tuple(_line(row) for row in work.session.scalars(select(Requirement).where(*conditions)))


def _line(row: Requirement) -> RequirementLine:
    return RequirementLine(
        row.position,
        row.rank,
        row.competency,
        row.level,
        row.valid_from,
        row.valid_until,
        row.legal_basis,
        row.agency_id,
    )


def _nothing() -> ColumnElement[bool]:
    return Requirement.id.is_(None)
