"""Badges of a house as others meet them: addresses, status, the page and the command that check a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from elearn.app import create_app, open_house
from elearn.config import BadSetting, Settings
from elearn.core.certificates import services
from elearn.core.certificates.badges.status_list import is_withdrawn
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.issuer import did_document
from elearn.kernel.keys import rotate
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import PASSWORD, make_person, make_unit

from .test_badge_readers import without_private_half
from .test_certificate_commands import run

REASON = "Ujian dikerjakan orang lain."
KINDS = ("json", "jwt", "svg", "png")


def make(work: Work) -> Certificate:
    with committed(work):
        person = make_person(work, make_unit(work, name="Pemerintah Kota Harapan", code="5471"))
        version = make_course(work, title="Pelayanan Prima", jp=4, extra=("sertifikat: {berlaku: 3 tahun}",))
        return make_certificate(work, person, version, score=87.5)


def withdraw(house: House, certificate: Certificate) -> None:
    with house.work(write=True) as work, committed(work):
        services.revoke(work, work.session.get_one(Certificate, certificate.id), REASON)


def sent(client: FlaskClient, content: bytes) -> str:
    """What the page says of a file."""
    answer = client.post("/verifikasi/lencana", data={"file": (BytesIO(content), "lencana")})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("json", "application/vc"),
        ("jwt", "application/vc+jwt"),
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
    ],
)
def test_badge_has_an_address_of_its_own_in_every_form(
    work: Work, house: House, client: FlaskClient, kind: str, media_type: str
) -> None:
    certificate = make(work)

    answer = client.get(f"/verifikasi/{certificate.code.lower()}/badge.{kind}")

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert f".{kind}" in answer.headers["Content-Disposition"]
    with house.work(write=False) as looking:
        assert services.check_badge(looking, answer.data).verdict.holds


def test_bytes_stay_the_same_after_the_key_and_the_address_changed(
    work: Work, house: House, client: FlaskClient
) -> None:
    certificate = make(work)
    first = [client.get(f"/verifikasi/{certificate.code}/badge.{kind}").data for kind in KINDS]
    rotate(house.settings)
    moved = open_house(replace(house.settings, public_url="https://alamat-baru.example.go.id"))

    again = [
        create_app(house=moved).test_client().get(f"/verifikasi/{certificate.code}/badge.{kind}").data for kind in KINDS
    ]

    with moved.work(write=False) as looking:
        assert services.check_badge(looking, first[0]).verdict.holds
        stored = looking.session.get_one(Certificate, certificate.id)
        assert services.badge_json(looking, stored) == first[0]
    moved.close()
    assert again == first


def test_badge_is_made_alike_until_it_is_kept(work: Work, client: FlaskClient) -> None:
    certificate = make(work)

    assert services.badge_json(work, certificate) == services.badge_json(work, certificate)
    assert certificate.badge_digest is None
    assert client.get(f"/verifikasi/{certificate.code}/badge.json").data == services.badge_json(work, certificate)


def test_lost_file_is_made_again(work: Work, house: House, client: FlaskClient) -> None:
    certificate = make(work)
    first = client.get(f"/verifikasi/{certificate.code}/badge.json").data
    with house.work(write=False) as looking:
        digest = looking.session.get_one(Certificate, certificate.id).badge_digest
    assert digest is not None
    house.files.forget(digest)

    assert client.get(f"/verifikasi/{certificate.code}/badge.json").data == first


def test_issuing_signs_nothing(work: Work) -> None:
    certificate = make(work)

    assert certificate.badge_digest is None
    assert len(certificate.salt) == 32


def test_badge_of_nobody_is_not_found(client: FlaskClient) -> None:
    assert client.get("/verifikasi/ABCD-ABCD-ABCD-ABCD-ABCD/badge.json").status_code == 404
    assert client.get("/verifikasi/ABCD-ABCD-ABCD-ABCD-ABCD/badge.exe").status_code == 404
    assert client.get("/status/0").status_code == 404


def test_kept_badge_costs_two_statements(work: Work, client: FlaskClient, count_statements: CountStatements) -> None:
    certificate = make(work)
    client.get(f"/verifikasi/{certificate.code}/badge.json")

    with count_statements() as statements:
        client.get(f"/verifikasi/{certificate.code}/badge.json")

    assert len(statements) <= 2, statements


def test_status_list_tells_of_a_withdrawal_at_once(work: Work, house: House, client: FlaskClient) -> None:
    certificate = make(work)
    badge = client.get(f"/verifikasi/{certificate.code}/badge.json").data
    entry = json.loads(badge)["credentialStatus"]
    address = entry["statusListCredential"].removeprefix(house.settings.address)
    before = client.get(address)

    withdraw(house, certificate)

    after = client.get(address)
    place = int(entry["statusListIndex"])
    assert (before.mimetype, before.headers["Cache-Control"]) == ("application/vc", "public, max-age=300")
    assert [is_withdrawn(json.loads(one.data), place) for one in (before, after)] == [False, True]
    assert client.get(address, headers={"If-None-Match": after.headers["ETag"]}).status_code == 304
    assert client.get(f"/verifikasi/{certificate.code}/badge.json").data == badge


def test_status_list_is_made_once_per_withdrawal(work: Work, house: House, client: FlaskClient) -> None:
    certificate = make(work)
    withdraw(house, certificate)
    address = f"/status/{certificate.status_index // 131_072}"

    assert client.get(address).data == client.get(address).data
    assert json.loads(client.get(address).data)["validFrom"].endswith("Z")


@pytest.mark.parametrize("how", ["revoke", "supersede"])
def test_page_says_what_became_of_a_withdrawn_one(work: Work, house: House, client: FlaskClient, how: str) -> None:
    certificate = make(work)
    badge = client.get(f"/verifikasi/{certificate.code}/badge.png").data
    assert "Lencana sah" in sent(client, badge)

    with committed(work):
        getattr(services, how)(work, certificate, REASON)

    said = sent(client, badge)
    assert "Lencana asli, tetapi tidak berlaku" in said
    assert f"/verifikasi/{certificate.code}" in said


def test_page_says_that_a_changed_one_is_forged(work: Work, client: FlaskClient) -> None:
    certificate = make(work)
    badge = client.get(f"/verifikasi/{certificate.code}/badge.json").data

    said = sent(client, badge.replace(b"Pelayanan Prima", b"Pelayanan Utama"))

    assert "Lencana tidak dapat dipercaya" in said
    assert "Isi ini belum terbukti" in said
    assert f"/verifikasi/{certificate.code}" not in said


@pytest.mark.parametrize(("content", "status"), [(b"bukan lencana", 200), (b"x" * 400_001, 422)])
def test_page_takes_no_other_file(client: FlaskClient, content: bytes, status: int) -> None:
    answer = client.post("/verifikasi/lencana", data={"file": (BytesIO(content), "lencana")})

    assert answer.status_code == status
    assert client.post("/verifikasi/lencana").status_code == 422


def test_half_a_letter_breaks_no_page(work: Work, client: FlaskClient) -> None:
    """JSON can spell half of a surrogate pair, which no page and no terminal can show."""
    badge = json.loads(client.get(f"/verifikasi/{make(work).code}/badge.json").data)
    badge["credentialSubject"] = "\ud800"

    said = sent(client, json.dumps(badge).encode())

    assert "Isinya bukan JSON yang dapat dibaca." in said


def test_file_larger_than_any_badge_does_not_hold(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "besar").write_bytes(b"x" * 400_001)

    status, _, err = run(house, capsys, "badge", str(tmp_path / "besar"))

    assert (status, "jadi bukan lencana" in err) == (1, True)


def test_checking_writes_nothing(work: Work, client: FlaskClient, count_statements: CountStatements) -> None:
    certificate = make(work)
    badge = client.get(f"/verifikasi/{certificate.code}/badge.json").data

    with count_statements() as statements:
        sent(client, badge)

    assert [one for one in statements if not one.startswith("SELECT")] == []
    assert len(statements) <= 4


def test_superseding_certificate_has_a_badge_of_its_own(work: Work, house: House) -> None:
    certificate = make(work)
    with committed(work):
        newer = services.supersede(work, certificate, REASON)

    verdicts = [
        services.check_badge(work, services.badge_json(work, one)).verdict.holds for one in (certificate, newer)
    ]

    assert verdicts == [False, True]


def test_issuer_without_a_public_name_is_its_key(work: Work, house: House) -> None:
    certificate = make(work)
    nameless = open_house(replace(house.settings, issuer="did:key"))
    with nameless.work(write=True) as other:
        badge = services.badge_json(other, other.session.get_one(Certificate, certificate.id))

        assert json.loads(badge)["issuer"]["id"].startswith("did:key:z6Mk")
        assert services.check_badge(other, badge).verdict.holds
    nameless.close()


def test_list_of_a_key_is_its_own_whatever_the_house_is_called_today(
    work: Work, house: House, client: FlaskClient, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    certificate = make(work)
    nameless = open_house(replace(house.settings, issuer="did:key"))
    with nameless.work(write=False) as other:
        badge = services.badge_json(other, other.session.get_one(Certificate, certificate.id))
    rotate(nameless.settings)
    with nameless.work(write=False) as other:
        plain = json.loads(services.signed_status_list(other, certificate.status_index // 131_072))
    file, url = write(tmp_path, "lencana.json", badge), json.loads(badge)["credentialStatus"]["statusListCredential"]
    address = url.removeprefix(house.settings.address)

    assert json.loads(client.get(address).data)["issuer"] == json.loads(badge)["issuer"]["id"]
    assert plain["issuer"] == json.loads(badge)["issuer"]["id"]  # what badges of earlier releases point to
    assert client.get(f"/status/{'0' * 16}/{address.rpartition('/')[2]}").status_code == 404
    assert [one["withdraws"] for one in json.loads(run(nameless, capsys, "keys", "--json")[1])["keys"]] == [True, True]
    assert json.loads(run(house, capsys, "badge", file, "--json")[1])["mute"] is False

    without_private_half(house.settings, "0001.pem")

    shown = client.post("/verifikasi/lencana", data={"file": (BytesIO(badge), "lencana.json")}).text
    assert ("Lencana sah" in shown, "tidak dapat mengetahui pencabutannya" in shown) == (True, True)
    assert json.loads(run(house, capsys, "badge", file, "--json")[1])["mute"] is True
    lines = run(nameless, capsys, "keys")[1].splitlines()
    assert ["kunci privat tidak ada" in line for line in lines[1:]] == [True, False]
    nameless.close()


def write(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


@pytest.mark.parametrize("kind", KINDS)
def test_command_says_that_a_badge_holds(
    work: Work, house: House, client: FlaskClient, capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    certificate = make(work)
    file = write(tmp_path, "lencana", client.get(f"/verifikasi/{certificate.code}/badge.{kind}").data)

    status, out, _ = run(house, capsys, "badge", file, "--json")

    facts = json.loads(out)
    assert (status, facts["holds"], facts["code"]) == (0, True, certificate.code)
    assert {one["name"]: one["outcome"] for one in facts["checks"]} == {
        "bentuk": "holds", "penerbit": "holds", "tanda tangan": "holds", "masa berlaku": "holds", "pencabutan": "holds",
    }  # fmt: skip
    assert (facts["title"], facts["number"]) == ("Pelayanan Prima", certificate.number)


def test_command_fails_for_a_changed_a_withdrawn_and_an_expired_one(
    work: Work, house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    certificate = make(work)
    badge = services.badge_json(work, certificate)
    changed = write(tmp_path, "diubah.json", badge.replace(b"87.5", b"97.5"))
    true = write(tmp_path, "asli.json", badge)

    assert run(house, capsys, "badge", changed)[0] == 1
    assert run(house, capsys, "badge", true)[0] == 0
    withdraw(house, certificate)
    status, out, _ = run(house, capsys, "badge", true)
    assert (status, "Sertifikatnya sudah dicabut atau digantikan." in out) == (1, True)
    with house.work(write=False, now=datetime.now(UTC) + timedelta(days=1200)) as later:
        names = {one.name: one.outcome for one in services.check_badge(later, badge).verdict.checks}
    assert (names["masa berlaku"], names["pencabutan"]) == ("fails", "fails")


@pytest.mark.parametrize("words", [("tidak-ada.json",), (), ("--issuer", "tidak-ada.json", "x")])
def test_command_called_wrongly_is_told_apart(
    house: House, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(house, capsys, "badge", *words)[0] == 2


@pytest.mark.parametrize(("digits", "outcome"), [("", "holds"), ("9", "fails")])
def test_command_knows_whose_badge_it_is(
    work: Work, house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: str, outcome: str
) -> None:
    certificate = make(work)
    nip = from_json(certificate.claims).holder.nip
    file = write(tmp_path, "lencana.json", services.badge_json(work, certificate))

    status, out, _ = run(house, capsys, "badge", file, "--nip", nip + digits, "--json")

    assert (status, json.loads(out)["checks"][-1]["outcome"]) == (0 if outcome == "holds" else 1, outcome)


@pytest.fixture
def stranger(tmp_path: Path) -> Any:
    """Another installation, with keys and an address of its own: its settings."""
    return Settings(home=tmp_path / "lain", public_url="https://lms.provinsi.example.go.id", secret_key="x")


def test_badge_of_another_house_needs_its_key_and_its_list(
    work: Work, house: House, stranger: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    certificate = make(work)
    foreign = open_house(replace(stranger, database_url=house.settings.database_url))
    with foreign.work(write=True) as other:
        badge = services.badge_json(other, other.session.get_one(Certificate, certificate.id))
        listed = services.signed_status_list(other, certificate.status_index // 131_072)
    foreign.close()
    file = write(tmp_path, "lencana.json", badge)
    did = write(tmp_path, "did.json", json.dumps(did_document(foreign.settings)).encode())
    ours = write(tmp_path, "did-kita.json", json.dumps(did_document(house.settings)).encode())
    status_list = write(tmp_path, "status.json", listed)

    assert outcomes(house, capsys, file) == (1, ["holds", "unknown", "unknown", "holds", "unknown"])
    assert outcomes(house, capsys, file, "--issuer", ours) == (1, ["holds", "unknown", "unknown", "holds", "unknown"])
    assert outcomes(house, capsys, file, "--issuer", did) == (1, ["holds", "holds", "holds", "holds", "unknown"])
    assert outcomes(house, capsys, file, "--issuer", did, "--status", status_list) == (0, ["holds"] * 5)


def test_list_that_the_issuer_did_not_sign_proves_nothing(
    work: Work, house: House, stranger: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    certificate = make(work)
    foreign = open_house(replace(stranger, database_url=house.settings.database_url))
    with foreign.work(write=True) as other:
        badge = services.badge_json(other, other.session.get_one(Certificate, certificate.id))
        listed = json.loads(services.signed_status_list(other, certificate.status_index // 131_072))
    foreign.close()
    listed["credentialSubject"]["ttl"] = 1
    did = write(tmp_path, "did.json", json.dumps(did_document(foreign.settings)).encode())

    found = outcomes(
        house, capsys, write(tmp_path, "lencana.json", badge),
        "--issuer", did, "--status", write(tmp_path, "status.json", json.dumps(listed).encode()),
    )  # fmt: skip

    assert found == (1, ["holds", "holds", "holds", "holds", "unknown"])


def outcomes(house: House, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    status, out, _ = run(house, capsys, "badge", *words, "--json")
    return status, [one["outcome"] for one in json.loads(out)["checks"]]


def test_holders_page_offers_files_and_by_default_no_other_service(
    work: Work, sign_in: Callable[[Person], FlaskClient]
) -> None:
    certificate = make(work)
    with committed(work):
        person = certificate.person

    html = sign_in(person).get("/sertifikat").text

    assert [f'href="/verifikasi/{certificate.code}/badge.{kind}"' in html for kind in KINDS] == [True] * 4
    assert 'rel="external' not in html


LINK = "Profil=https://profil.example/add?t={title}&n={number}&y={year}&m={month}&o={agency}&u={page}&b={badge}"


def test_links_to_other_services_are_set_by_the_operator_and_carry_no_name(
    work: Work, house: House, settings: Settings
) -> None:
    certificate = make(work)
    with committed(work):
        nip, name = certificate.person.nip, certificate.person.name
    open_to_others = replace(house, settings=replace(settings, share_links=(LINK,)))
    app = create_app(house=open_to_others)
    app.config.update(WTF_CSRF_ENABLED=False)
    client = app.test_client()
    client.post("/masuk", data={"nip": nip, "password": PASSWORD})

    found = re.search(
        r'href="(https://profil[^"]+)" rel="external noopener noreferrer">Profil</a>', client.get("/sertifikat").text
    )

    assert found is not None
    assert found[1].startswith("https://profil.example/add?t=Pelayanan%20Prima&amp;n=1%2F800%2F5471%2F")
    assert f"verifikasi%2F{certificate.code}" in found[1]
    assert [part for part in (nip, name.split()[0]) if part in found[1]] == []


@pytest.mark.parametrize(
    "link", ["Profil=http://x.example", "https://x.example", "X=https://x.example/{nip}", "X=https://x/{"]
)
def test_share_link_that_could_tell_more_is_refused(link: str) -> None:
    with pytest.raises((BadSetting, ValueError)):
        Settings(share_links=(link,))
