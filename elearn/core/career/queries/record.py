"""The career record as its owner and other rooms read it. A withdrawn entry is shown, never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, extract, func, literal, or_, select, union_all

from elearn.core.certificates.models import Certificate
from elearn.core.certificates.rules import period_id
from elearn.core.people.models import Person
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.work import Work

from ..models import CareerEntry, Evidence, JpRule
from ..rules import JpRuleLine, JpStanding, jp_of, standing


@dataclass(frozen=True, slots=True)
class CareerLine:
    """An entry as pages show it; `code` is that of its certificate. A withdrawn one has a moment (UTC) and a reason.

    `minutes` are those of its paper, `counted_minutes` what the year's rules make of them.
    """

    id: int
    evidence_id: int | None
    title: str
    form: str
    organiser: str
    minutes: int
    counted_minutes: int
    competencies: list[Any]
    began_on: date
    ended_on: date
    year: int
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    number: str
    code: str | None

    @property
    def jp(self) -> float:
        """The hours that count, JP with at most one decimal."""
        return jp_of(self.counted_minutes)

    @property
    def paper_jp(self) -> float:
        """The hours of its paper, JP with at most one decimal."""
        return jp_of(self.minutes)

    @property
    def period(self) -> str:
        """From the first day to the last: "3 s.d. 22 November 2026"."""
        return period_id(self.began_on, self.ended_on)


def jp_rules(work: Work) -> tuple[JpRuleLine, ...]:
    """Every rule on yearly hours, in force or not."""
    columns = (
        JpRule.employment,
        JpRule.kind,
        JpRule.jp,
        JpRule.valid_from,
        JpRule.valid_until,
        JpRule.legal_basis,
    )
    return tuple(JpRuleLine(*row) for row in work.session.execute(select(*columns).order_by(JpRule.id)))


def my_standing(work: Work, year: int) -> JpStanding:
    """`standing_of` the actor."""
    return standing_of(work, work.actor.person_id, year)


def standing_of(work: Work, person_id: int | None, year: int) -> JpStanding:
    """A person's counted hours of a year against the rules for their employment, in two statements."""
    counted = func.coalesce(func.sum(CareerEntry.counted_minutes).filter(CareerEntry.year == year, counts()), 0)
    employment, minutes = work.session.execute(
        select(Person.employment, counted)
        .outerjoin(CareerEntry, CareerEntry.person_id == Person.id)
        .where(Person.id == person_id)
        .group_by(Person.employment)
    ).one()
    return standing(jp_rules(work), employment, year, minutes)


def my_years(work: Work) -> dict[int, int]:
    """The years in which the actor has entries or sent evidence, the newest first, with the number of entries in each."""
    entries = (
        select(CareerEntry.year.label("year"), func.count().label("entries"))
        .where(CareerEntry.person_id == work.actor.person_id, _shown())
        .group_by(CareerEntry.year)
    )
    sent = select(cast(extract("year", Evidence.ended_on), Integer), literal(0)).where(
        Evidence.person_id == work.actor.person_id
    )
    found = union_all(entries, sent).subquery()
    rows = work.session.execute(
        select(found.c.year, func.sum(found.c.entries)).group_by(found.c.year).order_by(found.c.year.desc())
    )
    return {year: int(count) for year, count in rows}


def my_lines(work: Work, year: int, paging: Paging) -> list[CareerLine]:
    """One page of the actor's entries of a year, the newest first, withdrawn ones too."""
    page = _lines(work.actor.person_id).where(CareerEntry.year == year).limit(PAGE_SIZE).offset(paging.offset)
    return [CareerLine(*row) for row in work.session.execute(page)]


def my_transcript(work: Work) -> list[CareerLine]:
    """All entries of the actor that count, the newest first."""
    return [CareerLine(*row) for row in work.session.execute(_lines(work.actor.person_id).where(counts()))]


def record_of(work: Work, person_id: int, year: int | None = None) -> list[CareerLine]:
    """All entries of a person, or those of one year, withdrawn ones too, the newest first."""
    lines = _lines(person_id)
    return [
        CareerLine(*row)
        for row in work.session.execute(lines if year is None else lines.where(CareerEntry.year == year))
    ]


@dataclass(frozen=True, slots=True)
class CountedLine:
    """An entry that counts, as other rooms weigh it; `competencies` are pairs [name, level 1–5]."""

    title: str
    form: str
    minutes: int
    competencies: list[Any]
    ended_on: date


def counted_of(work: Work, person_id: int) -> list[CountedLine]:
    """All entries of a person that count, the newest first."""
    columns = (
        CareerEntry.title,
        CareerEntry.form,
        CareerEntry.counted_minutes,
        CareerEntry.competencies,
        CareerEntry.ended_on,
    )
    found = select(*columns).where(CareerEntry.person_id == person_id, counts())
    return [CountedLine(*row) for row in work.session.execute(found.order_by(CareerEntry.ended_on.desc()))]


def of_certificate(work: Work, certificate_id: int) -> CareerEntry | None:
    """The entry that a certificate proves."""
    return work.session.scalar(select(CareerEntry).where(CareerEntry.certificate_id == certificate_id))


def _lines(person_id: int | None) -> Select[Any]:
    return (
        select(
            CareerEntry.id,
            CareerEntry.evidence_id,
            CareerEntry.title,
            CareerEntry.form,
            CareerEntry.organiser,
            CareerEntry.minutes,
            CareerEntry.counted_minutes,
            CareerEntry.competencies,
            CareerEntry.began_on,
            CareerEntry.ended_on,
            CareerEntry.year,
            CareerEntry.withdrawn_at,
            CareerEntry.withdrawn_reason,
            CareerEntry.number,
            Certificate.code,
        )
        .outerjoin(Certificate, Certificate.id == CareerEntry.certificate_id)
        .where(CareerEntry.person_id == person_id, _shown())
        .order_by(CareerEntry.ended_on.desc(), CareerEntry.id.desc())
    )


def counts() -> ColumnElement[bool]:
    """Of an entry: it counts."""
    return CareerEntry.withdrawn_at.is_(None)


def _shown() -> ColumnElement[bool]:
    """Of an entry: it stands in the record. One whose evidence waits again is shown as that evidence."""
    return or_(counts(), CareerEntry.evidence_id.is_(None))
