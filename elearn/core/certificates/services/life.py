"""A certificate that expires lets its holder take the course again: a new cycle, and a new certificate at its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from elearn.core.enrolment.models import Enrolment
from elearn.core.enrolment.permissions import OWN_CREATE
from elearn.hooks.values import Renewal
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import life_queries
from ..claims import from_json
from ..life_queries import Again
from ..queries import CertificateFacts
from ..rules import is_renewable, long_date_id
from ..states import ISSUED


def renewals(work: Work, enrolment: Enrolment) -> tuple[Renewal, ...]:
    """Why the course of this enrolment may be taken again now: its certificate has expired, or will soon."""
    found = life_queries.newest_of_enrolment(work, enrolment.id)
    if found is None or found[0] != ISSUED:
        return ()
    until = from_json(found[1]).valid_until
    reason = _reason(work, until)
    return (Renewal(reason),) if reason else ()


def courses_again(work: Work, certificates: Sequence[CertificateFacts]) -> dict[str, tuple[str, Again]]:
    """Why and where a course may be taken again, by the code of the certificate; at most one statement.

    Nobody who left takes a course again.
    """
    if not work.actor.may(OWN_CREATE):
        return {}
    reasons = {one.claims.code: _reason(work, one.claims.valid_until) for one in certificates if one.is_open}
    wanted = [code for code, reason in reasons.items() if reason]
    found = life_queries.newest_cycles(work, wanted) if wanted else {}
    return {code: (reasons[code], again) for code, again in found.items()}


def _reason(work: Work, until: date | None) -> str:
    """The sentence for a certificate that is valid `until`; "" while it is too early, and for one that never expires."""
    if until is None or not is_renewable(until, work.today, work.settings.renew_days):
        return ""
    if work.today > until:
        return _(
            "Masa berlaku sertifikat Anda habis pada %(day)s. Ikuti lagi untuk memperoleh sertifikat baru; yang lama tetap tersimpan.",
            day=long_date_id(until),
        )
    return _(
        "Sertifikat Anda berlaku sampai dengan %(day)s. Ikuti lagi sejak sekarang untuk memperoleh sertifikat baru; yang lama tetap tersimpan.",
        day=long_date_id(until),
    )
