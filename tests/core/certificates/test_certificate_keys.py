"""The keys as machines fetch them and as the operator lists them."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.keys import keys_of
from elearn.testing.factories.completion import CountStatements

from .test_certificate_commands import run


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/.well-known/did.json", "application/did+json"),
        ("/did.json", "application/did+json"),
        ("/.well-known/jwks.json", "application/jwk-set+json"),
    ],
)
def test_documents_are_for_every_cache_and_site(
    client: FlaskClient, count_statements: CountStatements, address: str, kind: str
) -> None:
    with count_statements() as statements:
        answer = client.get(address)

    assert (answer.status_code, answer.content_type, statements) == (200, kind, [])
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_no_private_half_is_ever_sent(house: House, client: FlaskClient) -> None:
    sent = [set(key) for key in client.get("/.well-known/jwks.json").json["keys"]]  # type: ignore[index]  # a JSON answer

    assert sent == [{"kty", "crv", "x", "kid", "alg", "use"}]


def test_rotation_is_seen_at_once_and_noted(
    house: House, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads(run(house, capsys, "keys", "--json")[1])
    status, text, _ = run(house, capsys, "keys", "--rotate")

    after = client.get("/.well-known/jwks.json").json

    assert after is not None
    assert (status, len(before["keys"]), len(after["keys"])) == (0, 1, 2)
    assert [line[0] for line in text.splitlines()[1:]] == [" ", "*"]
    with house.work(write=False) as work:
        noted = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "certificates:key:rotate")).one()
    assert noted.facts == {"kid": keys_of(house.settings).current.kid.hex()}
