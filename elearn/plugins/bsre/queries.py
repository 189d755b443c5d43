"""Documents and their signatures, as officials, HR, holders and the public read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select, update
from sqlalchemy.orm import aliased

from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.states import ISSUED
from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.upsert import insert_into
from elearn.plugin import NotFound, Work

from .models import Document, Signatory, Sitting
from .rules import MOST, State, has_broken_off


@dataclass(frozen=True, slots=True)
class Line:
    """A certificate and its signature. `at` (UTC) is when it came to its state."""

    certificate_id: int
    code: str
    number: str
    holder: str
    course: str
    state: State
    at: datetime
    problem: str
    signer: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A sitting: of `total` documents `signed` and `failed` are done with. `broken`: nobody works on it any more."""

    id: int
    total: int
    signed: int
    failed: int
    began_at: datetime
    is_over: bool
    is_broken: bool
    trouble: str

    @property
    def done(self) -> int:
        return self.signed + self.failed

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency and who signs for it; `unqueued` valid certificates wait for nobody and are not signed."""

    id: int
    code: str
    name: str
    official: str | None
    nip: str | None
    unqueued: int


_STATE: Final[ColumnElement[str]] = case(
    (Certificate.state != ISSUED, Certificate.state),
    (Document.signed_at.is_not(None), "signed"),
    (Document.problem_at.is_not(None), "failed"),
    else_="waiting",
)
_AT: Final = case(
    (Certificate.state != ISSUED, Certificate.state_changed_at),
    else_=func.coalesce(Document.signed_at, Document.problem_at, Document.asked_at),
)


def waiting(work: Work) -> list[Line]:
    """What the actor has to sign, the longest waiting first, what failed before last; at most MOST."""
    rows = _lines().where(_mine(work)).order_by(
        Document.problem_at.is_not(None), Document.problem_at, Document.asked_at, Document.certificate_id
    )  # fmt: skip
    return [_line(row) for row in work.session.execute(rows.limit(MOST))]


def waiting_among(work: Work, ids: Collection[int]) -> list[int]:
    """Those of `ids` that the actor has to sign, in the order of `waiting`."""
    wanted = set(ids)
    return [line.certificate_id for line in waiting(work) if line.certificate_id in wanted]


def count_waiting(work: Work) -> int:
    """How many documents the actor has to sign; 0 for everybody who is no signatory."""
    return work.session.scalar(_documents(func.count()).where(_mine(work))) or 0


def is_waiting(work: Work, certificate_id: int) -> bool:
    """Whether the actor has to sign it still: nobody has, it was not withdrawn, and the agency names no other official."""
    found = _documents(Document.certificate_id).where(Document.certificate_id == certificate_id, _mine(work))
    return work.session.scalar(found) is not None


def to_sign(work: Work, code: str) -> Certificate:
    """A certificate that the actor has to sign. Raises NotFound for any other."""
    mine: Select[Certificate] = _documents(Certificate).where(Certificate.code == code, _mine(work))
    found = work.session.scalar(mine)
    if found is None:
        raise NotFound
    return found


def signs(work: Work) -> bool:
    """Whether some agency named the actor its signatory."""
    return work.session.scalar(select(Signatory.agency_id).where(_is_me(work)).limit(1)) is not None


def lock_signatory(work: Work, person_id: int) -> None:
    """Lets nobody else begin a sitting of this person until the work ends."""
    work.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def running_sitting(work: Work, person_id: int) -> Sitting | None:
    """The person's last sitting, if nobody has ended it."""
    open_ones = select(Sitting).where(Sitting.person_id == person_id, Sitting.ended_at.is_(None))
    return work.session.scalar(open_ones.order_by(Sitting.id.desc()).limit(1))


def beat(work: Work, sitting_id: int) -> bool:
    """Notes a sign of life; False when the sitting was ended meanwhile."""
    alive = update(Sitting).where(Sitting.id == sitting_id, Sitting.ended_at.is_(None)).values(beats_at=work.now)
    return work.session.scalar(alive.returning(Sitting.id)) is not None


def progress(work: Work, sitting_id: int) -> Progress:
    """The actor's own sitting. Raises NotFound for anybody else's."""
    mine = (Sitting.id == sitting_id, Sitting.person_id == work.actor.person_id)
    signed = func.count(Document.certificate_id).filter(Document.signed_at.is_not(None))
    failed = func.count(Document.certificate_id).filter(Document.signed_at.is_(None))
    row = work.session.execute(
        select(Sitting, signed, failed)
        .outerjoin(Document, Document.sitting_id == Sitting.id)
        .where(*mine)
        .group_by(Sitting.id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return _progress(work, *row)


def failed_in(work: Work, sitting_id: int) -> list[Line]:
    """What a sitting took up and could not sign."""
    rows = _lines().where(Document.sitting_id == sitting_id, Document.signed_at.is_(None))
    return [_line(row) for row in work.session.execute(rows.order_by(Document.problem_at, Document.certificate_id))]


def counts(work: Work) -> Mapping[str, int]:
    """How many documents of the actor's HR scope are in each state."""
    rows = select(_STATE, func.count()).select_from(Document).join(Certificate, _SAME).where(_in_scope(work))
    found = {row[0]: row[1] for row in work.session.execute(rows.group_by(_STATE))}
    return {state: found.get(state, 0) for state in ("waiting", "failed", "signed", "revoked", "superseded")}


def lines(work: Work, state: str, total: int, page: int) -> tuple[list[Line], Paging]:
    """The wanted page of documents in this state, of the actor's HR scope, the latest first."""
    paging = page_of(total, page)
    rows = _lines().where(_in_scope(work), _is(state)).order_by(_AT.desc(), Document.certificate_id.desc())
    return [_line(row) for row in work.session.execute(rows.limit(PAGE_SIZE).offset(paging.offset))], paging


def of_codes(work: Work, codes: Collection[str]) -> list[Line]:
    """What is known of the signatures of these certificates."""
    return [_line(row) for row in work.session.execute(_lines().where(Certificate.code.in_(codes)))]


def agencies(work: Work) -> list[AgencyLine]:
    """All agencies and who signs for them."""
    official = aliased(Person)
    unqueued = (
        select(func.count()).select_from(Certificate)
        .where(Certificate.agency_id == WorkUnit.id, _unqueued())
        .correlate(WorkUnit).scalar_subquery()
    )  # fmt: skip
    rows = work.session.execute(
        select(WorkUnit, official, unqueued)
        .outerjoin(Signatory, Signatory.agency_id == WorkUnit.id)
        .outerjoin(official, official.id == Signatory.person_id)
        .where(WorkUnit.parent_id.is_(None), WorkUnit.is_partner.is_(False))
        .order_by(WorkUnit.name)
    )
    return [
        AgencyLine(unit.id, unit.code, unit.name, who.full_name if who else None, who.nip if who else None, number)
        for unit, who, number in rows
    ]


def signatory(work: Work, agency_id: int) -> Signatory | None:
    """Who signs for an agency."""
    return work.session.get(Signatory, agency_id)


def queue_earlier(work: Work, agency_id: int) -> int:
    """Lets the agency's valid certificates that nobody signed wait for its signatory; returns how many there were."""
    earlier = select(Certificate.id).where(Certificate.agency_id == agency_id, _unqueued())
    ids = work.session.scalars(earlier.order_by(Certificate.id)).all()
    if ids:
        rows = [{"certificate_id": one, "agency_id": agency_id, "asked_at": work.now, "problem": "", "signer": ""} for one in ids]  # fmt: skip
        work.session.execute(insert_into(work.session, Document).on_conflict_do_nothing(), rows)
    return len(ids)


_SAME: Final = Certificate.id == Document.certificate_id
_OPEN: Final = and_(Document.signed_at.is_(None), Certificate.state == ISSUED)


def _is(state: str) -> ColumnElement[bool]:
    return _STATE.in_((state,))


def _unqueued() -> ColumnElement[bool]:
    known = select(Document.certificate_id)
    return and_(Certificate.state == ISSUED, Certificate.id.not_in(known))


def _is_me(work: Work) -> ColumnElement[bool]:
    return Signatory.person_id == work.actor.person_id


def _mine(work: Work) -> ColumnElement[bool]:
    return and_(_OPEN, Document.agency_id.in_(select(Signatory.agency_id).where(_is_me(work))))


def _in_scope(work: Work) -> ColumnElement[bool]:
    """The holder works, today, in a unit that the actor may look into as HR."""
    held = select(Person.id).where(Person.unit_id.in_(people.scoped_units(work)))
    return Certificate.person_id.in_(held)


def _documents(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Document).join(Certificate, _SAME)


def _lines() -> Select[*tuple[Any, ...]]:
    return _documents(
        Certificate.id, Certificate.code, Certificate.number, Certificate.claims, _STATE.label("state"),
        _AT.label("at"), Document.problem, Document.signer,
    )  # fmt: skip


def _line(row: Row[*tuple[Any, ...]]) -> Line:
    claims = from_json(row.claims)
    return Line(
        row.id, row.code, row.number, claims.holder.full_name, claims.training.title, row.state, row.at, row.problem,
        row.signer,
    )  # fmt: skip


def _progress(work: Work, sitting: Sitting, signed: int, failed: int) -> Progress:
    is_broken = sitting.ended_at is None and has_broken_off(
        sitting.beats_at, work.now, work.settings.bsre_timeout_seconds
    )
    is_over = sitting.ended_at is not None or is_broken
    return Progress(
        sitting.id, sitting.total, signed, failed, sitting.began_at, is_over, is_broken, sitting.trouble
    )  # fmt: skip
