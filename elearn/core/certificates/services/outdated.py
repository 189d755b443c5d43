"""Certificates that still say what somebody was called before: HR is told, and decides whether to replace them."""

from __future__ import annotations

from elearn.core.people.queries import PersonFacts
from elearn.hooks.values import Link, Panel
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import queries
from ..claims import Claims
from ..queries import CertificateFacts

PANEL_ORDER = 20


def is_outdated(claims: Claims, person: PersonFacts) -> bool:
    """Whether a certificate names its holder otherwise than they are known today."""
    return claims.holder.full_name != person.name or claims.holder.nip != "".join(person.nip.split())


def outdated(work: Work, person: PersonFacts) -> list[CertificateFacts]:
    """The person's valid certificates that do, in one statement."""
    found = queries.of_person(work, person.id)
    return [one for one in found if one.standing == "valid" and is_outdated(one.claims, person)]


def on_person(work: Work, person: PersonFacts) -> tuple[Panel, ...]:
    """The way to the person's certificates, and a hint when some of them name the person otherwise."""
    link = Link(_("Sertifikat pegawai ini"), "certificates.person_index", {"person_id": person.id})
    old = outdated(work, person)
    lines: tuple[str, ...] = ()
    if old:
        lines = (
            _(
                "%(count)s sertifikat memuat nama, gelar, atau NIP lama (%(name)s). Ganti bila perlu; yang lama tetap dapat diperiksa.",
                count=len(old),
                name=old[0].claims.holder.full_name,
            ),
        )
    return (Panel(_("Sertifikat"), PANEL_ORDER, lines, link),)
