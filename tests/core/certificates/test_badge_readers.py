"""Other people's code reads our badges, served over HTTP: it agrees with our own on what holds and what does not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from werkzeug.serving import make_server

from elearn.app import create_app, open_house
from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.keys import rotate
from elearn.kernel.work import committed
from elearn.testing.databases import SqliteTemplate
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit

FOLDER = Path(__file__).resolve().parents[2] / "credentials"
ADDRESS = "https://belajar.example.go.id"
NO_NODE = "tidak ada Node.js dengan pembaca lencana (pasang paket nodejs dan npm, lalu `make readers`)"
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
"""What verifier-core asks for at run time and does not get: it says nothing of signatures or status."""

Read = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> str:
    """Node.js, with the packages of tests/credentials beside it."""
    found = shutil.which("node")
    if found is None or not (FOLDER / "node_modules" / "jose").is_dir():
        pytest.skip(NO_NODE)
    return found


@pytest.fixture
def database_url(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[str]:
    """One engine: a badge is read off its bytes, and test_badges asks both."""
    with sqlite_template.fresh(tmp_path) as url:
        yield url


@pytest.fixture(params=["web", "did:key"])
def public_house(request: pytest.FixtureRequest, settings: Settings) -> Iterator[House]:
    """A house with a public name, which issues under it or as its key."""
    house = open_house(replace(settings, public_url=ADDRESS, issuer=request.param))
    yield house
    house.close()


@pytest.fixture
def read(node: str, public_house: House) -> Iterator[Read]:
    """`read(credentials={…}, jwts={…}, lists={…})`: what the others say."""
    with served(public_house) as server:

        def reading(**job: Any) -> Any:
            asked = json.dumps({"address": ADDRESS, "server": server, **job})
            ended = subprocess.run(
                [node, "read.mjs"], check=False, cwd=FOLDER, input=asked, capture_output=True, text=True, timeout=120
            )
            assert ended.returncode == 0, ended.stderr
            return json.loads(ended.stdout)

        yield reading


@contextmanager
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(house=house), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make(house: House, title: str = "Pelayanan Prima & “Standar”") -> tuple[int, Any, str]:
    """The id, the badge and the JWT of a new certificate."""
    with house.work(write=True) as work, committed(work):
        person = make_person(work, make_unit(work, name="Pemerintah Kota Harapan"))
        version = make_course(work, title=title, jp=4, extra=("sertifikat: {berlaku: 3 tahun}",))
        certificate = make_certificate(work, person, version, score=87.5)
        badge = services.badge_of(work, certificate)
        return certificate.id, json.loads(badge.json), badge.jwt.decode()


def own_verdict(house: House, credential: Any) -> bool:
    with house.work(write=False) as work:
        return services.check_badge(work, json.dumps(credential, ensure_ascii=False).encode()).verdict.holds


def status_list(house: House, credential: Any) -> Any:
    """The list that a badge points to."""
    kid, number = re.fullmatch(r"/status/(?:(.*)/)?(\d+)", urlsplit(url_of_list(credential)).path).groups()  # type: ignore[union-attr]  # it fits
    with house.work(write=False) as work:
        return json.loads(services.signed_status_list(work, int(number), kid or ""))


def url_of_list(credential: Any) -> str:
    return str(credential["credentialStatus"]["statusListCredential"])


def without_private_half(settings: Settings, name: str) -> None:
    """What docs/certificates.md advises to do with the key of earlier times."""
    file = settings.keys_folder / name
    public = load_pem_private_key(file.read_bytes(), None).public_key()
    file.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def forged(credential: Any) -> dict[str, Any]:
    """The same credential with one thing changed, for each of several things."""
    subject = credential["credentialSubject"]
    return {
        "title": {**credential, "name": "Pelatihan lain"},
        "holder": {**credential, "credentialSubject": {**subject, "identifier": subject["identifier"][:1]}},
        "hours": {**credential, "credentialSubject": {**subject, "creditsEarned": 40}},
        "until": {**credential, "validUntil": "2099-01-01T00:00:00Z"},
        "status": {**credential, "credentialStatus": {**credential["credentialStatus"], "statusListIndex": "0"}},
        "created": {**credential, "proof": {**credential["proof"], "created": "2020-01-01T00:00:00Z"}},
        "more": {**credential, "sesuatu": "yang tidak dijelaskan"},
    }


def test_others_agree_that_a_badge_holds_until_it_is_withdrawn(public_house: House, read: Read) -> None:
    first_id, first, first_jwt = make(public_house)
    rotate(public_house.settings)
    _, second, second_jwt = make(public_house, "Dua kunci")
    with public_house.work(write=True) as work, committed(work):
        services.revoke(work, work.session.get_one(Certificate, first_id), "Keliru.")
    expected = {"revoked": False, "valid": True}

    said = read(
        credentials={"revoked": first, "valid": second},
        jwts={"revoked": first_jwt, "valid": second_jwt},
        lists={"earlier": status_list(public_house, first), "list": status_list(public_house, second)},
    )

    assert {name: own_verdict(public_house, it) for name, it in (("revoked", first), ("valid", second))} == expected
    assert {name: it["holds"] for name, it in said["bazaar"].items()} == expected
    assert {name: it["holds"] for name, it in said["core"].items()} == expected
    assert (said["bazaar"]["revoked"]["proof"], said["bazaar"]["revoked"]["withdrawn"]) == (True, True)
    assert (said["core"]["revoked"]["valid_signature"], said["core"]["revoked"]["revocation_status"]) == (True, False)
    assert {name: it["holds"] for name, it in said["jose"].items()} == {"revoked": True, "valid": True}
    assert said["jose"]["valid"]["id"] == second["id"]
    assert (said["schema"], said["lists"]) == (
        {"revoked": "fits", "valid": "fits"},
        {"earlier": "fits", "list": "fits"},
    )
    assert said["strangers"] == [SCHEMA]


@pytest.mark.parametrize("public_house", ["did:key"], indirect=True)
def test_badge_of_an_earlier_key_holds_after_rotation_until_it_is_withdrawn(public_house: House, read: Read) -> None:
    certificate_id, credential, _ = make(public_house)
    rotate(public_house.settings)
    before = read(credentials={"earlier": credential})
    with public_house.work(write=True) as work, committed(work):
        services.revoke(work, work.session.get_one(Certificate, certificate_id), "Keliru.")

    after = read(credentials={"earlier": credential})

    assert [said[reader]["earlier"]["holds"] for said in (before, after) for reader in ("bazaar", "core")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert (after["bazaar"]["earlier"]["proof"], after["bazaar"]["earlier"]["withdrawn"]) == (True, True)
    assert status_list(public_house, credential)["issuer"] == credential["issuer"]["id"]


@pytest.mark.parametrize("public_house", ["did:key"], indirect=True)
def test_strict_reader_refuses_the_badge_of_a_key_that_is_gone_and_this_house_says_so(
    public_house: House, read: Read
) -> None:
    _, credential, _ = make(public_house)
    rotate(public_house.settings)
    without_private_half(public_house.settings, "0001.pem")
    _, fresh, _ = make(public_house, "Kunci baru")

    said = read(credentials={"earlier": credential, "fresh": fresh})

    assert {name: it["holds"] for name, it in said["bazaar"].items()} == {"earlier": False, "fresh": True}
    with public_house.work(write=False) as work:
        answers = [services.check_badge(work, json.dumps(one).encode()) for one in (credential, fresh)]
    assert [(one.verdict.holds, one.is_mute) for one in answers] == [(True, True), (True, False)]


def test_others_agree_that_a_changed_badge_fails(public_house: House, read: Read) -> None:
    _, credential, jwt = make(public_house)
    changed = forged(credential)

    said = read(credentials=changed, jwts={"cut": jwt[:-2] + ("AA" if jwt[-2:] != "AA" else "BA")})

    assert {name for name, it in changed.items() if own_verdict(public_house, it)} == set()
    assert {name for name, it in said["bazaar"].items() if it["holds"]} == set()
    assert {name for name, it in said["core"].items() if it["holds"]} == set()
    assert said["jose"]["cut"]["holds"] is False
