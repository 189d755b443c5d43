"""Evidence as its owner sees it, and HR's queue: only of people in the actor's scope, the oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all

from elearn.core.certificates.models import Certificate
from elearn.core.competencies.development import form_of
from elearn.core.people.models import Person, WorkUnit
from elearn.core.people.names import full_name
from elearn.core.people.queries import own_id, scoped_units
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import CareerEntry, Decision, Evidence
from ..rules import Known, jp_of
from ..states import COUNTED, STATES, WAITING
from .record import counts

FEWEST_DIGITS = 4
"""Fewer digits than this are no part of a NIP worth looking for."""
ALL = "semua"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the queue is asked for; `state` a word of states.py or ALL, `form` a code or "", `page` from 1."""

    state: str = WAITING
    form: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def read(cls, arguments: Mapping[str, str], words: str, page: int) -> Wish:
        """From an address; what cannot be read narrows nothing."""
        state = arguments.get("keadaan", WAITING)
        return cls(state if state in (*STATES, ALL) else WAITING, arguments.get("bentuk", ""), words, page)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence of the reader's own that does not count; `reason` is that of the latest decision."""

    id: int
    state: str
    title: str
    form: str
    organiser: str
    minutes: int
    ended_on: date
    reason: str

    @property
    def jp(self) -> float:
        """What the person claims, JP with at most one decimal."""
        return jp_of(self.minutes)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A row of HR's queue; `nip` has its digits only."""

    id: int
    state: str
    title: str
    form: str
    minutes: int
    sent_at: datetime
    name: str
    nip: str
    unit: str

    @property
    def jp(self) -> float:
        """What the person claims, JP with at most one decimal."""
        return jp_of(self.minutes)

    @property
    def form_title(self) -> str:
        """The form as people call it."""
        found = form_of(self.form)
        return found.title if found else self.form


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A deed in the history of evidence."""

    at: datetime
    actor_name: str
    deed: str
    reason: str
    facts: dict[str, Any]


def my_unverified(work: Work, year: int) -> list[EvidenceLine]:
    """The actor's evidence of a year that does not count, the newest first; at most a page of it."""
    latest = (
        select(Decision.reason).where(Decision.evidence_id == Evidence.id).order_by(Decision.id.desc()).limit(1)
    ).scalar_subquery()
    rows = work.session.execute(
        select(
            Evidence.id, Evidence.state, Evidence.title, Evidence.form, Evidence.organiser, Evidence.minutes,
            Evidence.ended_on, latest,
        )
        .where(
            Evidence.person_id == work.actor.person_id,
            Evidence.state.not_in(COUNTED),
            Evidence.ended_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Evidence.id.desc())
        .limit(PAGE_SIZE)
    )  # fmt: skip
    return [EvidenceLine(*row) for row in rows]


def own_evidence(work: Work, evidence_id: int, *, lock: bool = False) -> Evidence:
    """One of the actor's own. Raises NotFound for anybody else's."""
    return _evidence(work, evidence_id, lock, Evidence.person_id == own_id(work))


def evidence_in_scope(work: Work, evidence_id: int, *, lock: bool = False) -> Evidence:
    """Evidence of a person in the actor's scope. Raises NotFound for any other, as if it did not exist."""
    return _evidence(work, evidence_id, lock, _in_scope(work))


def waiting_with(work: Work, person_id: int, digest: str) -> list[Evidence]:
    """A person's evidence that waits and came with this very file."""
    found = select(Evidence).where(
        Evidence.person_id == person_id, Evidence.state == WAITING, Evidence.digest == digest
    )
    return list(work.session.scalars(found.order_by(Evidence.id)))


def entry_of(work: Work, evidence_id: int) -> CareerEntry | None:
    """The entry that came of evidence, counted or withdrawn."""
    return work.session.scalar(select(CareerEntry).where(CareerEntry.evidence_id == evidence_id))


def decisions_of(work: Work, evidence_id: int) -> list[DecisionLine]:
    """Everything that was done with it, the first deed first."""
    rows = work.session.execute(
        select(Decision.at, Decision.actor_name, Decision.deed, Decision.reason, Decision.facts)
        .where(Decision.evidence_id == evidence_id)
        .order_by(Decision.id)
    )
    return [DecisionLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Kindred:
    """What evidence may repeat: everything known of its person, and whether somebody else sent the very same file."""

    known: list[Known]
    by_others: bool


def kindred_of(work: Work, evidence: Evidence) -> Kindred:
    """All evidence of the person and all entries that count and come from elsewhere than evidence, in one statement."""
    same_file = and_(Evidence.digest == evidence.digest, Evidence.person_id != evidence.person_id)
    sent = select(
        Evidence.person_id, Evidence.id, literal(False).label("is_entry"), Evidence.title, Evidence.number,
        Evidence.began_on, Evidence.ended_on, Evidence.digest, literal("").label("code"),
    ).where(or_(Evidence.person_id == evidence.person_id, same_file))  # fmt: skip
    recorded = (
        select(
            CareerEntry.person_id, CareerEntry.id, literal(True), CareerEntry.title, CareerEntry.number,
            CareerEntry.began_on, CareerEntry.ended_on, literal(""), func.coalesce(Certificate.code, ""),
        )
        .outerjoin(Certificate, Certificate.id == CareerEntry.certificate_id)
        .where(CareerEntry.person_id == evidence.person_id, CareerEntry.evidence_id.is_(None), counts())
    )  # fmt: skip
    found = union_all(sent, recorded).subquery()
    rows = work.session.execute(select(found).order_by(found.c.is_entry, found.c.id)).all()
    own = [Known(*row[1:]) for row in rows if row[0] == evidence.person_id]
    return Kindred(own, len(own) < len(rows))


def count_waiting(work: Work) -> int:
    """How many pieces of evidence in the actor's scope wait for a decision."""
    found = select(func.count()).select_from(Evidence).where(Evidence.state == WAITING, _in_scope(work))
    return work.session.scalar(found) or 0


def queue(work: Work, wish: Wish) -> tuple[list[QueueLine], Paging]:
    """The wanted page of the queue, the oldest first, in two statements."""
    found = _wanted(work, wish)
    paging = page_of(work.session.scalar(select(func.count()).select_from(found.subquery())) or 0, wish.page)
    chosen = found.order_by(Evidence.sent_at, Evidence.id).limit(PAGE_SIZE).offset(paging.offset)
    rows = work.session.execute(
        select(Evidence, Person.title_before, Person.name, Person.title_after, Person.nip, WorkUnit.name)
        .join(Person, Person.id == Evidence.person_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .where(Evidence.id.in_(chosen))
        .order_by(Evidence.sent_at, Evidence.id)
    )
    lines = [
        QueueLine(
            one.id, one.state, one.title, one.form, one.minutes, one.sent_at, full_name(before, name, after), nip, unit
        )
        for one, before, name, after, nip, unit in rows
    ]
    return lines, paging


def _wanted(work: Work, wish: Wish) -> Select[int]:
    found = select(Evidence.id).where(_in_scope(work))
    if wish.state != ALL:
        found = found.where(Evidence.state == wish.state)
    if wish.form:
        found = found.where(Evidence.form == wish.form)
    return found.where(_found_by(wish.words)) if wish.words else found


def _found_by(words: str) -> ColumnElement[bool]:
    digits = "".join(mark for mark in words if mark not in " .-")
    by_nip = (
        Person.nip.contains(digits) if digits.isascii() and digits.isdigit() and len(digits) >= FEWEST_DIGITS else None
    )
    by_name = Person.name.icontains(words, autoescape=True)
    people = select(Person.id).where(by_name if by_nip is None else or_(by_name, by_nip))
    texts = (Evidence.title, Evidence.number, Evidence.organiser)
    return or_(Evidence.person_id.in_(people), *(text.icontains(words, autoescape=True) for text in texts))


def _in_scope(work: Work) -> ColumnElement[bool]:
    """The person works, today, in a unit that the actor may look into as HR."""
    return Evidence.person_id.in_(select(Person.id).where(Person.unit_id.in_(scoped_units(work))))


def _evidence(work: Work, evidence_id: int, lock: bool, allowed: ColumnElement[bool]) -> Evidence:
    found = select(Evidence).where(Evidence.id == evidence_id, allowed)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    evidence = work.session.scalar(found)
    if evidence is None:
        raise NotFound(_("Bukti ini tidak ditemukan. Periksa kembali alamatnya."))
    return evidence
