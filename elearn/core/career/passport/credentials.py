"""The badges beside the papers: does the credential of a certificate hold, and does it say what the record says?"""

from __future__ import annotations

import json

from elearn.core.certificates.claims import from_json
from elearn.core.certificates.services import Handed, check_badge, contradictions, packed_badge
from elearn.core.certificates.strict_json import InvalidClaims
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .facts import EntryFacts
from .opening import Passport


def trouble_with(work: Work, passport: Passport, facts: EntryFacts) -> str:
    """What is wrong with the credentials of a certificate that the sender itself issued; "" when they hold.

    The sender's keys come along in the passport: a badge that holds was signed by one of them, and stands from then on
    without the passport. A certificate of a third house came here on the sender's word, without its badge.
    """
    if facts.claims is None or facts.origin != passport.issuer:
        return ""
    try:
        claims = from_json(json.dumps(facts.claims))
    except InvalidClaims as error:
        return str(error)
    said = (claims.number, claims.code, claims.training.title, claims.training.minutes)
    if said != (facts.number, facts.code, facts.title, facts.minutes):
        return _("Riwayat dan klaim sertifikatnya tidak sama.")
    handed = Handed(passport.did_documents())
    for kind in ("json", "jwt"):
        verdict = check_badge(work, passport.read(packed_badge(facts.code, kind)), handed).verdict
        if not verdict.is_genuine or verdict.document is None or verdict.signer.partition("#")[0] != facts.origin:
            return _("Lencana %(kind)s sertifikat ini tidak ada atau tidak sah.", kind=kind.upper())
        if wrong := contradictions(verdict.document, claims):
            return _("Lencana dan klaim sertifikat ini bertentangan: %(fields)s.", fields=", ".join(wrong))
    return ""
