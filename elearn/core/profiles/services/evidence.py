"""One piece of evidence at a time, and one official value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from elearn.core.competencies import queries as competencies
from elearn.core.people import queries as people
from elearn.core.people.queries import PersonFacts
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Denied, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import queries
from ..models import Evidence, OfficialIndex
from ..permissions import EVIDENCE_CREATE
from ..rules import COUNTED, MEASURED, SELF

WITHDRAW_DEED = "profiles:evidence:withdraw"
"""An action of the audit."""

LONGEST_SOURCE = 200
LONGEST_REASON = 500


def assess_self(work: Work, levels: Mapping[str, int]) -> list[Evidence]:
    """Records what the actor says of their own levels (0–5) today, for competencies their position requires.

    It is shown apart and never fulfils a requirement. Raises Invalid for any other competency.
    """
    me = people.facts_of(work, people.own_id(work))
    asked = {one.competency for one in queries.required_of(work, me)}
    if not levels.keys() <= asked:
        raise Invalid(_("Standar jabatan Anda baru saja berubah. Muat ulang halaman, lalu nilai lagi."))
    return [add(work, me.id, name, SELF, level, work.today, "") for name, level in levels.items()]


def record(
    work: Work, person: PersonFacts, kind: str, competency: str, level: int, dated_on: date, source: str
) -> Evidence:
    """Records what a supervisor or colleague said, or an assessment measured, of somebody in the actor's scope.

    Raises Denied for the actor's own profile, and Invalid for a kind, day or competency that cannot be.
    """
    if person.id == work.actor.person_id:
        raise Denied(_("Bukti untuk diri Anda sendiri dicatat oleh pengelola SDM lain."))
    if kind not in COUNTED:
        raise Invalid(_("Penilaian diri hanya diisi oleh orangnya sendiri."))
    if dated_on > work.today:
        raise Invalid(_("Tanggal bukti belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if competency not in competencies.known(work):
        raise Invalid(_("Kompetensi “%(name)s” tidak ada di kamus.", name=competency))
    return add(work, person.id, competency, kind, level, dated_on, source)


def may_withdraw(work: Work, person_id: int, kind: str, actor_id: int | None) -> bool:
    """Whether the actor may take back evidence of somebody they may see: whoever entered it may, HR also what was measured.

    Nobody but themselves takes back what a person says of themselves, and nobody what others say of them.
    """
    me = work.actor.person_id
    if person_id == me or kind == SELF:
        return kind == SELF and person_id == actor_id == me
    return work.actor.may(EVIDENCE_CREATE) and (actor_id == me or kind == MEASURED)


def withdraw(work: Work, evidence: Evidence, reason: str) -> None:
    """Takes back evidence: it stays in the history with the reason, and levels are what the rest proves.

    Raises Denied for somebody else's, Invalid for a reason that is empty or too long, Conflict when it was done before.
    """
    if not may_withdraw(work, evidence.person_id, evidence.kind, evidence.actor_id):
        raise Denied(_("Bukti ini hanya dapat ditarik oleh yang mencatatnya; hasil uji juga oleh pengelola SDM."))
    text = " ".join(reason.split())
    if not 0 < len(text) <= LONGEST_REASON:
        raise Invalid(_("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON))
    work.session.refresh(evidence, with_for_update=True)
    if evidence.withdrawn_at is not None:
        raise Conflict(_("Bukti ini sudah ditarik."))
    evidence.withdrawn_at, evidence.withdrawn_by, evidence.withdrawn_reason = work.now, work.actor.name[:200], text
    facts = {"person": evidence.person_id, "competency": evidence.competency, "kind": evidence.kind}
    audit.note(work, WITHDRAW_DEED, f"evidence:{evidence.id}", **facts, level=evidence.level, reason=text)
    work.session.flush()


def add(work: Work, person_id: int, competency: str, kind: str, level: int, dated_on: date, source: str) -> Evidence:
    """Adds one piece of evidence in the actor's name; flushed with whatever comes next, as files bring thousands."""
    evidence = Evidence(
        person_id=person_id,
        competency=competency,
        kind=kind,
        level=level,
        dated_on=dated_on,
        source=source[:LONGEST_SOURCE],
        actor_id=work.actor.person_id,
        recorded_at=work.now,
    )
    work.session.add(evidence)
    return evidence


def keep_official(
    work: Work, person_id: int, year: int, points: Mapping[str, float], fetched_on: date, source: str
) -> OfficialIndex:
    """Keeps an official IP-ASN as it was read on a day; `points` by qualification, competency, performance, discipline, total.

    The value of another day stays; read again on the same day, it is written anew.
    """
    there = queries.officials(work, [person_id]).get((person_id, year, fetched_on))
    return write_official(
        work, there or OfficialIndex(person_id=person_id, year=year, fetched_on=fetched_on), points, source
    )


def write_official(work: Work, row: OfficialIndex, points: Mapping[str, float], source: str) -> OfficialIndex:
    """The same for a row that was looked up or made."""
    row.qualification, row.competency = points["qualification"], points["competency"]
    row.performance, row.discipline, row.total = points["performance"], points["discipline"], points["total"]
    row.source = source
    work.session.add(row)
    return row
