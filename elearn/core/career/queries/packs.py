"""Packs of rules as they are stored, and the entries they are applied to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update

from elearn.core.competencies.development import form_of
from elearn.core.people.models import Person
from elearn.kernel.work import Work

from ..models import CERTIFICATE, EXTERNAL, CareerEntry, Evidence, PackChoice, RulePack
from ..rules import FormRule, Line, Pack, pack_for
from .record import counts

_AT_ONCE = 5_000
"""Rows of a streamed year in memory, and ids named by one UPDATE."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """An entry of a year that counts, whose it is, and what is stored of it now (minutes)."""

    person_id: int
    employment: str
    line: Line
    stored: int


def packs(work: Work) -> list[Pack]:
    """Every pack, the newest first."""
    rows = work.session.scalars(select(RulePack).order_by(RulePack.valid_from.desc(), RulePack.name))
    return [_pack(row) for row in rows]


def pack_of_year(work: Work, year: int) -> Pack | None:
    """The pack a year is counted by, in one statement."""
    found = select(RulePack, func.coalesce(PackChoice.year, 0)).outerjoin(
        PackChoice, and_(PackChoice.pack == RulePack.name, PackChoice.year == year)
    )
    rows = work.session.execute(found).all()
    chosen = next((row.name for row, chosen_year in rows if chosen_year), None)
    return pack_for([_pack(row) for row, _year in rows], year, chosen)


def pack_named(work: Work, name: str) -> Pack | None:
    """One pack by its name."""
    found = work.session.get(RulePack, name)
    return _pack(found) if found else None


def chosen_years(work: Work) -> dict[int, str]:
    """The years that were switched, and to which pack."""
    return dict(work.session.execute(select(PackChoice.year, PackChoice.pack).order_by(PackChoice.year)).all())


def choice(work: Work, year: int) -> PackChoice | None:
    return work.session.get(PackChoice, year)


def lock_person(work: Work, person_id: int) -> None:
    """Whoever counts the same person's year waits until this transaction ends (SQLite has one writer anyway)."""
    work.session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def hold_packs(work: Work) -> None:
    """No year is switched until this transaction ends. What is read by later statements is then what holds."""
    work.session.execute(select(RulePack.name).order_by(RulePack.name).with_for_update(read=True))


def lock_packs(work: Work) -> None:
    """Waits for everybody who holds the packs, and has all others wait."""
    work.session.execute(select(RulePack.name).order_by(RulePack.name).with_for_update())


def counting_entries(work: Work, person_id: int, year: int) -> list[CareerEntry]:
    """Every entry of a person's year that counts, as it stands now."""
    found = select(CareerEntry).where(CareerEntry.person_id == person_id, CareerEntry.year == year, counts())
    return list(work.session.scalars(found.execution_options(populate_existing=True)))


def counting_lines(work: Work, person_id: int, year: int) -> list[Line]:
    """The same as plain lines."""
    rows = work.rows(select(*_COLUMNS).where(CareerEntry.person_id == person_id, CareerEntry.year == year, counts()))
    return [_line(*row) for row in rows]


def year_lines(work: Work, year: int) -> Iterator[YearLine]:
    """Every entry of a year that counts, person by person, streamed."""
    rows = work.session.execute(
        select(CareerEntry.person_id, Person.employment, CareerEntry.counted_minutes, *_COLUMNS)
        .join(Person, Person.id == CareerEntry.person_id)
        .where(CareerEntry.year == year, counts())
        .order_by(CareerEntry.person_id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for person_id, employment, stored, *line in rows:
        yield YearLine(person_id, employment, _line(*line), stored)


def count_lines(work: Work, year: int) -> int:
    """How many entries `year_lines` gives."""
    found = select(func.count()).select_from(CareerEntry).where(CareerEntry.year == year, counts())
    return work.session.scalar(found) or 0


def store_counted(work: Work, minutes: int, entry_ids: list[int]) -> None:
    """Writes what these entries count: all of them the same."""
    for start in range(0, len(entry_ids), _AT_ONCE):
        named: ColumnElement[bool] = CareerEntry.id.in_(entry_ids[start : start + _AT_ONCE])
        statement = update(CareerEntry).where(named).values(counted_minutes=minutes)
        work.session.execute(statement.execution_options(synchronize_session=False))


def line_of(entry: CareerEntry) -> Line:
    """An entry as the rules look at it."""
    return _line(entry.id, entry.form, entry.source, entry.minutes, entry.quantity, entry.began_on, entry.ended_on)


def line_as_sent(evidence: Evidence) -> Line:
    """Evidence as it would count if it were accepted as it was sent; its id is nobody's."""
    return _line(
        -evidence.id, evidence.form, EXTERNAL, evidence.minutes, evidence.quantity, evidence.began_on, evidence.ended_on
    )


@lru_cache(maxsize=512)
def code_of(form: str) -> str:
    """The code of a word of `bentuk`; "" when nobody knows it."""
    found = form_of(form)
    return found.code if found else ""


_COLUMNS = (
    CareerEntry.id, CareerEntry.form, CareerEntry.source, CareerEntry.minutes, CareerEntry.quantity,
    CareerEntry.began_on, CareerEntry.ended_on,
)  # fmt: skip


def _line(entry_id: int, form: str, source: str, minutes: int, quantity: int, began_on: date, ended_on: date) -> Line:
    return Line(entry_id, code_of(form), source == CERTIFICATE, minutes, quantity, began_on, ended_on)


def _pack(row: RulePack) -> Pack:
    rules: dict[str, Any] = {rule["code"]: FormRule(**rule) for rule in row.rules}
    return Pack(row.name, row.title, row.valid_from, row.valid_until, row.legal_basis, row.mark, row.is_shipped, rules)
