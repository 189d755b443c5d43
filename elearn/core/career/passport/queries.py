"""What a passport is made of, and what this house knows already of what one brings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from elearn.core.certificates.models import Certificate
from elearn.core.completion.models import LedgerEvent
from elearn.kernel.work import Work

from ..models import CareerEntry, Evidence, ForeignEntry
from ..queries import counts
from ..rules import Known


def entries_of(work: Work, person_id: int) -> list[tuple[CareerEntry, Certificate | None, Evidence | None, Any]]:
    """A person's entries, withdrawn ones too, each with its certificate, evidence or what a passport said of it."""
    rows = work.session.execute(
        select(CareerEntry, Certificate, Evidence, ForeignEntry)
        .select_from(CareerEntry)
        .outerjoin(Certificate, Certificate.id == CareerEntry.certificate_id)
        .outerjoin(Evidence, Evidence.id == CareerEntry.evidence_id)
        .outerjoin(ForeignEntry, ForeignEntry.entry_id == CareerEntry.id)
        .where(CareerEntry.person_id == person_id)
        .order_by(CareerEntry.ended_on, CareerEntry.id)
    )
    return [(entry, certificate, evidence, foreign) for entry, certificate, evidence, foreign in rows]


def ledger_digest(work: Work, person_id: int, most: int | None = None) -> tuple[int, str]:
    """How many ledger events a person has (of the first `most`), and the SHA-256 over them in their order."""
    digest, count = hashlib.sha256(), 0
    events = select(LedgerEvent).where(LedgerEvent.person_id == person_id).order_by(LedgerEvent.id).limit(most)
    for event in work.session.scalars(events):
        where = [event.enrolment_id, event.version_id, event.step_id]
        told = [event.id, event.at.isoformat(), event.kind, *where, event.facts]
        digest.update(json.dumps(told, sort_keys=True, ensure_ascii=False).encode())
        count += 1
    return count, digest.hexdigest()


def foreign_by_name(
    work: Work, names: Collection[tuple[str, str]]
) -> dict[tuple[str, str], tuple[ForeignEntry, CareerEntry]]:
    """(origin, name) → what an earlier passport brought under it."""
    origins = {origin for origin, _ in names}
    rows = work.session.execute(
        select(ForeignEntry, CareerEntry)
        .join(CareerEntry, CareerEntry.id == ForeignEntry.entry_id)
        .where(ForeignEntry.origin.in_(origins))
    )
    found = {(foreign.origin, foreign.name): (foreign, entry) for foreign, entry in rows}
    return {name: found[name] for name in names if name in found}


def own_names(work: Work, person_id: int) -> set[str]:
    """The names of everything in a person's record that was recorded here first, withdrawn entries too."""
    return {
        f"certificate:{certificate.code}"
        if certificate
        else f"evidence:{evidence.id}"
        if evidence
        else f"entry:{entry.id}"
        for entry, certificate, evidence, foreign in entries_of(work, person_id)
        if foreign is None
    }


def known_entries(work: Work, person_id: int) -> list[Known]:
    """The person's entries that count, as duplicates are told by."""
    return [
        Known(entry.id, True, entry.title, entry.number, entry.began_on, entry.ended_on)
        for entry in work.session.scalars(select(CareerEntry).where(CareerEntry.person_id == person_id, counts()))
    ]
