"""An entry and its way to SIASN, as the rows of a statement tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from elearn.core.career.models import CareerEntry
from elearn.core.competencies.development import form_of
from elearn.core.people.names import full_name

from ..models import Check, Record
from ..rules import Kind, Ready, Source, changes, folded, to_siasn
from ..states import DIFFERENT, SENT, WAITING

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Meanings:
    """HR's words: folded title → `latihanStrukturalId`; (kind, folded name) → `rumpunDiklatId`."""

    trainings: Mapping[str, str]
    families: Mapping[tuple[str, str], str]

    def family_of(self, entry: CareerEntry) -> str:
        """That of the title, else of the first competency that has one, else of the form; "" when none is known."""
        form = form_of(entry.form, entry.ended_on)
        names = [("title", entry.title), *(("competency", str(name)) for name, _ in entry.competencies)]
        names += [("form", form.code)] if form else []
        return next((found for kind, name in names if (found := self.families.get((kind, folded(name))))), "")


@dataclass(frozen=True, slots=True)
class Unknown:
    """An agency's waiting entries that lack its `instansiId`, or the `pnsOrangId` of their person (`people` of them)."""

    code: str
    agency: str
    without_agency: int
    without_person: int
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and its way to SIASN. `state` is one of states.py; `payload` None: nothing was ever sent.

    `evidence` names the file that the person sent, `is_picture` when it is no PDF; `foreign` the PDF that came with a
    passport; "" when there is none. `result` "" before any reconciliation.
    """

    entry_id: int
    person_id: int
    name: str
    nip: str
    unit: str
    certificate_id: int | None
    evidence: str
    is_picture: bool
    foreign: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    year: int
    source: Source
    state: str
    kind: Kind | None
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
        """Whether there is a PDF to add: a certificate of this house, what HR verified, or what a passport brought."""
        return self.certificate_id is not None or bool(self.evidence or self.foreign)

    @property
    def is_changed(self) -> bool:
        """Whether the entry says something else now than what SIASN was sent."""
        ready = to_siasn(self.source)
        return self.state == SENT and isinstance(ready, Ready) and self.payload != dict(ready.payload)

    @property
    def update(self) -> Ready | None:
        """What would bring SIASN's record up to date; None when nothing is known to differ, or nothing can be done."""
        ready = to_siasn(self.source)
        if self.state != SENT or self.withdrawn_at or not self.remote_id or not isinstance(ready, Ready):
            return None
        is_outdated = ready.kind == self.kind and (self.is_changed or self.result == DIFFERENT)
        return ready.updating(self.remote_id) if is_outdated else None

    @property
    def changes(self) -> tuple[tuple[str, Any, Any], ...]:
        """What the update would change of what was sent: (field, before, after)."""
        return changes(self.payload or {}, self.update.payload) if self.update else ()


def line_from(row: Any, meanings: Meanings) -> Line:
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
        evidence=row.stored or "",
        is_picture=row.stored is not None and row.media_type != PDF,
        foreign=row.document or "",
        withdrawn_at=entry.withdrawn_at,
        withdrawn_reason=entry.withdrawn_reason or "",
        year=entry.year,
        source=_source(row, entry, meanings),
        state=record.state if record else WAITING,
        kind=cast(Kind, record.kind) if record else None,
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


def _source(row: Any, entry: CareerEntry, meanings: Meanings) -> Source:
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
        number=entry.number,
        training_id=meanings.trainings.get(folded(entry.title), ""),
        family_id=meanings.family_of(entry),
    )
