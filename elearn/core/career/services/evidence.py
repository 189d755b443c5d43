"""Evidence from elsewhere: sent by the person, decided by HR, taken back by either; every deed stays in its history."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from elearn.core.people.models import Person
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Denied, Invalid
from elearn.kernel.i18n import N_, _
from elearn.kernel.work import Work

from .. import queries
from ..models import EXTERNAL, CareerEntry, Decision, Evidence
from ..states import ACCEPTED, CORRECTED, DECIDED, REFUSED, SENT, UNDONE, WAITING, WITHDRAWN
from .counting import count
from .proof import SentFile, keep

DECIDE = "career:evidence:decide"
"""The audit action of every decision."""

_OVER = N_("Bukti ini sudah diputus atau ditarik. Muat ulang halaman untuk melihat keadaannya.")


@dataclass(frozen=True, slots=True)
class Description:
    """What evidence says, as the person or HR reads it. `minutes` is JP × 45; competencies are [name, level]."""

    title: str
    form: str
    organiser: str
    number: str
    began_on: date
    ended_on: date
    minutes: int
    quantity: int
    competencies: list[list[Any]]

    @classmethod
    def of(cls, row: Evidence) -> Description:
        return cls(**{item.name: getattr(row, item.name) for item in fields(cls)})


def send(work: Work, person: Person, described: Description, file: SentFile) -> Evidence:
    """Keeps evidence for HR to decide on; it counts for nothing yet. Raises as `proof.keep` does.

    The very same sent again while it waits (a button pressed twice, a request repeated) is the one that waits.
    """
    kept = keep(work, file)
    queries.lock_person(work, person.id)
    for waiting in queries.waiting_with(work, person.id, kept.digest):
        if Description.of(waiting) == described:
            return waiting
    sent = Evidence(person_id=person.id, filename=file.name, sent_at=work.now, **asdict(described), **asdict(kept))
    work.add(sent)
    _note(work, sent, SENT)
    return sent


def accept(work: Work, evidence: Evidence, described: Description, reason: str = "") -> CareerEntry:
    """Makes an entry of evidence, as HR read it; a reading that differs from what was sent needs a reason.

    Raises Conflict when it does not wait (any more), Denied for the actor's own, Invalid without the reason.
    """
    _require_waiting(work, evidence)
    changed = _differences(Description.of(evidence), described)
    if changed and not reason:
        raise Invalid(_("Anda mengubah isian. Tulis alasannya, agar pegawai memahami koreksinya."))
    evidence.state = CORRECTED if changed else ACCEPTED
    entry = queries.entry_of(work, evidence.id) or CareerEntry(
        person_id=evidence.person_id, evidence_id=evidence.id, source=EXTERNAL, counted_minutes=0
    )
    for name, said in asdict(described).items():
        setattr(entry, name, said)
    entry.year, entry.recorded_at = described.ended_on.year, work.now
    entry.withdrawn_at = entry.withdrawn_reason = None
    work.add(entry)
    count(work, entry)
    _note(work, evidence, evidence.state, reason, changed)
    work.tell("career_entry_recorded", entry=entry)
    return entry


def refuse(work: Work, evidence: Evidence, reason: str) -> None:
    """Says no, and why. Raises as `accept` does."""
    _require_waiting(work, evidence)
    if not reason:
        raise Invalid(_("Tulis alasan penolakan; pegawai membacanya."))
    evidence.state = REFUSED
    _note(work, evidence, REFUSED, reason)


def undo(work: Work, evidence: Evidence, reason: str) -> None:
    """Takes a wrong decision back: it waits again, and what came of it does not count.

    Raises Conflict when there is no decision, Denied for the actor's own, Invalid without a reason.
    """
    _require_other(work, evidence)
    if evidence.state not in DECIDED:
        raise Conflict(_("Belum ada putusan yang dapat dibatalkan. Muat ulang halaman."))
    if not reason:
        raise Invalid(_("Tulis alasan pembatalan; pegawai membacanya."))
    entry = queries.entry_of(work, evidence.id)
    if entry is not None and entry.withdrawn_at is None:
        entry.withdrawn_at, entry.withdrawn_reason = work.now, reason
        count(work, entry)
    evidence.state = WAITING
    _note(work, evidence, UNDONE, reason)


def take_back(work: Work, evidence: Evidence) -> None:
    """The person takes their own evidence back before a decision. Raises Conflict after one."""
    if evidence.state != WAITING:
        raise Conflict(_(_OVER))
    evidence.state = WITHDRAWN
    _note(work, evidence, WITHDRAWN)


def _require_waiting(work: Work, evidence: Evidence) -> None:
    _require_other(work, evidence)
    if evidence.state != WAITING:
        raise Conflict(_(_OVER))


def _require_other(work: Work, evidence: Evidence) -> None:
    if evidence.person_id == work.actor.person_id:
        raise Denied(_("Anda tidak dapat memutus bukti milik sendiri. Mintalah pengelola SDM lain."))


def _differences(sent: Description, read: Description) -> dict[str, Any]:
    """Field → [what was sent, what was taken], as JSON."""
    pairs = {item.name: (getattr(sent, item.name), getattr(read, item.name)) for item in fields(Description)}
    return {name: [_plain(old), _plain(new)] for name, (old, new) in pairs.items() if old != new}


def _plain(said: Any) -> Any:
    return said.isoformat() if isinstance(said, date) else said


def _note(work: Work, evidence: Evidence, deed: str, reason: str = "", facts: dict[str, Any] | None = None) -> None:
    actor = work.actor
    work.add(
        Decision(
            evidence_id=evidence.id,
            at=work.now,
            actor_id=actor.person_id,
            actor_name=actor.name,
            deed=deed,
            reason=reason,
            facts=facts or {},
        )
    )
    if deed in (*DECIDED, UNDONE):
        audit.note(
            work,
            DECIDE,
            f"bukti {evidence.id}",
            deed=deed,
            person_id=evidence.person_id,
            reason=reason,
            **(facts or {}),
        )
