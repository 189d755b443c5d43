"""Who signs, what waits for them, and what a sitting writes down: never what it signs with."""

from __future__ import annotations

from collections.abc import Collection

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.services import SignedCopy
from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.kernel import audit
from elearn.plugin import Invalid, Work, _

from . import queries
from .errors import AlreadySitting
from .models import LONGEST_TROUBLE, Document, Signatory, Sitting
from .rules import has_broken_off

NAMED = "bsre:signatory:update"
SIGNED = "bsre:document:sign"
"""Audit actions."""


def queue(work: Work, certificate: Certificate) -> None:
    """Lets a new certificate wait for its agency's signatory, if there is one."""
    if queries.signatory(work, certificate.agency_id) is not None:
        work.add(Document(certificate_id=certificate.id, agency_id=certificate.agency_id, asked_at=work.now))


def name_signatory(work: Work, agency: WorkUnit, person: Person | None, *, with_earlier: bool = False) -> int:
    """Names the official who signs for an agency from now on, or nobody; what waits goes on waiting.

    `with_earlier` lets certificates wait too that were issued before; returns how many.
    """
    known = queries.signatory(work, agency.id)
    if person is None:
        if known is not None:
            work.session.delete(known)
    elif known is None:
        work.add(Signatory(agency_id=agency.id, person_id=person.id, named_at=work.now))
    else:
        known.person_id, known.named_at = person.id, work.now
    work.session.flush()
    queued = queries.queue_earlier(work, agency.id) if with_earlier and person is not None else 0
    audit.note(work, NAMED, f"unit:{agency.id}", person=person.id if person else None, queued=queued)
    return queued


def begin(work: Work, ids: Collection[int]) -> tuple[Sitting, list[int]]:
    """Opens a sitting of the actor's for those of `ids` that wait for them, and returns these.

    Raises Invalid when there are none, AlreadySitting while an earlier sitting of theirs is at work.
    """
    person_id = people.own_id(work)
    queries.lock_signatory(work, person_id)
    earlier = queries.running_sitting(work, person_id)
    if earlier is not None:
        if not has_broken_off(earlier.beats_at, work.now, work.settings.bsre_timeout_seconds):
            raise AlreadySitting
        earlier.ended_at, earlier.trouble = work.now, broken_off()
    chosen = queries.waiting_among(work, ids)
    if not chosen:
        raise Invalid(_("Pilih sedikitnya satu sertifikat yang masih menunggu tanda tangan Anda."))
    sitting = Sitting(person_id=person_id, total=len(chosen), began_at=work.now, beats_at=work.now)
    return work.add(sitting), chosen


def take_up(work: Work, sitting_id: int, certificate_id: int) -> bool:
    """Notes that the sitting is at this document now; False when it was ended, or the document no longer waits."""
    return queries.beat(work, sitting_id) and queries.is_waiting(work, certificate_id)


def note_problem(work: Work, sitting_id: int, certificate_id: int, sentence: str) -> None:
    """Writes down why a document was not signed; it goes on waiting."""
    document = work.session.get_one(Document, certificate_id)
    document.sitting_id, document.problem_at = sitting_id, work.now
    document.problem = sentence[:LONGEST_TROUBLE]
    work.session.flush()


def note_signed(work: Work, sitting_id: int, certificate_id: int, copy: SignedCopy) -> None:
    """Hands out the signed file from now on. Raises Conflict as `keep_signed` does, so none is signed twice."""
    certificates.keep_signed(work, certificate_id, copy)
    document = work.session.get_one(Document, certificate_id)
    document.sitting_id, document.problem, document.problem_at = sitting_id, "", None
    document.signed_at, document.signed_by, document.signer = work.now, work.actor.person_id, copy.signer[:200]
    work.session.flush()
    audit.note(work, SIGNED, f"certificate:{certificate_id}", before=copy.before, after=copy.digest)


def end(work: Work, sitting_id: int, trouble: str = "") -> None:
    """Ends a sitting; `trouble` says why before its time. One that was ended already stays as it was."""
    sitting = work.session.get_one(Sitting, sitting_id, with_for_update=True, populate_existing=True)
    if sitting.ended_at is None:
        sitting.ended_at, sitting.trouble = work.now, trouble[:LONGEST_TROUBLE]
        work.session.flush()


def stop(work: Work, sitting_id: int) -> None:
    """The official's own wish to stop: the document that is under way is finished, no other is begun."""
    end(work, queries.progress(work, sitting_id).id, _("Dihentikan atas permintaan Anda."))


def broken_off() -> str:
    """What is said of a sitting whose process ended in its midst."""
    return _("Penandatanganan terputus di tengah jalan. Yang sudah ditandatangani tetap tersimpan.")
