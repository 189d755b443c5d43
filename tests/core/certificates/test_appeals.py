"""A revocation is answered by an appeal: once, in time, decided once by somebody else; all that follows is rebuilt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.career.models import CareerEntry
from elearn.core.career.queries import of_certificate
from elearn.core.certificates import life_queries, queries, services
from elearn.core.certificates.models import Appeal, Certificate, Change, HistoryIsAppendOnly
from elearn.core.certificates.proof import withdrawn
from elearn.core.certificates.states import ISSUED, NEXT, REVOKED
from elearn.hooks.house import House
from elearn.kernel.errors import Conflict, Invalid, NotFound
from elearn.kernel.keys import keys_of
from elearn.kernel.permissions import HR
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.people import make_person

REASON = "Ujian dikerjakan orang lain."
TEXT = "Saya mengerjakan sendiri; pengawas dapat menjadi saksi."


def revoked(work: Work) -> Certificate:
    certificate = make_certificate(work)
    services.revoke(work, certificate, REASON)
    return certificate


def entry(work: Work, certificate: Certificate) -> CareerEntry:
    found = of_certificate(work, certificate.id)
    assert found is not None
    return found


def test_accepted_appeal_makes_everything_valid_again(work: Work) -> None:
    certificate = revoked(work)
    appeal = services.appeal(work, certificate, TEXT)
    listed = services.withdrawn_list(work)

    services.accept(work, appeal, "Berita acara pengawas diterima.")

    facts = queries.facts_of(work, certificate.code)
    assert (facts.standing, facts.reason) == ("valid", None)
    assert (entry(work, certificate).withdrawn_at, entry(work, certificate).withdrawn_reason) == (None, None)
    keys = keys_of(work.settings).all_public
    before, after = (withdrawn.verify(found, keys).revoked for found in (listed, services.withdrawn_list(work)))
    assert [set(before), set(after)] == [{certificate.status_index}, set()]
    assert services.check_badge(work, services.badge_json(work, certificate)).verdict.holds


def test_refused_appeal_leaves_the_certificate_revoked(work: Work) -> None:
    certificate = revoked(work)

    services.refuse(work, services.appeal(work, certificate, TEXT), "Pengawas tidak membenarkan.")

    assert (certificate.state, certificate.state_reason) == (REVOKED, REASON)
    assert entry(work, certificate).withdrawn_at == work.now
    assert [(line.what, line.why) for line in life_queries.history(work, certificate)] == [
        ("refused", "Pengawas tidak membenarkan."),
        ("appealed", TEXT),
        ("revoked", REASON),
    ]


def test_appeal_is_sent_once_per_revocation(work: Work) -> None:
    certificate = revoked(work)
    services.accept(work, services.appeal(work, certificate, TEXT), "Diterima.")
    services.revoke(work, certificate, "Bukti baru.")
    services.refuse(work, services.appeal(work, certificate, TEXT), "Ditolak.")

    with pytest.raises(Conflict, match="sudah mengajukan banding"):
        services.appeal(work, certificate, TEXT)


def test_appeal_is_decided_once(work: Work) -> None:
    appeal = services.appeal(work, revoked(work), TEXT)
    services.refuse(work, appeal, "Ditolak.")

    with pytest.raises(Conflict, match="sudah dijawab"):
        services.accept(work, appeal, "Diterima.")

    assert appeal.certificate.state == REVOKED


@pytest.mark.parametrize(("days", "is_in_time"), [(30, True), (31, False)])
def test_appeal_is_possible_through_the_last_day_in_the_agencys_zone(house: House, days: int, is_in_time: bool) -> None:
    evening = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # the 23rd in WIB
    with house.work(write=True, now=evening) as work, committed(work):
        certificate = revoked(work)
    later = evening.replace(hour=16) + timedelta(days=days + 1)
    with house.work(write=True, now=later) as work:
        certificate = work.session.get_one(Certificate, certificate.id)
        if is_in_time:
            assert services.appeal(work, certificate, TEXT).sent_at == later
        else:
            with pytest.raises(Conflict, match="sampai dengan 23 Desember 2026"):
                services.appeal(work, certificate, TEXT)


def test_valid_certificate_has_nothing_to_appeal(work: Work) -> None:
    with pytest.raises(Conflict, match="tidak sedang dicabut"):
        services.appeal(work, make_certificate(work), TEXT)


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001])
def test_appeal_needs_words_of_reasonable_length(work: Work, text: str) -> None:
    certificate = revoked(work)

    with pytest.raises(Invalid, match="paling banyak 2000 huruf"):
        services.appeal(work, certificate, text)


def test_nobody_sees_an_appeal_outside_their_scope_nor_their_own(work: Work) -> None:
    certificate = revoked(work)
    appeal = services.appeal(work, certificate, TEXT)
    unit_id = certificate.person.unit_id
    stranger, officer = make_person(work), make_person(work, certificate.person.unit)

    def seen_by(person_id: int, scope: int) -> int:
        work.actor = Actor(person_id, "HR", frozenset(), (Grant(HR, scope),))
        return life_queries.count_appeals(work)

    assert seen_by(officer.id, unit_id) == 1
    assert seen_by(stranger.id, stranger.unit_id) == 0
    assert seen_by(certificate.person_id, unit_id) == 0
    with pytest.raises(NotFound):
        life_queries.appeal(work, appeal.id)


def test_history_is_only_added_to(work: Work) -> None:
    certificate = revoked(work)

    life_queries.last_change(work, certificate.id).reason = "Lain."

    with pytest.raises(HistoryIsAppendOnly):
        work.session.flush()


DEEDS = st.sampled_from(["revoke", "supersede", "appeal", "accept", "refuse"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=10))
def test_whatever_is_tried_the_state_is_what_its_history_says(work: Work, deeds: list[str]) -> None:
    certificate = make_certificate(work)
    appeal: Appeal | None = None
    for deed in deeds:
        before = certificate.state
        try:
            if deed == "revoke":
                services.revoke(work, certificate, REASON)
            elif deed == "supersede":
                services.supersede(work, certificate, REASON)
            elif deed == "appeal":
                appeal = services.appeal(work, certificate, TEXT)
            elif appeal is not None:
                {"accept": services.accept, "refuse": services.refuse}[deed](work, appeal, "Sudah diperiksa.")
        except Conflict:
            assert certificate.state == before
        assert certificate.state == before or certificate.state in NEXT[before]

    states = [one.state for one in _changes(work, certificate)]
    assert certificate.state == (states or [ISSUED])[-1]
    assert all(after in NEXT[before] for before, after in zip([ISSUED, *states], states, strict=False))
    is_counted = entry(work, certificate).withdrawn_at is None
    assert is_counted == (certificate.state == ISSUED)
    keys = keys_of(work.settings).all_public
    listed = withdrawn.verify(services.withdrawn_list(work), keys)
    assert (certificate.status_index in listed.revoked) == (certificate.state == REVOKED)


def _changes(work: Work, certificate: Certificate) -> list[Change]:
    return sorted(
        (one for one in work.session.query(Change) if one.certificate_id == certificate.id), key=lambda one: one.id
    )
