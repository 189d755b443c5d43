"""A holder asks to take a revocation back; HR answers once, with a reason."""

from __future__ import annotations

from datetime import date, timedelta

from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import life_queries
from ..models import Appeal, Certificate, Change
from ..rules import LONGEST_APPEAL, LONGEST_REASON, long_date_id
from ..states import REVOKED
from .changes import reinstate

APPEAL_DEED = "certificates:appeal:create"
REFUSE_DEED = "certificates:appeal:refuse"
"""Audit actions; an accepted appeal is noted as the reinstatement that it brings."""


def last_day_to_appeal(work: Work, change: Change) -> date:
    """Through which day, in the agency's zone, the holder may object to a revocation."""
    return change.at.astimezone(work.settings.timezone).date() + timedelta(days=work.settings.appeal_days)


def may_appeal(work: Work, certificate: Certificate) -> Change | None:
    """The revocation that the holder may object to now; None when there is none, it is too late, or they did."""
    if certificate.state != REVOKED:
        return None
    change = life_queries.last_change(work, certificate.id)
    is_late = work.today > last_day_to_appeal(work, change)
    return None if is_late or life_queries.appeal_against(work, change.id) else change


def appeal(work: Work, certificate: Certificate, text: str) -> Appeal:
    """Sends the holder's objection to HR.

    Raises Invalid for a text that is empty or too long; Conflict when the certificate is not revoked, when the holder
    objected to this revocation before, and when the days for it are over.
    """
    written = text.strip()
    if not 0 < len(written) <= LONGEST_APPEAL:
        raise Invalid(_("Tulis keberatan Anda, paling banyak %(most)s huruf.", most=LONGEST_APPEAL))
    work.session.refresh(certificate, with_for_update=True)
    change = may_appeal(work, certificate)
    if change is None:
        raise Conflict(_why_not(work, certificate))
    sent = work.add(Appeal(change_id=change.id, certificate=certificate, text=written, sent_at=work.now))
    audit.note(work, APPEAL_DEED, f"certificate:{certificate.id}", number=certificate.number)
    return sent


def accept(work: Work, found: Appeal, answer: str) -> None:
    """Grants an appeal: the certificate is valid again. Raises Conflict when it was answered before, Invalid as `reinstate`."""
    _decide(work, found, answer, is_accepted=True)
    reinstate(work, found.certificate, answer)


def refuse(work: Work, found: Appeal, answer: str) -> None:
    """Turns an appeal down; the certificate stays revoked. Raises as `accept` does."""
    _decide(work, found, answer, is_accepted=False)
    subject = f"certificate:{found.certificate_id}"
    audit.note(work, REFUSE_DEED, subject, number=found.certificate.number, reason=found.answer)


def _decide(work: Work, found: Appeal, answer: str, *, is_accepted: bool) -> None:
    text = " ".join(answer.split())
    if not 0 < len(text) <= LONGEST_REASON:
        raise Invalid(_("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON))
    work.session.refresh(found, with_for_update=True)
    if found.is_accepted is not None:
        raise Conflict(_("Banding ini sudah dijawab. Muat ulang daftar banding."))
    found.is_accepted, found.answer = is_accepted, text
    found.decided_at, found.decided_by = work.now, work.actor.person_id
    work.session.flush()


def _why_not(work: Work, certificate: Certificate) -> str:
    if certificate.state != REVOKED:
        return _("Sertifikat nomor %(number)s tidak sedang dicabut.", number=certificate.number)
    change = life_queries.last_change(work, certificate.id)
    if life_queries.appeal_against(work, change.id):
        return _("Anda sudah mengajukan banding atas pencabutan ini. Jawabannya tampil di halaman sertifikat.")
    day = long_date_id(last_day_to_appeal(work, change))
    return _("Banding atas pencabutan ini hanya dapat diajukan sampai dengan %(day)s.", day=day)
