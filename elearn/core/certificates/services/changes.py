"""What may happen to a certificate after its issue: revoked, reinstated, or superseded by a corrected one. Its claims stay."""

from __future__ import annotations

from dataclasses import replace

from elearn.core.people.models import Person, WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..claims import Claims, Holder, from_json
from ..models import Certificate, Change
from ..rules import LONGEST_REASON, long_date_id
from ..states import ISSUED, NEXT, REVOKED, SUPERSEDED
from .drafting import Ground, allot, store

REINSTATE_DEED = "certificates:certificate:reinstate"
REVOKE_DEED = "certificates:certificate:revoke"
SUPERSEDE_DEED = "certificates:certificate:supersede"
"""Audit actions."""


def revoke(work: Work, certificate: Certificate, reason: str) -> None:
    """Withdraws a certificate and tells `certificate_revoked`; `reason` is shown to everybody who checks it.

    Only an appeal of the holder takes it back.

    Raises Conflict when it was withdrawn before, Invalid for a reason that is empty or longer than 500 letters.
    """
    change_state(work, certificate, REVOKED, reason)
    audit.note(work, REVOKE_DEED, _subject(certificate), number=certificate.number, reason=certificate.state_reason)
    work.tell("certificate_revoked", certificate=certificate)


def reinstate(work: Work, certificate: Certificate, reason: str) -> None:
    """Takes a revocation back and tells `certificate_reinstated`; everything counts and verifies as before.

    Raises Conflict when the certificate is not revoked, Invalid as `revoke` does.
    """
    change_state(work, certificate, ISSUED, reason)
    audit.note(work, REINSTATE_DEED, _subject(certificate), number=certificate.number, reason=reason)
    work.tell("certificate_reinstated", certificate=certificate)


def supersede(work: Work, certificate: Certificate, reason: str) -> Certificate:
    """Issues a corrected certificate in the place of one whose name, titles, NIP or score are no longer right.

    The person's name and number and the score are read anew and the agency's signatories are today's; everything else is
    claimed as before, under a new number. Tells `certificate_revoked` of the old one (its state says superseded), then
    `certificate_issued`. No policy is asked: the credential was granted already. Raises as `revoke` does.
    """
    change_state(work, certificate, SUPERSEDED, reason)
    old = from_json(certificate.claims)
    allotment = allot(work, work.session.get_one(WorkUnit, certificate.agency_id), old.training.form)
    claims = replace(
        old,
        number=allotment.number,
        code=allotment.code,
        issued_at=allotment.issued_at,
        place=allotment.place,
        holder=_corrected(old, certificate.person),
        training=replace(old.training, score=_score_today(certificate, old)),
        signatories=allotment.signatories,
    )
    ground = Ground(certificate.person_id, certificate.completion_id, certificate.workshop_id)
    newer = store(work, ground, allotment, claims)
    certificate.superseded_by_id = newer.id
    work.session.flush()
    audit.note(work, SUPERSEDE_DEED, _subject(certificate), number=certificate.number, by=newer.number, reason=reason)
    work.tell("certificate_revoked", certificate=certificate)
    work.tell("certificate_issued", certificate=newer)
    return newer


def corrections(certificate: Certificate) -> tuple[tuple[str, str, str], ...]:
    """What a replacement would say differently of its holder: (what, as it is claimed, as it is known today)."""
    old = from_json(certificate.claims)
    new, score = _corrected(old, certificate.person), _score_today(certificate, old)
    said = (
        (_("Nama"), old.holder.full_name, new.full_name),
        (_("NIP"), old.holder.nip, new.nip),
        (_("Nilai"), _score(old.training.score), _score(score)),
    )
    return tuple(line for line in said if line[1] != line[2])


def _score_today(certificate: Certificate, old: Claims) -> float | None:
    """That of the completion; a workshop has none to ask, so what was claimed stays."""
    return certificate.completion.score if certificate.completion else old.training.score


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}".replace(".", ",")


def change_state(work: Work, certificate: Certificate, state: str, reason: str) -> None:
    """Brings a certificate into `state` and adds that to its history. Raises as `revoke` and `reinstate` do."""
    text = " ".join(reason.split())
    if not 0 < len(text) <= LONGEST_REASON:
        raise Invalid(_("Tulis alasannya, paling banyak %(most)s huruf.", most=LONGEST_REASON))
    work.session.refresh(certificate, with_for_update=True)
    if state not in NEXT[certificate.state]:
        raise Conflict(_already(work, certificate))
    certificate.state, certificate.state_changed_at = state, work.now
    certificate.state_reason = None if state == ISSUED else text
    work.add(Change(certificate_id=certificate.id, state=state, at=work.now, by_id=work.actor.person_id, reason=text))


def _already(work: Work, certificate: Certificate) -> str:
    if certificate.state == ISSUED:
        return _("Sertifikat nomor %(number)s tidak sedang dicabut.", number=certificate.number)
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
