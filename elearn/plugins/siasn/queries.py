"""Every SELECT of the room: career entries as SIASN would take them, and what became of them there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from elearn.core.career.models import CareerEntry, Decision, Evidence
from elearn.core.career.states import DECIDED
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person, UnitAncestor, WorkUnit
from elearn.core.people.names import full_name
from elearn.core.people.queries import scoped_units
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.plugin import NotFound, Work, _

from .models import AgencyIdentity, Check, Identity, IpAsn, Record, Structural
from .rules import Ready, Source, folded, to_siasn
from .selection import RESULT_WORDS, STATE_WORDS, WITHDRAWN, Wanted
from .states import SENT, UNSURE, WAITING

Columns: TypeAlias = Select[*tuple[Any, ...]]

_Root = aliased(WorkUnit)
PDF = "application/pdf"
AT_ONCE = 500
"""Rows read at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and its way to SIASN. `state` is one of states.py; `payload` None: nothing was ever sent.

    `evidence` is the digest of a PDF the person sent, "" for a picture or none. `result` "" before any reconciliation.
    """

    entry_id: int
    person_id: int
    name: str
    nip: str
    unit: str
    certificate_id: int | None
    evidence: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    year: int
    source: Source
    state: str
    message: str
    payload: Mapping[str, Any] | None
    intended_at: datetime | None
    settled_at: datetime | None
    remote_id: str | None
    uploaded_at: datetime | None
    result: str
    fields: tuple[str, ...]
    checked_at: datetime | None

    @property
    def has_document(self) -> bool:
        """Whether there is a PDF to add: a certificate of this house, or what HR verified."""
        return self.certificate_id is not None or bool(self.evidence)

    @property
    def is_changed(self) -> bool:
        """Whether the entry says something else now than what SIASN was sent."""
        ready = to_siasn(self.source)
        return self.state == SENT and isinstance(ready, Ready) and self.payload != dict(ready.payload)


@dataclass(frozen=True, slots=True)
class OfficialValue:
    """The IP-ASN value that SIASN told of a person: points, None where it told none; `valued_at` in SIASN's own words."""

    qualification: float | None
    competence: float | None
    performance: float | None
    discipline: float | None
    total: float | None
    valued_at: str
    fetched_at: datetime


def official_ip_asn(work: Work, person_id: int) -> OfficialValue | None:
    """The official value, as it was fetched last; None when it never was."""
    row = work.session.get(IpAsn, person_id)
    if row is None:
        return None
    points = (row.qualification, row.competence, row.performance, row.discipline, row.total)
    return OfficialValue(*points, row.valued_at, row.fetched_at)


def count_lines(work: Work, wanted: Wanted) -> int:
    """How many entries are meant."""
    return work.session.scalar(select(func.count()).select_from(_lines(work, wanted).subquery())) or 0


def count_states(work: Work, wanted: Wanted) -> dict[str, int]:
    """State → how many valid entries of the year and unit are in it; WITHDRAWN those that are to be looked at."""
    state = func.coalesce(Record.state, WAITING)
    is_withdrawn = CareerEntry.withdrawn_at.is_not(None)
    lines = _lines(work, Wanted(year=wanted.year, unit=wanted.unit)).with_only_columns(
        state, is_withdrawn, func.count()
    )
    rows = work.session.execute(lines.group_by(state, is_withdrawn)).all()
    found = dict[str, int]()
    for name, gone, count in rows:
        key = WITHDRAWN if gone else name
        found[key] = found.get(key, 0) + count
    return found


def count_results(work: Work, wanted: Wanted) -> dict[str, int]:
    """Result of the last reconciliation → how many entries; those never looked at are left out."""
    lines = _lines(work, Wanted(year=wanted.year, unit=wanted.unit)).where(Check.result.is_not(None))
    rows = work.session.execute(lines.with_only_columns(Check.result, func.count()).group_by(Check.result)).all()
    return dict(rows)


def page_of_lines(work: Work, wanted: Wanted, paging: Paging) -> list[Line]:
    """One page, by name, the newest entry first."""
    trainings = _trainings(work)
    rows = work.session.execute(_ordered(_lines(work, wanted)).limit(PAGE_SIZE).offset(paging.offset))
    return [_line(row, trainings) for row in rows]


def stream_lines(work: Work, wanted: Wanted) -> Iterator[Line]:
    """All of them in the same order, a person's entries together."""
    trainings = _trainings(work)
    rows = work.session.execute(_ordered(_lines(work, wanted)).execution_options(yield_per=AT_ONCE))
    return (_line(row, trainings) for row in rows)


def line_of(work: Work, entry_id: int) -> Line:
    """One entry in the actor's scope. Raises NotFound."""
    found = find_line(work, entry_id)
    if found is None:
        raise NotFound(_("Riwayat ini tidak ditemukan di lingkup Anda, atau tidak berlaku lagi."))
    return found


def find_line(work: Work, entry_id: int) -> Line | None:
    """One entry in the actor's scope; None when there is none, or when it was withdrawn before anything was sent."""
    row = work.session.execute(_lines(work, Wanted()).where(CareerEntry.id == entry_id)).one_or_none()
    return None if row is None else _line(row, _trainings(work))


def years(work: Work) -> list[int]:
    """The years in which the scope has entries, the newest first."""
    found = _lines(work, Wanted()).with_only_columns(CareerEntry.year).distinct().order_by(CareerEntry.year.desc())
    return list(work.session.scalars(found))


def hold_record(work: Work, entry_id: int) -> Record | None:
    """What became of an entry; nobody else changes it until this transaction ends."""
    return work.session.get(Record, entry_id, with_for_update=True, populate_existing=True)


def record_of(work: Work, entry_id: int) -> Record | None:
    """What became of an entry, only looked at."""
    return work.session.get(Record, entry_id)


def taken_ids(work: Work, person_id: int, but: int) -> frozenset[str]:
    """SIASN's ids of all other entries of a person."""
    ids = (
        select(Record.remote_id)
        .join(CareerEntry, CareerEntry.id == Record.entry_id)
        .where(CareerEntry.person_id == person_id, Record.entry_id != but, Record.remote_id.is_not(None))
    )
    return frozenset(found for found in work.session.scalars(ids) if found)


def people_wanted(work: Work, nips: Collection[str], *, only_unknown: bool) -> list[tuple[int, str]]:
    """(id, NIP) of active people in the scope: those with these numbers, or all; `only_unknown`: without `pnsOrangId`."""
    people = select(Person.id, Person.nip).where(Person.unit_id.in_(scoped_units(work)), Person.is_active)
    if nips:
        people = people.where(Person.nip.in_(nips))
    if only_unknown:
        people = people.where(Person.id.not_in(select(Identity.person_id)))
    return [(row.id, row.nip) for row in work.session.execute(people.order_by(Person.id))]


def _lines(work: Work, wanted: Wanted) -> Columns:
    """Valid entries in the scope, and withdrawn ones that SIASN was sent."""
    return _joined().where(
        Person.unit_id.in_(scoped_units(work)),
        or_(CareerEntry.withdrawn_at.is_(None), Record.state.in_((SENT, UNSURE))),
        *_conditions(wanted),
    )


def _joined() -> Columns:
    return (
        select(
            CareerEntry, Person.id.label("person_id"), Person.title_before, Person.name, Person.title_after, Person.nip,
            WorkUnit.name.label("unit"), Identity.pns_id, AgencyIdentity.instansi_id, Certificate.number, Evidence.stored,
            Evidence.media_type, Evidence.number.label("evidence_number"), Decision.facts, Record, Check,
        )
        .select_from(CareerEntry)
        .join(Person, Person.id == CareerEntry.person_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .join(UnitAncestor, UnitAncestor.unit_id == Person.unit_id)
        .join(_Root, and_(_Root.id == UnitAncestor.ancestor_id, _Root.parent_id.is_(None)))
        .outerjoin(AgencyIdentity, AgencyIdentity.agency_id == _Root.id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .outerjoin(Certificate, Certificate.id == CareerEntry.certificate_id)
        .outerjoin(Evidence, Evidence.id == CareerEntry.evidence_id)
        .outerjoin(Decision, Decision.id == _decision())
        .outerjoin(Record, Record.entry_id == CareerEntry.id)
        .outerjoin(Check, Check.entry_id == CareerEntry.id)
    )  # fmt: skip


def _decision() -> Any:
    """The decision by which HR made the entry of evidence: it says what HR read otherwise."""
    decisions = select(func.max(Decision.id)).where(Decision.evidence_id == Evidence.id, Decision.deed.in_(DECIDED))
    return decisions.correlate(Evidence).scalar_subquery()


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.year:
        yield CareerEntry.year == wanted.year
    if wanted.unit:
        yield Person.unit_id.in_(select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == wanted.unit))
    if wanted.nip:
        yield Person.nip == wanted.nip
    if wanted.result:
        yield Check.result == RESULT_WORDS[wanted.result]
    if wanted.state:
        yield _in_state(STATE_WORDS[wanted.state])


def _in_state(state: str) -> ColumnElement[bool]:
    if state == WITHDRAWN:
        return CareerEntry.withdrawn_at.is_not(None)
    found = or_(Record.state == state, Record.state.is_(None)) if state == WAITING else Record.state == state
    return and_(CareerEntry.withdrawn_at.is_(None), found)


def _ordered(lines: Columns) -> Columns:
    return lines.order_by(Person.name, Person.id, CareerEntry.ended_on.desc(), CareerEntry.id.desc())


def _trainings(work: Work) -> dict[str, str]:
    """Folded title → HR's word on it; a few, so they are read at once."""
    return {row.title: row.training_id for row in work.session.scalars(select(Structural))}


def _line(row: Any, trainings: Mapping[str, str]) -> Line:
    entry: CareerEntry = row.CareerEntry
    record: Record | None = row.Record
    check: Check | None = row.Check
    return Line(
        entry_id=entry.id,
        person_id=row.person_id,
        name=full_name(row.title_before, row.name, row.title_after),
        nip=row.nip,
        unit=row.unit,
        certificate_id=entry.certificate_id,
        evidence=row.stored if row.media_type == PDF else "",
        withdrawn_at=entry.withdrawn_at,
        withdrawn_reason=entry.withdrawn_reason or "",
        year=entry.year,
        source=_source(row, entry, trainings),
        state=record.state if record else WAITING,
        message=record.message if record else "",
        payload=record.payload if record else None,
        intended_at=record.intended_at if record else None,
        settled_at=record.settled_at if record else None,
        remote_id=record.remote_id if record else None,
        uploaded_at=record.uploaded_at if record else None,
        result=check.result if check else "",
        fields=tuple(check.fields) if check else (),
        checked_at=check.checked_at if check else None,
    )


def _source(row: Any, entry: CareerEntry, trainings: Mapping[str, str]) -> Source:
    began: date = entry.began_on
    return Source(
        pns_id=row.pns_id or "",
        instansi_id=row.instansi_id or "",
        title=entry.title,
        form=entry.form,
        organiser=entry.organiser,
        minutes=entry.minutes or entry.counted_minutes,
        began_on=began,
        ended_on=entry.ended_on,
        number=row.number or _evidence_number(row),
        training_id=trainings.get(folded(entry.title), ""),
    )


def _evidence_number(row: Any) -> str:
    """The number on a paper from elsewhere, as HR read it."""
    corrected: list[str] = (row.facts or {}).get("number", [])
    return corrected[-1] if corrected else row.evidence_number or ""
