"""What may happen to a certificate after its issue: it is revoked, or superseded by a corrected one. Its claims stay."""

from __future__ import annotations

from dataclasses import replace

from elearn.core.people.models import Person, WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..claims import Claims, Holder, from_json
from ..models import Certificate
from ..rules import LONGEST_REASON, long_date_id
from ..states import ISSUED, REVOKED, SUPERSEDED
from .drafting import Ground, allot, store

REVOKE_DEED = "certificates:certificate:revoke"
SUPERSEDE_DEED = "certificates:certificate:supersede"
"""Audit actions."""


def revoke(work: Work, certificate: Certificate, reason: str) -> None:
    """Withdraws a certificate for good and tells `certificate_revoked`; `reason` is shown to everybody who checks it.

    Raises Conflict when it was withdrawn before, Invalid for a reason that is empty or longer than 500 letters.
    """
    _withdraw(work, certificate, REVOKED, reason)
    audit.note(work, REVOKE_DEED, _subject(certificate), number=certificate.number, reason=certificate.state_reason)
    work.tell("certificate_revoked", certificate=certificate)


def supersede(work: Work, certificate: Certificate, reason: str) -> Certificate:
    """Issues a corrected certificate in the place of one whose name, titles or NIP were wrong.

    The person's name and number are read anew and the agency's signatory is today's; everything else is claimed as
    before, under a new number. Tells `certificate_revoked` of the old one (its state says superseded), then
    `certificate_issued`. No policy is asked: the credential was granted already. Raises as `revoke` does.
    """
    _withdraw(work, certificate, SUPERSEDED, reason)
    old = from_json(certificate.claims)
    allotment = allot(work, work.session.get_one(WorkUnit, certificate.agency_id), old.training.form)
    claims = replace(
        old,
        number=allotment.number,
        code=allotment.code,
        issued_at=allotment.issued_at,
        place=allotment.place,
        holder=_corrected(old, certificate.person),
        signatory=allotment.signatory,
    )
    ground = Ground(certificate.person_id, certificate.completion_id, certificate.workshop_id)
    newer = store(work, ground, allotment, claims)
    certificate.superseded_by_id = newer.id
    work.session.flush()
    audit.note(work, SUPERSEDE_DEED, _subject(certificate), number=certificate.number, by=newer.number, reason=reason)
    work.tell("certificate_revoked", certificate=certificate)
    work.tell("certificate_issued", certificate=newer)
    return newer


def _withdraw(work: Work, certificate: Certificate, state: str, reason: str) -> None:
    text = " ".join(reason.split())
    if not 0 < len(text) <= LONGEST_REASON:
        raise Invalid(_("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON))
    work.session.refresh(certificate, with_for_update=True)
    if certificate.state != ISSUED:
        raise Conflict(_already(work, certificate))
    certificate.state, certificate.state_reason, certificate.state_changed_at = state, text, work.now
    work.session.flush()


def _already(work: Work, certificate: Certificate) -> str:
    moment = certificate.state_changed_at or work.now
    facts = {
        "number": certificate.number,
        "day": long_date_id(moment.astimezone(work.settings.timezone).date()),
        "reason": certificate.state_reason,
    }
    if certificate.state == REVOKED:
        return _("Sertifikat nomor %(number)s sudah dicabut pada %(day)s dengan alasan: %(reason)s", **facts)
    return _("Sertifikat nomor %(number)s sudah digantikan pada %(day)s dengan alasan: %(reason)s", **facts)


def _corrected(old: Claims, person: Person) -> Holder:
    return replace(
        old.holder,
        name=person.name,
        title_before=person.title_before,
        title_after=person.title_after,
        nip=person.nip,
    )


def _subject(certificate: Certificate) -> str:
    return f"certificate:{certificate.id}"
