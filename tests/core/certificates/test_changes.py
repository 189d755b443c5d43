"""What may happen after the issue: revoked once and for all, or superseded by a corrected certificate."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates import queries, services
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.people import make_person

REASON = "Ujian dikerjakan orang lain."


def audit(work: Work, action: str) -> AuditEntry:
    return work.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).one()


def test_revoked_certificate_says_when_and_why(work: Work) -> None:
    certificate = make_certificate(work)
    claims = certificate.claims

    services.revoke(work, certificate, f"  {REASON}\n")

    found = queries.facts_of(work, certificate.code)
    assert (found.standing, found.reason, found.changed_at) == ("revoked", REASON, work.now)
    assert certificate.claims == claims
    entry = audit(work, "certificates:certificate:revoke")
    assert (entry.subject, entry.facts) == (
        f"certificate:{certificate.id}",
        {"number": certificate.number, "reason": REASON},
    )


def test_second_revocation_is_refused_with_the_first_ones_reason(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) as work, committed(work):
        certificate = make_certificate(work)
        services.revoke(work, certificate, REASON)

        with pytest.raises(Conflict) as refusal:
            services.revoke(work, certificate, "Alasan lain.")

    assert refusal.value.sentence == (
        f"Sertifikat nomor {certificate.number} sudah dicabut pada 23 November 2026 dengan alasan: {REASON}"
    )
    assert certificate.state_reason == REASON


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_revocation_needs_a_reason_of_reasonable_length(work: Work, reason: str) -> None:
    certificate = make_certificate(work)

    with pytest.raises(Invalid, match="Tulis alasannya, paling banyak 500 huruf"):
        services.revoke(work, certificate, reason)

    assert certificate.state == "issued"


def test_superseding_corrects_the_name_under_a_new_number(work: Work) -> None:
    person = make_person(work, name="Siti Rahmwati")
    old = make_certificate(work, person)
    person.name, person.title_before = "Siti Rahmawati", "Dr."

    newer = services.supersede(work, old, "Nama salah tulis.")

    before, after = from_json(old.claims), from_json(newer.claims)
    assert (old.state, old.state_reason, old.superseded_by_id) == ("superseded", "Nama salah tulis.", newer.id)
    assert (newer.state, newer.sequence, newer.completion_id) == ("issued", 2, old.completion_id)
    assert after == replace(
        before,
        number=newer.number,
        code=newer.code,
        holder=replace(before.holder, name="Siti Rahmawati", title_before="Dr."),
    )
    assert queries.facts_of(work, old.code).newer_code == newer.code
    assert audit(work, "certificates:certificate:supersede").facts["by"] == newer.number


def test_superseding_counts_the_hours_once(work: Work) -> None:
    old = make_certificate(work)

    newer = services.supersede(work, old, "Nama salah tulis.")

    counted = select(CareerEntry.certificate_id).where(CareerEntry.withdrawn_at.is_(None))
    assert work.session.scalars(counted).all() == [newer.id]


def test_withdrawn_certificate_is_not_superseded(work: Work) -> None:
    certificate = make_certificate(work)
    services.revoke(work, certificate, REASON)

    with pytest.raises(Conflict, match="sudah dicabut"):
        services.supersede(work, certificate, "Nama salah tulis.")

    assert work.session.scalars(select(Certificate.id)).all() == [certificate.id]


def test_superseded_certificate_is_not_revoked(work: Work) -> None:
    certificate = make_certificate(work)
    services.supersede(work, certificate, "Nama salah tulis.")

    with pytest.raises(Conflict, match="sudah digantikan pada"):
        services.revoke(work, certificate, REASON)
