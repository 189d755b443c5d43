"""Certificates as their holders, HR and the public read them, and the two rows an agency numbers by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import aliased

from elearn.core.completion.models import Completion
from elearn.core.courses.models import Course, CourseVersion
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.upsert import insert_into
from elearn.kernel.work import Work

from .claims import Claims, from_json
from .models import Certificate, Change, Counter, Series, Withheld
from .permissions import CERTIFICATE_READ, CERTIFICATE_REVOKE
from .rules import InvalidCode, draw_places, normalise_code
from .states import Standing, standing


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate as pages show it: its frozen claims, and how it stands today.

    `reason` and `changed_at` (UTC) belong to a revoked or superseded one; `newer_code` is that of its successor.
    """

    claims: Claims
    standing: Standing
    reason: str | None
    changed_at: datetime | None
    newer_code: str | None

    @property
    def is_open(self) -> bool:
        """Whether it has not been withdrawn: still to be had, and to be revoked."""
        return self.standing in ("valid", "expired")


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """A completed course whose certificate a policy refused. `asked_at` (UTC) is when it last did."""

    completion_id: int
    title: str
    reason: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A certificate by number and holder, with the version of the course it was earned in."""

    number: str
    code: str
    state: str
    nip: str
    name: str
    course: str
    version: int


_Newer = aliased(Certificate)


def facts_of(work: Work, code: str) -> CertificateFacts:
    """What anybody may know of the certificate with this code, however it is spelled. Raises NotFound."""
    found = _facts_from(work, _fact_rows().where(Certificate.code == spelled(code)))
    if not found:
        raise _unknown()
    return found[0]


def mine(work: Work, paging: Paging) -> list[CertificateFacts]:
    """One page of the actor's certificates, the newest first."""
    page = (
        _fact_rows()
        .where(Certificate.person_id == work.actor.person_id)
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
        .limit(PAGE_SIZE)
        .offset(paging.offset)
    )
    return _facts_from(work, page)


def of_person(work: Work, person_id: int) -> list[CertificateFacts]:
    """All certificates of a person, the newest first."""
    newest = Certificate.issued_at.desc(), Certificate.id.desc()
    return _facts_from(work, _fact_rows().where(Certificate.person_id == person_id).order_by(*newest))


def count_mine(work: Work) -> int:
    """How many certificates the actor has, in whatever state."""
    found = work.session.scalar(
        select(func.count()).select_from(Certificate).where(Certificate.person_id == work.actor.person_id)
    )
    return found or 0


def anybodys(work: Work, code: str) -> Certificate:
    """The certificate with this code, whosever it is, for what everybody may have. Raises NotFound."""
    return _certificate(work, code, true())


def my_withheld(work: Work) -> list[WithheldLine]:
    """The actor's completed courses without a certificate because a policy said no, the newest first."""
    rows = work.session.execute(
        select(Withheld.completion_id, CourseVersion.title, Withheld.reason, Withheld.asked_at)
        .join(Completion, Completion.id == Withheld.completion_id)
        .join(CourseVersion, CourseVersion.id == Completion.version_id)
        .where(Completion.person_id == work.actor.person_id)
        .order_by(Completion.completed_at.desc())
    )
    return [WithheldLine(*row) for row in rows]


def my_completion(work: Work, completion_id: int) -> Completion:
    """The actor's own completion. Raises NotFound for somebody else's."""
    found = work.session.scalar(
        select(Completion).where(Completion.id == completion_id, Completion.person_id == work.actor.person_id)
    )
    if found is None:
        raise NotFound
    return found


def readable(work: Work, code: str) -> Certificate:
    """A certificate of the actor's own, or of a person in their HR scope.

    Raises NotFound for any other, so that nobody learns that it exists.
    """
    own = Certificate.person_id == work.actor.person_id
    return _certificate(work, code, or_(own, holder_in_scope(work)) if work.actor.may(CERTIFICATE_READ) else own)


def own(work: Work, code: str) -> Certificate:
    """A certificate of the actor's own. Raises NotFound for any other."""
    return _certificate(work, code, Certificate.person_id == work.actor.person_id)


def in_scope(work: Work, code: str) -> Certificate:
    """A certificate of a person in the actor's HR scope. Raises NotFound for any other."""
    return _certificate(work, code, holder_in_scope(work))


def may_revoke(work: Work, code: str) -> bool:
    """Whether the actor may revoke the certificate with this code; a visitor is not looked up at all."""
    if not work.actor.may(CERTIFICATE_REVOKE):
        return False
    return work.session.scalar(_certificates(code, holder_in_scope(work)).with_only_columns(Certificate.id)) is not None


def of_completion(work: Work, completion_id: int) -> Certificate | None:
    """The newest certificate of a completion, in whatever state; None when there never was one."""
    return work.session.scalar(
        select(Certificate).where(Certificate.completion_id == completion_id).order_by(Certificate.id.desc()).limit(1)
    )


def of_versions(work: Work, version_ids: Collection[int]) -> tuple[HeldLine, ...]:
    """Every certificate earned in one of these versions of courses, the oldest first."""
    columns = (
        Certificate.number, Certificate.code, Certificate.state, Person.nip, Person.name, Course.slug,
        CourseVersion.number,
    )  # fmt: skip
    rows = work.session.execute(
        select(*columns)
        .join(Completion, Completion.id == Certificate.completion_id)
        .join(CourseVersion, CourseVersion.id == Completion.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .join(Person, Person.id == Certificate.person_id)
        .where(Completion.version_id.in_(version_ids))
        .order_by(Certificate.issued_at, Certificate.id)
    )
    return tuple(HeldLine(*row) for row in rows)


def by_code_or_number(work: Work, text: str) -> Certificate:
    """The certificate with this code or number.

    Raises NotFound, and Conflict when several agencies gave this number.
    """
    named = or_(Certificate.code == _spelled_or_nothing(text), Certificate.number == text.strip())
    found = work.session.scalars(select(Certificate).where(named).limit(2)).all()
    if not found:
        raise NotFound(
            _("Tidak ada sertifikat dengan kode atau nomor “%(name)s”. Periksa kembali penulisannya.", name=text)
        )
    if len(found) > 1:
        raise Conflict(_("Nomor “%(name)s” dipakai lebih dari satu instansi. Tulis kode sertifikatnya.", name=text))
    return found[0]


def spelled(code: str) -> str:
    """The one spelling of a code. Raises NotFound when the text cannot be one, without asking the database."""
    found = _spelled_or_nothing(code)
    if found is None:
        raise _unknown()
    return found


def next_sequence(work: Work, agency_id: int, year: int) -> int:
    """The agency's next number of the year, from 1; the counter's row stays locked until the transaction ends.

    Others wait for it, and a transaction that is rolled back gives its number back: no gap, no number twice.
    """
    first = insert_into(work.session, Counter).values(agency_id=agency_id, year=year, last=1)
    another = first.on_conflict_do_update(
        index_elements=[Counter.agency_id, Counter.year], set_={"last": Counter.last + 1}
    )
    return work.session.execute(another.returning(Counter.last)).scalar_one()


def free_place(work: Work) -> int:
    """A place in the status lists that no certificate has, drawn by lot."""
    last_id = work.session.scalar(select(func.max(Certificate.id))) or 0
    while True:
        drawn = draw_places(last_id)
        places = select(Certificate.status_index).where(Certificate.status_index.in_(drawn))
        taken = set(work.session.scalars(places))
        if free := [place for place in drawn if place not in taken]:
            return free[0]


def last_withdrawal(work: Work) -> tuple[int, str]:
    """How often the state of a certificate changed and when it last did: another answer means another list."""
    count, latest = work.rows(select(func.count(), func.max(Change.at)).select_from(Change)).one()
    return count, str(latest)


def withdrawn_places(work: Work, state: str) -> frozenset[int]:
    """The places in the status lists of all certificates in this state."""
    changed = select(Certificate.status_index).where(
        Certificate.state_changed_at.is_not(None), Certificate.state == state
    )
    return frozenset(work.rows(changed).scalars())


def store_series(work: Work, first: Series) -> Series:
    """The agency's series; `first` is stored when it has none yet, unless another request was quicker."""
    values = {column.name: getattr(first, column.name) for column in Series.__table__.columns}
    work.session.execute(insert_into(work.session, Series).values(**values).on_conflict_do_nothing())
    return work.session.scalars(select(Series).where(Series.agency_id == first.agency_id)).one()


def series(work: Work, agency_id: int) -> Series | None:
    """How an agency numbers and signs; None before its first certificate."""
    return work.session.get(Series, agency_id)


def _unknown() -> NotFound:
    return NotFound(_("Tidak ada sertifikat dengan kode ini. Periksa kembali kode yang tercetak pada sertifikat."))


def _fact_rows() -> Select[str, str, str | None, datetime | None, str | None]:
    columns = (Certificate.claims, Certificate.state, Certificate.state_reason, Certificate.state_changed_at)
    return select(*columns, _Newer.code).outerjoin(_Newer, _Newer.id == Certificate.superseded_by_id)


def _facts_from(work: Work, rows: Select[str, str, str | None, datetime | None, str | None]) -> list[CertificateFacts]:
    found = []
    for stored, state, reason, changed_at, newer_code in work.session.execute(rows):
        claims = from_json(stored)
        how = standing(state, claims.valid_until, work.today)
        found.append(CertificateFacts(claims, how, reason, changed_at, newer_code))
    return found


def _spelled_or_nothing(code: str) -> str | None:
    try:
        return normalise_code(code)
    except InvalidCode:
        return None


def _certificate(work: Work, code: str, allowed: ColumnElement[bool]) -> Certificate:
    found = work.session.scalar(_certificates(code, allowed))
    if found is None:
        raise _unknown()
    return found


def _certificates(code: str, allowed: ColumnElement[bool]) -> Select[Certificate]:
    return select(Certificate).where(Certificate.code == spelled(code), allowed)


def holder_in_scope(work: Work) -> ColumnElement[bool]:
    """The holder works, today, in a unit that the actor may look into as HR."""
    held = select(Person.id).where(Person.unit_id.in_(people.scoped_units(work)))
    return Certificate.person_id.in_(held)
