"""A certificate before it exists: the number its agency gives next, and the claims frozen under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from elearn.core.completion.models import Completion
from elearn.core.courses.models import CourseVersion
from elearn.core.people.grades import Employment, rank_of
from elearn.core.people.models import Person, WorkUnit
from elearn.kernel.work import Work

from .. import design_queries, queries
from ..claims import Claims, Competency, Holder, Signatory, Training, to_json
from ..models import Certificate, Design, Series
from ..rules import add_months, format_number, new_code
from .series import series_of


@dataclass(frozen=True, slots=True)
class Allotment:
    """The next number of an agency with all that belongs to it; `year` is that of the agency's calendar day."""

    agency: WorkUnit
    year: int
    sequence: int
    number: str
    code: str
    issued_at: datetime
    place: str
    signatories: tuple[Signatory, ...]
    design: Design | None


def allot(work: Work, agency: WorkUnit, form: str) -> Allotment:
    """Takes the agency's next number for a certificate of this form of development, and the design that counts for it.

    The number is given back when the transaction is rolled back.
    """
    series, design = series_of(work, agency), design_queries.current(work, agency.id, form.lower())
    sequence = queries.next_sequence(work, agency.id, work.today.year)
    template = (design.number_template if design else "") or series.template
    number = format_number(template, sequence=sequence, code=series.code, unit=series.unit, issued_on=work.today)
    return Allotment(
        agency=agency,
        year=work.today.year,
        sequence=sequence,
        number=number,
        code=new_code(),
        issued_at=work.now.replace(microsecond=0),
        place=series.place,
        signatories=_signatories(series, design),
        design=design,
    )


def _signatories(series: Series, design: Design | None) -> tuple[Signatory, ...]:
    """The officials of the design, or the one of the series."""
    if design is None or not design.signers:
        return (Signatory(series.signatory_name, series.signatory_position, series.signatory_nip),)
    return tuple(Signatory(one["name"], one["position"], one["nip"]) for one in design.signers)


def claims_of(work: Work, completion: Completion, allotment: Allotment) -> Claims:
    """All that the certificate of this completion will ever say."""
    version = completion.enrolment.version
    return Claims(
        number=allotment.number,
        code=allotment.code,
        issued_at=allotment.issued_at,
        zone=work.settings.zone,
        place=allotment.place,
        valid_until=_valid_until(version, work.today),
        holder=holder_of(
            completion.enrolment.person,
            grade=completion.grade,
            position=completion.position,
            work_unit=work.session.get_one(WorkUnit, completion.unit_id),
            agency=allotment.agency,
        ),
        training=_training(work, completion, version),
        competencies=tuple(Competency(name, level) for name, level in version.competencies),
        signatories=allotment.signatories,
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What a certificate rests on, as row ids: somebody's completion, or their part in a workshop."""

    person_id: int
    completion_id: int | None = None
    workshop_id: int | None = None


def store(work: Work, ground: Ground, allotment: Allotment, claims: Claims) -> Certificate:
    """Writes the certificate's row."""
    return work.add(
        Certificate(
            code=allotment.code,
            number=allotment.number,
            agency_id=allotment.agency.id,
            year=allotment.year,
            sequence=allotment.sequence,
            person_id=ground.person_id,
            completion_id=ground.completion_id,
            workshop_id=ground.workshop_id,
            claims=to_json(claims),
            issued_at=allotment.issued_at,
            design=allotment.design,
            status_index=queries.free_place(work),
        )
    )


def _valid_until(version: CourseVersion, issued_on: date) -> date | None:
    months: int | None = version.certificate["valid_months"]
    return None if months is None else add_months(issued_on, months)


def holder_of(person: Person, *, grade: str, position: str, work_unit: WorkUnit, agency: WorkUnit) -> Holder:
    """Name, number and employment of now; unit, position and grade as they are handed over."""
    employment = _employment(person)
    return Holder(
        name=person.name,
        title_before=person.title_before,
        title_after=person.title_after,
        nip=person.nip,
        employment=employment,
        grade=grade,
        rank=rank_of(employment, grade),
        position=position,
        work_unit=work_unit.name,
        agency=agency.name,
    )


def _employment(person: Person) -> Employment:
    return "PNS" if person.employment == "PNS" else "PPPK"


def _training(work: Work, completion: Completion, version: CourseVersion) -> Training:
    zone = work.settings.timezone
    return Training(
        title=version.title,
        code=version.course.code,
        version=version.number,
        digest=version.digest,
        form=version.form,
        organiser=version.organiser,
        minutes=version.duration_minutes,
        started_on=completion.enrolment.began_at.astimezone(zone).date(),
        completed_on=completion.completed_at.astimezone(zone).date(),
        score=completion.score,
    )
