"""A person's profile: what their position requires, what is proven, what is missing, and the inputs of IP-ASN."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from elearn.core.career import queries as career
from elearn.core.career.queries import CountedLine
from elearn.core.competencies import queries as competencies
from elearn.core.competencies.rules import Required, rank_of, required
from elearn.core.courses import queries as courses
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.people.queries import PersonFacts
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..ip_asn import Estimate, Facts, Training, estimate, table_for
from ..models import Band, Evidence, OfficialIndex, Standing
from ..rules import MEASURED, BandLine, Closing, JobMatch, Match, Offer, Proof, closing, job_match, matches


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """Evidence that was withdrawn: what it said, when (UTC), by whom and why."""

    competency: str
    kind: str
    level: int
    dated_on: date
    source: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A person against their position. `closings` are the courses that close a gap; `others` what is proven beyond it.

    `withdrawn` is the evidence that counts no more, the last withdrawn first.
    """

    person: PersonFacts
    rank: str | None
    matches: tuple[Match, ...]
    job: JobMatch | None
    closings: tuple[Closing, ...]
    others: tuple[Match, ...]
    withdrawn: tuple[WithdrawnLine, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The estimate of IP-ASN (None: no table is known for this employment), its inputs, and the newest official value."""

    person: PersonFacts
    estimate: Estimate | None
    standing: Standing | None
    official: OfficialIndex | None


def profile_of(work: Work, person: PersonFacts) -> Profile:
    """Everything the page of a profile says, in seven statements."""
    rank, agency_id, asked = _required(work, person)
    recorded = _recorded(work, person.id)
    proofs = _standing(work, person.id, recorded)
    today, years = work.today, work.settings.evidence_years
    found = matches(asked, proofs, today, years)
    beyond = sorted({proof.competency for proof in proofs} - {one.competency for one in asked})
    others = matches([Required(name, 0, "", is_own=False) for name in beyond], proofs, today, years)
    job = job_match(found, bands(work, agency_id), agency_id, [*([rank] if rank else []), person.position_kind], today)
    return Profile(person, rank, found, job, closings(work, found), others, _withdrawn(recorded))


def required_of(work: Work, person: PersonFacts) -> tuple[Required, ...]:
    """What somebody's position requires today."""
    return _required(work, person)[2]


def proofs_of(work: Work, person_id: int) -> list[Proof]:
    """All evidence of a person that stands: what was recorded, and the courses that count in their career record."""
    return _standing(work, person_id, _recorded(work, person_id))


def stands() -> ColumnElement[bool]:
    """Of evidence: it was not withdrawn."""
    return Evidence.withdrawn_at.is_(None)


def evidence_of(work: Work, person_id: int, evidence_id: int) -> Evidence:
    """A piece of a person's evidence. Raises NotFound."""
    found = work.session.scalar(select(Evidence).where(Evidence.id == evidence_id, Evidence.person_id == person_id))
    if found is None:
        raise NotFound(_("Bukti ini tidak ditemukan. Buka lagi profil kompetensinya."))
    return found


def closings(work: Work, found: Sequence[Match]) -> tuple[Closing, ...]:
    """The courses on offer that close a gap, the best first."""
    gaps = [match.competency for match in found if match.gap]
    offers = courses.teaching(work, gaps) if gaps else ()
    return closing(
        found,
        [
            Offer(
                line.slug, line.title, line.duration_minutes, tuple((name, level) for name, level in line.competencies)
            )
            for line in offers
        ],
    )


def bands(work: Work, agency_id: int | None) -> tuple[BandLine, ...]:
    """The general bands and those of one agency, in force or not."""
    columns = (Band.name, Band.lowest, Band.valid_from, Band.valid_until, Band.legal_basis, Band.agency_id, Band.post)
    whose = or_(Band.agency_id.is_(None), Band.agency_id == agency_id)
    return tuple(BandLine(*row) for row in work.session.execute(select(*columns).where(whose)))


def index_of(work: Work, person: PersonFacts) -> Index:
    """The estimate by the table in force today, with the newest standing and official value."""
    standing = work.session.scalar(
        select(Standing)
        .where(Standing.person_id == person.id, Standing.year <= work.today.year)
        .order_by(Standing.year.desc())
        .limit(1)
    )
    official = work.session.scalar(
        select(OfficialIndex)
        .where(OfficialIndex.person_id == person.id)
        .order_by(OfficialIndex.year.desc(), OfficialIndex.fetched_on.desc())
        .limit(1)
    )
    table = table_for(work.today, person.employment)
    facts = _facts(person, standing, career.counted_of(work, person.id), work.today)
    return Index(person, estimate(table, facts) if table else None, standing, official)


def people_of_numbers(work: Work, numbers: Collection[str]) -> dict[str, int]:
    """NIP → row of the people in the actor's scope, the actor left out: nobody records evidence of themselves."""
    found = select(Person.nip, Person.id).where(
        Person.nip.in_(numbers), Person.unit_id.in_(people.scoped_units(work)), Person.id != (work.actor.person_id or 0)
    )
    return {row.nip: row.id for row in work.session.execute(found)}


def known_evidence(work: Work, person_ids: Collection[int]) -> set[tuple[int, str, str, int, date, str]]:
    """What is recorded of these people, to be compared with what is imported: a file sent again brings nothing withdrawn back."""
    columns = (
        Evidence.person_id, Evidence.competency, Evidence.kind, Evidence.level, Evidence.dated_on, Evidence.source,
    )  # fmt: skip
    rows = work.session.execute(select(*columns).where(Evidence.person_id.in_(person_ids)))
    return {(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows}


def standings(work: Work, person_ids: Collection[int]) -> dict[tuple[int, int], Standing]:
    """Person and year → what is known of it."""
    found = work.session.scalars(select(Standing).where(Standing.person_id.in_(person_ids)))
    return {(row.person_id, row.year): row for row in found}


def officials(work: Work, person_ids: Collection[int]) -> dict[tuple[int, int, date], OfficialIndex]:
    """Person, year and day it was fetched → the official value."""
    found = work.session.scalars(select(OfficialIndex).where(OfficialIndex.person_id.in_(person_ids)))
    return {(row.person_id, row.year, row.fetched_on): row for row in found}


def own_bands(work: Work, agency_id: int | None) -> dict[tuple[str, date, str], Band]:
    """Name, first day and whom it is for → band of an agency (the general ones for None)."""
    whose = Band.agency_id.is_(None) if agency_id is None else Band.agency_id == agency_id
    return {(row.name, row.valid_from, row.post): row for row in work.session.scalars(select(Band).where(whose))}


def _required(work: Work, person: PersonFacts) -> tuple[str | None, int, tuple[Required, ...]]:
    rank = rank_of(person.position, person.position_kind, person.echelon)
    agency_id = people.agency_of(work, person.unit_id).id
    rows = competencies.requirement_rows(work, person.position, rank, agency_id)
    return rank, agency_id, required(rows, person.position, rank, agency_id, work.today)


def _recorded(work: Work, person_id: int) -> Sequence[Evidence]:
    """What was ever recorded of a person, the newest first."""
    found = select(Evidence).where(Evidence.person_id == person_id)
    return work.session.scalars(found.order_by(Evidence.dated_on.desc(), Evidence.id.desc())).all()


def _standing(work: Work, person_id: int, recorded: Sequence[Evidence]) -> list[Proof]:
    said = [
        Proof(one.competency, one.kind, one.level, one.dated_on, one.source, evidence_id=one.id, actor_id=one.actor_id)
        for one in recorded
        if one.withdrawn_at is None
    ]
    return [*said, *(proof for line in career.counted_of(work, person_id) for proof in _proofs(line))]


def _withdrawn(recorded: Sequence[Evidence]) -> tuple[WithdrawnLine, ...]:
    gone = [
        WithdrawnLine(
            one.competency, one.kind, one.level, one.dated_on, one.source, one.withdrawn_at, one.withdrawn_by or "",
            one.withdrawn_reason or "",
        )
        for one in recorded
        if one.withdrawn_at is not None
    ]  # fmt: skip
    return tuple(sorted(gone, key=lambda line: line.at, reverse=True))


def _proofs(line: CountedLine) -> list[Proof]:
    return [
        Proof(name, MEASURED, level, line.ended_on, line.title, is_course=True) for name, level in line.competencies
    ]


def _facts(person: PersonFacts, standing: Standing | None, lines: Sequence[CountedLine], day: date) -> Facts:
    return Facts(
        employment=person.employment,
        position=person.position,
        position_kind=person.position_kind,
        education=standing.education if standing else "",
        performance=standing.performance if standing else "",
        discipline=standing.discipline if standing else "",
        leadership=standing.leadership if standing else "",
        functional=standing.functional if standing else "",
        trainings=tuple(Training(line.form.casefold(), line.minutes, line.ended_on) for line in lines),
        counted_on=day,
    )
