"""Certificates of a workshop: HR vouches for its facts and its participants, then a job issues them one by one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from elearn.core.competencies.development import FORM_WORDS
from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid, Refused
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from .. import workshop_queries
from ..attendees import Attendee
from ..claims import Claims, Training
from ..document.look import Subject
from ..models import Certificate, Participant, Workshop
from ..rules import MINUTES_PER_JP
from ..syllabus import UnreadableSubjects, check_sum
from .drafting import Allotment, Ground, allot, holder_of, store
from .issuing import WITHHELD

ISSUE_JOB: Final = "certificates:issue_workshop"
VOUCHED: Final = "certificates:workshop:issue"
"""The audit action: who vouched for how many."""
MOST_JP: Final = 1_000
PART: Final = 25
"""Certificates of one transaction: others do not wait long for the agency's counter."""


@dataclass(frozen=True, slots=True)
class WorkshopWish:
    """What HR says of a workshop; `form` is one of FORM_WORDS, `jp` whole jam pelajaran, also the sum of its subjects."""

    code: str
    title: str
    form: str
    organiser: str
    jp: int
    began_on: date
    ended_on: date
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row of the list: who it is, or why nobody gets a certificate by it. `is_new`: not on the list before."""

    row: int
    nip: str
    name: str
    fault: str
    is_new: bool


def check_participants(work: Work, agency: WorkUnit, code: str, rows: Sequence[Attendee]) -> list[CheckedRow]:
    """What would become of each row. Nothing is written."""
    known = workshop_queries.people_by_nip(work, {one.nip for one in rows if one.nip})
    before = workshop_queries.workshop(work, agency.id, code)
    listed = workshop_queries.listed(work, before.id) if before else set()
    return [_checked(one, known.get(one.nip), listed) for one in rows]


def vouch(work: Work, agency: WorkUnit, wish: WorkshopWish, rows: Sequence[Attendee]) -> Workshop:
    """Notes the workshop and its participants, and asks the worker for their certificates. Noted in the audit.

    The same workshop again takes more participants; nobody gets a second certificate. Rows with a fault are left out.
    Raises Invalid for facts that cannot be, Conflict when the code names a workshop with other facts.
    """
    _refuse(work, wish)
    found = workshop_queries.workshop(work, agency.id, wish.code)
    workshop = found or _begin(work, agency, wish)
    if workshop.digest != _digest(wish):
        raise Conflict(
            _("Kode “%(code)s” sudah dipakai kegiatan lain. Pakai kode lain, atau samakan isinya.", code=wish.code)
        )
    checked = check_participants(work, agency, wish.code, rows)
    known = workshop_queries.people_by_nip(work, {one.nip for one in checked if one.is_new and not one.fault})
    for person in known.values():
        work.session.add(Participant(workshop_id=workshop.id, person_id=person.id))
    _ask_worker(work, workshop)
    audit.note(work, VOUCHED, f"workshop:{workshop.id}", code=wish.code, participants=len(known))
    return workshop


def issue_workshop(errand: Errand, workshop_id: int) -> Mapping[str, Any]:
    """Issues what is missing, part by part; killed and run again it goes on where it was.

    Every policy is asked about everybody once; whom one refuses is tried again by the next job.
    """
    last_id = 0
    while True:
        with errand.writing() as work:
            workshop = work.session.get_one(Workshop, workshop_id, with_for_update=True)
            part = workshop_queries.waiting(work, workshop_id, last_id, PART)
            for person in part:
                issue_to(work, workshop, person)
                last_id = person.id
            done, total = workshop_queries.counts(work, workshop_id)
        errand.progress(done, total)
        if not part:
            return {"issued": done, "participants": total}


def ask_again(work: Work, workshop: Workshop) -> None:
    """Asks the worker once more for the certificates that policies refused. Noted in the audit."""
    _ask_worker(work, workshop)
    audit.note(work, VOUCHED, f"workshop:{workshop.id}", code=workshop.code, participants=0)


def issue_to(work: Work, workshop: Workshop, person: Person) -> Certificate | None:
    """The certificate of one participant; tells `certificate_issued`, so that it reaches the career record.

    None when a policy (`may_issue`) refuses: the reason is kept for HR, and in the audit.
    """
    try:
        work.ask("may_issue", person=person, completion=None, workshop=workshop)
    except Refused as refusal:
        _withhold(work, workshop, person, refusal.sentence)
        return None
    allotment = allot(work, work.session.get_one(WorkUnit, workshop.agency_id), workshop.form)
    claims = _claims(work, workshop, person, allotment)
    certificate = store(work, Ground(person.id, workshop_id=workshop.id), allotment, claims)
    work.tell("certificate_issued", certificate=certificate)
    return certificate


def _ask_worker(work: Work, workshop: Workshop) -> None:
    work.session.flush()
    workshop.job_id = work.later(ISSUE_JOB, workshop_id=workshop.id).id


def _withhold(work: Work, workshop: Workshop, person: Person, reason: str) -> None:
    work.session.get_one(Participant, (workshop.id, person.id)).refusal = reason
    audit.note(work, WITHHELD, f"workshop:{workshop.id}", person=person.id, reason=reason)


def _checked(one: Attendee, person: Person | None, listed: set[int]) -> CheckedRow:
    if one.fault or person is None:
        fault = one.fault or _("Tidak ada pegawai dengan NIP ini dalam lingkup Anda.")
        return CheckedRow(one.row, one.nip, "", fault, is_new=False)
    return CheckedRow(one.row, one.nip, person.full_name, "", is_new=person.id not in listed)


def _refuse(work: Work, wish: WorkshopWish) -> None:
    if not all((wish.code, wish.title, wish.organiser)):
        raise Invalid(_("Kode, judul, dan penyelenggara harus diisi."))
    if wish.form not in FORM_WORDS:
        raise Invalid(_("Bentuk pengembangan “%(form)s” tidak dikenal.", form=wish.form))
    if not 1 <= wish.jp <= MOST_JP:
        raise Invalid(_("JP harus dari 1 sampai %(most)s.", most=MOST_JP))
    if not wish.began_on <= wish.ended_on <= work.today:
        raise Invalid(_("Tanggal selesai tidak boleh mendahului tanggal mulai atau melewati hari ini."))
    longest = {"code": 40, "title": 200, "organiser": 200}
    for name, most in longest.items():
        if len(getattr(wish, name)) > most:
            raise Invalid(_("Isian terlalu panjang; paling banyak %(most)s huruf.", most=most))
    try:
        check_sum(wish.subjects, wish.jp)
    except UnreadableSubjects as error:
        raise Invalid(str(error)) from error


def _begin(work: Work, agency: WorkUnit, wish: WorkshopWish) -> Workshop:
    return work.add(
        Workshop(
            agency_id=agency.id,
            code=wish.code,
            title=wish.title,
            form=wish.form,
            organiser=wish.organiser,
            minutes=wish.jp * MINUTES_PER_JP,
            began_on=wish.began_on,
            ended_on=wish.ended_on,
            digest=_digest(wish),
            subjects=[asdict(one) for one in wish.subjects],
            vouched_at=work.now,
            vouched_by=work.actor.person_id,
        )
    )


def _digest(wish: WorkshopWish) -> str:
    """Without subjects the same as before there were any."""
    facts = {name: fact for name, fact in asdict(wish).items() if name != "subjects" or fact}
    text = json.dumps(facts, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _claims(work: Work, workshop: Workshop, person: Person, allotment: Allotment) -> Claims:
    return Claims(
        number=allotment.number,
        code=allotment.code,
        issued_at=allotment.issued_at,
        zone=work.settings.zone,
        place=allotment.place,
        valid_until=None,
        holder=holder_of(
            person,
            grade=person.grade,
            position=person.position.name,
            work_unit=person.unit,
            agency=people.agency_of(work, person.unit_id),
        ),
        training=Training(
            title=workshop.title,
            code=workshop.code,
            version=1,
            digest=workshop.digest,
            form=workshop.form,
            organiser=workshop.organiser,
            minutes=workshop.minutes,
            started_on=workshop.began_on,
            completed_on=workshop.ended_on,
            score=None,
        ),
        competencies=(),
        signatories=allotment.signatories,
    )
