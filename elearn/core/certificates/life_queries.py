"""The life of certificates as their holders and HR read it: what became of them, appeals, and which may be renewed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from elearn.core.completion.models import Completion
from elearn.core.courses.models import Course
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.people.names import full_name
from elearn.kernel.errors import NotFound
from elearn.kernel.paging import PAGE_SIZE, Paging
from elearn.kernel.work import Work

from .models import Appeal, Certificate, Change
from .queries import holder_in_scope
from .states import ISSUED

APPEALED: Final = "appealed"
REFUSED: Final = "refused"
REINSTATED: Final = "reinstated"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that became of a certificate: `what` (a state, or appealed, refused, reinstated), when (UTC), who and why."""

    what: str
    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class AppealLine:
    """An appeal in the queue; `revoked_at` and `sent_at` are UTC."""

    id: int
    number: str
    claims: str
    text: str
    sent_at: datetime
    revoked_at: datetime
    revoked_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Again:
    """Where a course is taken again: its address, and the cycle that would begin."""

    slug: str
    cycle: int


def history(work: Work, certificate: Certificate) -> list[HistoryLine]:
    """All that became of a certificate since its issue, the newest first, in two statements."""
    rows = work.session.execute(_with_name(select(Change), Change.by_id).where(Change.certificate_id == certificate.id))
    lines = [
        HistoryLine(REINSTATED if one.state == ISSUED else one.state, one.at, _name(*name), one.reason)
        for one, *name in rows
    ]
    asked = _with_name(select(Appeal), Appeal.decided_by).where(Appeal.certificate_id == certificate.id)
    for one, *name in work.session.execute(asked):
        lines.append(HistoryLine(APPEALED, one.sent_at, "", one.text))
        if one.is_accepted is False and one.decided_at:
            lines.append(HistoryLine(REFUSED, one.decided_at, _name(*name), one.answer or ""))
    return sorted(lines, key=lambda line: line.at)[::-1]


def last_change(work: Work, certificate_id: int) -> Change:
    """The newest change of a certificate that changed at least once."""
    of_it = select(Change).where(Change.certificate_id == certificate_id)
    return work.session.scalars(of_it.order_by(Change.id.desc()).limit(1)).one()


def appeal_against(work: Work, change_id: int) -> Appeal | None:
    """The holder's appeal against this revocation."""
    return work.session.scalar(select(Appeal).where(Appeal.change_id == change_id))


def count_appeals(work: Work) -> int:
    """How many appeals wait for the actor."""
    return work.session.scalar(_waiting(work, select(func.count(Appeal.id)))) or 0


def appeals(work: Work, paging: Paging) -> list[AppealLine]:
    """One page of them, the oldest first."""
    wanted: Select[*tuple[Any, ...]] = select(
        Appeal.id,
        Certificate.number,
        Certificate.claims,
        Appeal.text,
        Appeal.sent_at,
        Change.at,
        Change.reason,
        Person.title_before,
        Person.name,
        Person.title_after,
    )
    joined = wanted.join(Change, Change.id == Appeal.change_id).outerjoin(Person, Person.id == Change.by_id)
    page = _waiting(work, joined).order_by(Appeal.sent_at, Appeal.id).limit(PAGE_SIZE).offset(paging.offset)
    return [
        AppealLine(row_id, number, claims, text, sent_at, revoked_at, _name(*name), reason)
        for row_id, number, claims, text, sent_at, revoked_at, reason, *name in work.session.execute(page)
    ]


def appeal(work: Work, appeal_id: int) -> Appeal:
    """An appeal of somebody in the actor's HR scope, answered or not; never their own. Raises NotFound."""
    wanted = select(Appeal).join(Appeal.certificate).options(contains_eager(Appeal.certificate))
    found = work.session.scalar(wanted.where(Appeal.id == appeal_id, *_for_hr(work)))
    if found is None:
        raise NotFound
    return found


def all_of(work: Work, person_id: int) -> list[int]:
    """The ids of a person's certificates, in whatever state, the oldest first."""
    return list(
        work.session.scalars(select(Certificate.id).where(Certificate.person_id == person_id).order_by(Certificate.id))
    )


def of_ids(work: Work, ids: Collection[int]) -> Sequence[Certificate]:
    """These certificates, the oldest first."""
    return work.session.scalars(select(Certificate).where(Certificate.id.in_(ids)).order_by(Certificate.id)).all()


def newest_of_enrolment(work: Work, enrolment_id: int) -> tuple[str, str] | None:
    """State and claims of the newest certificate that an enrolment brought; None before there is one."""
    row = work.session.execute(
        select(Certificate.state, Certificate.claims)
        .join(Completion, Completion.id == Certificate.completion_id)
        .where(Completion.enrolment_id == enrolment_id)
        .order_by(Certificate.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def newest_cycles(work: Work, codes: Collection[str]) -> dict[str, Again]:
    """Those of these certificates whose course nobody took again since and still may be joined, by code."""
    later = aliased(Enrolment)
    again = (later.person_id == Enrolment.person_id) & (later.course_id == Enrolment.course_id)
    rows = work.session.execute(
        select(Certificate.code, Course.slug, Enrolment.cycle + 1)
        .join(Completion, Completion.id == Certificate.completion_id)
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(later, again & (later.cycle > Enrolment.cycle))
        .where(Certificate.code.in_(codes), Certificate.state == ISSUED, later.id.is_(None))
        .where(or_(Course.archive_on.is_(None), Course.archive_on > work.today))
    )
    return {code: Again(slug, cycle) for code, slug, cycle in rows}


def _waiting(work: Work, wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    joined = wanted.join(Certificate, Certificate.id == Appeal.certificate_id)
    return joined.where(Appeal.is_accepted.is_(None), *_for_hr(work))


def _for_hr(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Nobody answers their own appeal."""
    return holder_in_scope(work), Certificate.person_id.is_distinct_from(work.actor.person_id)


def _with_name(wanted: Select[*tuple[Any, ...]], person_id: Any) -> Select[*tuple[Any, ...]]:
    named = wanted.add_columns(Person.title_before, Person.name, Person.title_after)
    return named.outerjoin(Person, Person.id == person_id)


def _name(before: str | None, name: str | None, after: str | None) -> str:
    """Nobody's name is that of the system."""
    return full_name(before or "", name, after or "") if name else "sistem"


def claiming(work: Work, enrolment_ids: Collection[int]) -> list[Certificate]:
    """The certificates in force that rest on the completions of these enrolments."""
    return list(
        work.session.scalars(
            select(Certificate)
            .join(Completion, Completion.id == Certificate.completion_id)
            .where(Completion.enrolment_id.in_(enrolment_ids), Certificate.state == ISSUED)
        )
    )
