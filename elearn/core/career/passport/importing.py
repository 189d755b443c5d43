"""Merging a passport: what is new is added, what is known stays, what contradicts is told and never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.kernel import audit
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.issuer import did_of
from elearn.kernel.work import Work

from ..models import PASSPORT, CareerEntry, ForeignEntry
from ..rules import Known, duplicates_of
from ..services.counting import count
from . import queries
from .credentials import trouble_with
from .facts import EntryFacts, Holder, read_entry, read_holder
from .opening import Passport

IMPORTED = "career:passport:import"

ADDED, KNOWN, CONFLICT, WITHDRAWN, SKIPPED = "ditambah", "sama", "bentrok", "dicabut", "dilewati"
RESULTS = (ADDED, KNOWN, CONFLICT, WITHDRAWN, SKIPPED)
"""New here; brought by an earlier passport; contradicts what is here; withdrawn there since; withdrawn there before."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What becomes of one entry of the passport, and why; `entry_id` the entry here that it meets, None for none."""

    facts: EntryFacts
    result: str
    reason: str = ""
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does; `person` is whose record it is here, `remarks` what does not fit about them."""

    person: Person
    passport: Passport
    deeds: tuple[Deed, ...]
    remarks: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        return {result: sum(deed.result == result for deed in self.deeds) for result in RESULTS}

    @property
    def has_conflicts(self) -> bool:
        return bool(self.remarks) or any(deed.result == CONFLICT for deed in self.deeds)


def plan_import(work: Work, passport: Passport) -> Plan:
    """What an import would do; writes nothing. Raises Invalid when nobody here is its holder, or a fact is no fact."""
    record = passport.record
    holder = read_holder(record)
    person = people.person_by_nip(work, holder.nip) or (
        people.person_by_nip(work, holder.old_nip) if holder.old_nip else None
    )
    if person is None:
        raise Invalid(_("Tidak ada pegawai dengan NIP %(nip)s di sini. Impor dahulu pegawainya.", nip=holder.nip))
    told = record.get("entries")
    entries = [read_entry(one) for one in told] if isinstance(told, list) else []
    remarks = (*_other_name(holder, person), *_other_ledger(work, passport, person))
    return Plan(person, passport, tuple(_deeds(work, passport, person, entries)), remarks)


def apply_import(work: Work, plan: Plan) -> None:
    """Does what the plan says, and notes it for the audit."""
    for deed in plan.deeds:
        if deed.result == ADDED:
            _add(work, plan, deed.facts)
        elif deed.result == WITHDRAWN and deed.entry_id is not None:
            entry = work.session.get_one(CareerEntry, deed.entry_id)
            entry.withdrawn_at, entry.withdrawn_reason = work.now, deed.facts.withdrawn[:500]
            count(work, entry)
    audit.note(work, IMPORTED, f"person:{plan.person.id}", issuer=plan.passport.issuer, **plan.counts)


def _other_name(holder: Holder, person: Person) -> Iterator[str]:
    if " ".join(holder.name.casefold().split()) != " ".join(person.name.casefold().split()):
        names = {"there": holder.name, "here": person.name}
        yield _("Nama di paspor “%(there)s”, di sini “%(here)s”. Pastikan orangnya sama.", **names)


def _other_ledger(work: Work, passport: Passport, person: Person) -> Iterator[str]:
    """Only its own house can compare the learning events, as far as there were any then."""
    told = passport.record.get("ledger")
    if passport.issuer != did_of(work.settings) or not isinstance(told, dict) or type(told.get("events")) is not int:
        return
    if queries.ledger_digest(work, person.id, max(0, told["events"])) != (told["events"], told.get("sha256")):
        yield _(
            "Catatan belajar di sini tidak sama lagi dengan saat paspor ini dibuat. Laporkan kepada pengelola sistem."
        )


def _deeds(work: Work, passport: Passport, person: Person, entries: list[EntryFacts]) -> Iterator[Deed]:
    met = queries.foreign_by_name(work, [(one.origin, one.name) for one in entries])
    known, own = queries.known_entries(work, person.id), did_of(work.settings)
    names = queries.own_names(work, person.id)
    for facts in entries:
        if facts.origin == own and facts.name in names:
            yield Deed(facts, KNOWN, _("Berasal dari sini sendiri."))
        elif facts.origin == own:
            yield Deed(facts, CONFLICT, _("Disebut berasal dari sini, tetapi tidak ada di riwayat pegawai ini."))
        elif (facts.origin, facts.name) in met:
            yield _again(facts, person, *met[facts.origin, facts.name])
        elif facts.withdrawn:
            yield Deed(facts, SKIPPED, facts.withdrawn)
        else:
            yield _first(work, passport, facts, known)


def _again(facts: EntryFacts, person: Person, foreign: ForeignEntry, entry: CareerEntry) -> Deed:
    """An entry that an earlier passport brought."""
    if entry.person_id != person.id:
        return Deed(facts, CONFLICT, _("Riwayat ini sudah tercatat pada pegawai lain."), entry.id)
    if facts.withdrawn and entry.withdrawn_at is None:
        return Deed(facts, WITHDRAWN, facts.withdrawn, entry.id)
    if foreign.digest != facts.digest:
        return Deed(
            facts, CONFLICT, _("Isinya berubah di sana sejak impor sebelumnya; di sini tidak diubah."), entry.id
        )
    return Deed(facts, KNOWN, "", entry.id)


def _first(work: Work, passport: Passport, facts: EntryFacts, known: list[Known]) -> Deed:
    """An entry that came for the first time: new, unless its credential says otherwise or something alike is here."""
    trouble = trouble_with(work, passport, facts)
    if trouble:
        return Deed(facts, CONFLICT, trouble)
    sent = Known(0, False, facts.title, facts.number, facts.began_on, facts.ended_on)
    same = next((match.known for match in duplicates_of(sent, known) if match.by != ("alike",)), None)
    if same:
        words = {"title": same.title, "number": same.number or "–"}
        return Deed(
            facts, CONFLICT, _("Mirip “%(title)s” (nomor %(number)s) yang sudah ada di sini.", **words), same.id
        )
    return Deed(facts, ADDED)


def _add(work: Work, plan: Plan, facts: EntryFacts) -> None:
    entry = work.add(
        CareerEntry(
            person_id=plan.person.id,
            source=PASSPORT,
            title=facts.title,
            form=facts.form,
            organiser=facts.organiser,
            number=facts.number,
            minutes=facts.minutes,
            counted_minutes=0,
            quantity=facts.quantity,
            competencies=facts.competencies,
            began_on=facts.began_on,
            ended_on=facts.ended_on,
            year=facts.ended_on.year,
            recorded_at=work.now,
        )
    )
    work.add(
        ForeignEntry(
            entry_id=entry.id,
            origin=facts.origin,
            name=facts.name,
            key=plan.passport.key_name,
            number=facts.number,
            code=facts.code,
            claims=facts.claims or {},
            digest=facts.digest,
            document=_kept(work, plan.passport, facts),
            imported_at=work.now,
        )
    )
    count(work, entry)
    work.tell("career_entry_recorded", entry=entry)


def _kept(work: Work, passport: Passport, facts: EntryFacts) -> str:
    """The digest of the entry's PDF in the file store; "" when none came along."""
    content = passport.read(facts.document)
    return work.files.put(content, what=_("Berkas paspor")) if content.startswith(b"%PDF-") else ""
