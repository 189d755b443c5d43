"""SIASN's names for people, agencies and structural trainings: imported, fetched or told, never guessed."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field

from elearn.core.competencies.development import form_of
from elearn.core.people import queries as people
from elearn.core.people.models import WorkUnit
from elearn.kernel import audit
from elearn.plugin import Conflict, Invalid, Work, _

from .. import queries
from ..models import LONGEST_ID, AgencyIdentity, Family, Identity, Structural
from ..rules import STRUCTURAL_TRAININGS, folded

NOTED = "siasn:identity:update"
"""The audit action."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was not taken: its number in the file, why, and how to mend it."""

    row: int
    reason: str
    fix: str


@dataclass(slots=True)
class Taken:
    """What became of the rows of a file."""

    noted: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


def import_identities(work: Work, lines: Iterable[str]) -> Taken:
    """Notes the `pnsOrangId` of each row of a CSV with the columns nip and pnsOrangId; bad rows are left out and told.

    Raises Invalid when the columns are not there.
    """
    rows = csv.DictReader(lines, delimiter=",")
    if not {"nip", "pnsOrangId"} <= set(rows.fieldnames or ()):
        raise Invalid(_("Berkas CSV ini harus berjudul kolom nip dan pnsOrangId, dipisahkan koma."))
    taken = Taken()
    for row in rows:
        _take_row(work, taken, rows.line_num, (row["nip"] or "").strip(), (row["pnsOrangId"] or "").strip())
    audit.note(work, NOTED, "csv", noted=taken.noted, faults=len(taken.faults))
    return taken


def note_identity(work: Work, person_id: int, pns_id: str) -> bool:
    """Notes a person's `pnsOrangId`; whether it is news.

    Raises Invalid for one that SIASN could not have given, Conflict for one that is somebody else's: what is pushed
    under it would stand in their record.
    """
    known = work.session.get(Identity, person_id)
    if known is not None and known.pns_id == pns_id:
        return False
    if queries.holder_of(work, pns_id) not in (None, person_id):
        raise Conflict(_("pnsOrangId “%(id)s” sudah tercatat untuk pegawai lain.", id=pns_id))
    row = known or Identity(person_id=person_id)
    row.pns_id, row.noted_at = checked_id(pns_id), work.now
    work.add(row)
    return True


def note_agency(work: Work, agency: WorkUnit, instansi_id: str) -> None:
    """Notes the `instansiId` of an agency. Raises Invalid for one that SIASN could not have given."""
    row = work.session.get(AgencyIdentity, agency.id) or AgencyIdentity(agency_id=agency.id)
    row.instansi_id, row.noted_at = checked_id(instansi_id), work.now
    work.add(row)
    audit.note(work, NOTED, agency.code, instansi_id=instansi_id)


def note_structural(work: Work, title: str, training_id: str) -> None:
    """Notes which structural training a title means. Raises Invalid for a number that SIASN does not have."""
    if training_id not in STRUCTURAL_TRAININGS:
        known = "; ".join(f"{number} {words}" for number, words in STRUCTURAL_TRAININGS.items())
        raise Invalid(_("Nomor “%(id)s” tidak dikenal. Pilih: %(known)s.", id=training_id, known=known))
    name = folded(title)
    row = work.session.get(Structural, name) or Structural(title=name)
    row.training_id, row.noted_at = training_id, work.now
    work.add(row)
    audit.note(work, NOTED, name[:200], training_id=training_id)


def note_family(work: Work, kind: str, name: str, family_id: str) -> None:
    """Notes the `rumpunDiklatId` of a title, a competency or a form (`kind`); "" forgets it.

    Raises Invalid for a form that is none, or an id that SIASN could not have given.
    """
    key = _family_key(kind, name)
    row = work.session.get(Family, (kind, key))
    if not family_id and row is not None:
        work.session.delete(row)
    elif family_id:
        row = row or Family(kind=kind, name=key)
        row.family_id, row.noted_at = checked_id(family_id), work.now
        work.add(row)
    work.session.flush()
    audit.note(work, NOTED, f"{kind}:{key}"[:200], family_id=family_id)


def _family_key(kind: str, name: str) -> str:
    if kind != "form":
        return folded(name)[:200]
    form = form_of(name)
    if form is None:
        raise Invalid(_("Bentuk “%(form)s” tidak dikenal. Pakai kode KL01 sampai NKL13 atau namanya.", form=name))
    return folded(form.code)


def checked_id(text: str) -> str:
    """An opaque id as SIASN gives them. Raises Invalid when it is empty, has a space, or is longer than 42 characters."""
    if not text or len(text) > LONGEST_ID or not text.isprintable() or " " in text:
        raise Invalid(_("Id SIASN “%(id)s” tidak wajar: 1 sampai 42 huruf tanpa spasi.", id=text[:60]))
    return text


def _take_row(work: Work, taken: Taken, row: int, nip: str, pns_id: str) -> None:
    person = people.person_by_nip(work, nip)
    if person is None:
        fix = _("Periksa NIP-nya, atau impor dahulu pegawainya.")
        taken.faults.append(Fault(row, _("Tidak ada pegawai dengan NIP “%(nip)s”.", nip=nip[:40]), fix))
        return
    try:
        is_news = note_identity(work, person.id, pns_id)
    except (Invalid, Conflict) as refusal:
        taken.faults.append(Fault(row, refusal.sentence, _("Salin kembali kolom id dari SIASN.")))
        return
    taken.noted += is_news
    taken.unchanged += not is_news
