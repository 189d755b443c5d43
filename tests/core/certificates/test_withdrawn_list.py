"""The list of withdrawn certificates: signed, dated, complete, and made once for all who ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.proof import withdrawn
from elearn.core.certificates.proof.cose import Unreadable
from elearn.core.certificates.proof.withdrawn import WithdrawnList
from elearn.hooks.house import House
from elearn.kernel.keys import KeyRing, keys_of
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements

LIST = "/verifikasi/daftar-cabut"
NOW = datetime(2026, 11, 22, 3, 42, 7, tzinfo=UTC)
places = st.frozensets(st.integers(0, 2**31))


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return keys_of(Settings(home=tmp_path_factory.mktemp("home")))


def read(house: House, content: bytes) -> WithdrawnList:
    return withdrawn.verify(content, keys_of(house.settings).all_public)


@given(revoked=places, superseded=places)
def test_list_comes_back(ring: KeyRing, revoked: frozenset[int], superseded: frozenset[int]) -> None:
    found = WithdrawnList("did:web:x", NOW, NOW + timedelta(days=1), revoked, superseded)

    assert withdrawn.verify(withdrawn.encode(found, ring.current), ring.all_public) == found


@given(at=st.integers(0, 10**6), flip=st.integers(1, 255))
def test_any_flipped_byte_of_the_list_is_refused(ring: KeyRing, at: int, flip: int) -> None:
    content = bytearray(withdrawn.encode(WithdrawnList("x", NOW, NOW, frozenset({3, 700}), frozenset()), ring.current))
    content[at % len(content)] ^= flip

    with pytest.raises(Unreadable):
        withdrawn.verify(bytes(content), ring.all_public)


def test_ten_thousand_withdrawn_of_a_million_are_a_small_file(ring: KeyRing) -> None:
    found = WithdrawnList("did:web:x", NOW, NOW, frozenset(range(0, 2_000_000, 200)), frozenset())

    assert len(withdrawn.encode(found, ring.current)) < 20_200


def test_list_names_what_was_revoked_and_superseded_until_now(house: House, client: FlaskClient) -> None:
    before = read(house, client.get(LIST).data)
    with house.work(write=True) as work, committed(work):
        valid, revoked, old = (make_certificate(work) for _ in range(3))
        services.revoke(work, revoked, "Keliru.")
        newer = services.supersede(work, old, "Nama salah tulis.")

    after = read(house, client.get(LIST).data)

    assert (before.revoked, before.superseded) == (frozenset(), frozenset())
    assert (after.revoked, after.superseded) == (frozenset({revoked.status_index}), frozenset({old.status_index}))
    assert not {valid.status_index, newer.status_index} & (after.revoked | after.superseded)
    assert after.next_update == after.issued_at + timedelta(days=1)


def test_list_is_kept_between_changes(work: Work, client: FlaskClient, count_statements: CountStatements) -> None:
    with committed(work):
        services.revoke(work, make_certificate(work), "Keliru.")
    first = client.get(LIST)

    with count_statements() as statements:
        again = client.get(LIST)

    assert (again.data, len(statements)) == (first.data, 1)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(LIST, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_list_is_dated_anew_every_hour(house: House) -> None:
    dates = []
    for minutes in (0, 10, 60):
        with house.work(write=False, now=NOW + timedelta(minutes=minutes)) as work:
            dates.append(read(house, services.withdrawn_list(work)).issued_at)

    assert dates == [NOW, NOW, NOW + timedelta(hours=1)]
