"""A badge as bytes: what it says, that any changed byte is noticed, and that nothing unknown is read."""

from __future__ import annotations

import hashlib
import json
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.config import Settings
from elearn.core.certificates.badges import base58
from elearn.core.certificates.badges.baking import into_png, into_svg, out_of
from elearn.core.certificates.badges.checking import Verdict, check
from elearn.core.certificates.badges.credential import Issue, credential, identity_hash
from elearn.core.certificates.badges.documents import BadgeRefused, read, write
from elearn.core.certificates.badges.drawing import picture
from elearn.core.certificates.badges.jwt import as_jwt, decoded, encoded, registered
from elearn.core.certificates.badges.linked_data import canonical
from elearn.core.certificates.badges.proof import with_proof
from elearn.core.certificates.badges.status_list import entry, is_withdrawn, status_list
from elearn.core.certificates.claims import Claims
from elearn.kernel.issuer import did_of, method_id
from elearn.kernel.keys import SigningKey, keys_of
from elearn.kernel.typesetting import Picture

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ADDRESS = "https://belajar.harapan.go.id"
PLACE = 131_072 + 77


@pytest.fixture(scope="module")
def house_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("issuer"), public_url=ADDRESS)


@pytest.fixture(scope="module")
def key(house_settings: Settings) -> SigningKey:
    return keys_of(house_settings).current


@pytest.fixture(scope="module")
def method(house_settings: Settings, key: SigningKey) -> str:
    return method_id(house_settings, key.about)


@pytest.fixture(scope="module")
def document(house_settings: Settings, claims: Claims) -> dict[str, Any]:
    return credential(claims, Issue(did_of(house_settings), ADDRESS, PLACE, "5a" * 16))


@pytest.fixture(scope="module")
def signed(document: dict[str, Any], key: SigningKey, method: str) -> bytes:
    return write(with_proof(document, key, method, NOW))


def asked(content: bytes, key: SigningKey, method: str, *, withdrawn: bool | None = False) -> Verdict:
    """The verdict of a reader who knows one key under one name."""
    return check(
        content,
        key_of=lambda named: key.about if named == method else None,
        is_withdrawn=lambda entry, signer: withdrawn,
        now=NOW,
    )


def outcomes(verdict: Verdict) -> list[str]:
    return [one.outcome for one in verdict.checks]


def test_badge_says_what_the_certificate_claims(document: dict[str, Any], claims: Claims) -> None:
    subject = document["credentialSubject"]
    achievement = subject["achievement"]

    assert document["issuer"] == {
        "id": "did:web:belajar.harapan.go.id",
        "type": ["Profile"],
        "name": "Pemerintah Kota Harapan",
        "url": ADDRESS,
    }
    assert (document["validFrom"], document["validUntil"]) == ("2026-11-22T17:42:07Z", "2029-11-23T16:59:59Z")
    assert (subject["creditsEarned"], subject["result"][0]["value"], subject["licenseNumber"]) == (
        4,
        "87.5",
        claims.number,
    )
    assert [(one["targetName"], one["targetCode"]) for one in achievement["alignment"]] == [
        ("Pelayanan Publik, level 2", "2"),
        ("Komunikasi, level 3", "3"),
    ]
    assert document["credentialStatus"] == {
        "id": f"{ADDRESS}/status/1#77",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "77",
        "statusListCredential": f"{ADDRESS}/status/1",
    }
    assert claims.training.digest in json.dumps(document["evidence"])


def test_number_of_the_person_is_hidden_behind_a_salt_that_is_not_told(signed: bytes, claims: Claims) -> None:
    nip, hashed = claims.holder.nip, identity_hash(claims.holder.nip, "5a" * 16)

    assert hashed in signed.decode()
    assert [part for part in (nip, nip[:8], nip[8:14], "5a" * 16, "salt") if part in signed.decode()] == []
    assert identity_hash(nip, "") not in signed.decode()


def test_badge_holds_as_json_as_jwt_and_inside_pictures(
    signed: bytes, document: dict[str, Any], claims: Claims, key: SigningKey, method: str
) -> None:
    token = as_jwt(document, key, method).encode()
    files = [
        signed, token,
        into_png(picture(claims, "png"), signed), into_svg(picture(claims, "svg"), signed),
        into_png(picture(claims, "png"), token), into_svg(picture(claims, "svg"), token),
    ]  # fmt: skip

    assert [outcomes(asked(file, key, method)) for file in files] == [["holds"] * 5] * 6


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_baked_credential_comes_out_as_it_went_in(claims: Claims, kind: Picture) -> None:
    bake = into_svg if kind == "svg" else into_png

    for content in (b'{"a":"]]>"}', '{"a":"“é” & <b>"}'.encode()):
        assert out_of(bake(picture(claims, kind), content)) == content


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_of_the_json_fails(signed: bytes, key: SigningKey, method: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(signed) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != signed[at]))

    changed = signed[:at] + bytes([byte]) + signed[at + 1 :]

    assert not asked(changed, key, method).holds


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_of_the_jwt_fails(
    document: dict[str, Any], key: SigningKey, method: str, data: st.DataObject
) -> None:
    token = as_jwt(document, key, method).encode()
    at = data.draw(st.integers(0, len(token) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != token[at]))

    changed = token[:at] + bytes([byte]) + token[at + 1 :]

    assert not asked(changed, key, method).holds


def changed_document(signed: bytes, name: str, value: object) -> bytes:
    """The credential with one thing changed or added, at the top or by a path of names with dots."""
    document = json.loads(signed)
    *path, last = name.split("/")
    inner = document
    for step in path:
        inner = inner[step]
    inner[last] = value
    return write(document)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("@context", ["https://www.w3.org/ns/credentials/v2"], "Konteks"),
        ("@context", ["https://jahat.example/konteks"], "Konteks"),
        ("type", ["VerifiableCredential", "UniversityDegreeCredential"], "Jenis kredensial"),
        ("catatan", "tidak dijelaskan", "tidak dijelaskan oleh konteks"),
        ("credentialSubject/type", ["Profile"], "tidak dijelaskan oleh konteks"),
        ("credentialSubject", {"type": ["Profile"]}, "tidak dapat dibaca"),
        ("credentialSubject/achievement", {"type": ["Pencapaian"], "id": "urn:x:1"}, "tidak dikenal"),
        ("proof/cryptosuite", "eddsa-jcs-2022", "Cara tanda tangan"),
        ("proof/type", "Ed25519Signature2020", "Cara tanda tangan"),
        ("proof/proofPurpose", "authentication", "Tanda tangan memuat"),
        ("proof/challenge", "1", "Tanda tangan memuat"),
        ("description", None, "kosong"),
        ("evidence", [], "kosong"),
        ("name", 1.5, "pecahan"),
        ("name", "a\u0000b", "kendali"),
        ("id", "_:b0", "sementara"),
        ("credentialSubject/@id", "urn:x:1", "JSON-LD"),
    ],
)
def test_what_is_not_known_is_refused(
    signed: bytes, key: SigningKey, method: str, name: str, value: object, sentence: str
) -> None:
    verdict = asked(changed_document(signed, name, value), key, method)

    assert outcomes(verdict) == ["fails"]
    assert sentence in verdict.checks[0].sentence


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"[]", b"null", b'{"a":1,"a":1}', b"\xff\xfe", b"{" * 3000, b"\x89PNG\r\n\x1a\n", b"<svg/>", b"a.b.c", b"%PDF-1.7",
     b'{"a":"\\ud800"}', b'{"\\udfff":"a"}'],
)  # fmt: skip
def test_other_files_get_one_sentence(content: bytes, key: SigningKey, method: str) -> None:
    assert outcomes(asked(content, key, method)) == ["fails"]


@pytest.mark.parametrize(
    "head",
    [
        {"alg": "none", "typ": "vc+jwt"},
        {"alg": "HS256", "typ": "vc+jwt"},
        {"alg": "EdDSA", "typ": "JWT"},
        {"alg": "EdDSA", "typ": "vc+jwt", "crit": ["x"], "x": 1},
        {"alg": "EdDSA", "typ": "vc+jwt", "jwk": {"kty": "OKP"}},
    ],
)
def test_jwt_of_another_kind_is_refused(document: dict[str, Any], key: SigningKey, method: str, head: Any) -> None:
    message = f"{encoded(write({**head, 'kid': method}))}.{encoded(write(document))}"
    token = f"{message}.{encoded(key.sign(message.encode()))}"

    assert outcomes(asked(token.encode(), key, method)) == ["fails"]


def test_jwt_says_the_same_to_readers_that_know_no_credentials(
    document: dict[str, Any], key: SigningKey, method: str
) -> None:
    payload = json.loads(decoded(as_jwt(document, key, method).split(".")[1]))

    assert {name: payload[name] for name in ("iss", "jti", "nbf", "exp")} == {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "nbf": int(datetime(2026, 11, 22, 17, 42, 7, tzinfo=UTC).timestamp()),
        "exp": int(datetime(2029, 11, 23, 16, 59, 59, tzinfo=UTC).timestamp()),
    }


@pytest.mark.parametrize("claim", [{"iss": "did:web:lain.example"}, {"exp": 4_000_000_000}, {"nbf": 1}])
def test_jwt_that_contradicts_its_credential_is_refused(
    document: dict[str, Any], key: SigningKey, method: str, claim: dict[str, Any]
) -> None:
    payload = {**registered(document), **claim, **document}
    message = f"{encoded(write({'alg': 'EdDSA', 'typ': 'vc+jwt', 'kid': method}))}.{encoded(write(payload))}"

    verdict = asked(f"{message}.{encoded(key.sign(message.encode()))}".encode(), key, method)

    assert "bertentangan" in verdict.checks[0].sentence


def test_foreign_key_is_said_to_be_unknown(signed: bytes, key: SigningKey) -> None:
    verdict = asked(signed, key, "did:web:lain.example#z6Mk")

    assert outcomes(verdict) == ["holds", "unknown", "unknown", "holds", "holds"]
    assert not verdict.is_genuine


def test_key_of_another_issuer_signs_nothing_in_this_ones_name(
    document: dict[str, Any], key: SigningKey, method: str
) -> None:
    stolen = {**document, "issuer": {**document["issuer"], "id": "did:web:kementerian.go.id"}}

    assert outcomes(asked(write(with_proof(stolen, key, method, NOW)), key, method))[1:3] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        (datetime(2026, 11, 22, 17, 42, 6, tzinfo=UTC), "fails"),
        (datetime(2026, 11, 22, 17, 42, 7, tzinfo=UTC), "holds"),
        (datetime(2029, 11, 23, 16, 59, 59, tzinfo=UTC), "holds"),
        (datetime(2029, 11, 23, 17, 0, 0, tzinfo=UTC), "fails"),
    ],
)
def test_period_is_that_of_the_certificate(
    signed: bytes, key: SigningKey, method: str, moment: datetime, outcome: str
) -> None:
    verdict = check(signed, key_of=lambda _: key.about, is_withdrawn=lambda *_: False, now=moment)

    assert outcomes(verdict)[3] == outcome


@pytest.mark.parametrize(("withdrawn", "outcome"), [(True, "fails"), (False, "holds"), (None, "unknown")])
def test_withdrawal_is_told_apart_from_not_knowing(
    signed: bytes, key: SigningKey, method: str, withdrawn: bool | None, outcome: str
) -> None:
    verdict = asked(signed, key, method, withdrawn=withdrawn)

    assert (outcomes(verdict)[4], verdict.holds, verdict.is_genuine) == (outcome, outcome == "holds", True)


def test_contexts_come_from_the_folder_and_nothing_is_fetched(
    document: dict[str, Any], key: SigningKey, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", cut)
    monkeypatch.setattr(socket, "getaddrinfo", cut)
    signed = write(with_proof({**document, "name": "Tanpa jaringan"}, key, method, NOW))

    assert asked(signed, key, method).holds
    with pytest.raises(BadgeRefused, match="tidak diambil dari jaringan"):
        canonical({"@context": "https://schema.org/", "name": "x"})


def test_shipped_contexts_are_the_ones_that_were_reviewed() -> None:
    folder = Path(base58.__file__).parent / "contexts"
    noted = (folder / "SOURCES.md").read_text()

    files = sorted(path for path in folder.glob("*.json"))
    assert [path.name for path in files if hashlib.sha256(path.read_bytes()).hexdigest() not in noted] == []
    assert len(files) == 2


def test_document_made_to_keep_canonicalisation_busy_is_given_up_on(document: dict[str, Any]) -> None:
    alike = [{"type": ["Alignment"], "targetUrl": "https://x.example", "targetName": "x"}] * 12
    results = [{"type": ["Result"], "value": "1", "alignment": alike}] * 3

    with pytest.raises(BadgeRefused, match="serupa"):
        canonical({**document, "credentialSubject": {**document["credentialSubject"], "result": results}})


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "a\x7fb", "  a   b "])
def test_control_characters_never_reach_a_badge(house_settings: Settings, claims: Claims, name: str) -> None:

    odd = replace(claims, holder=replace(claims.holder, name=name, title_before="", title_after=""))
    document = credential(odd, Issue(did_of(house_settings), ADDRESS, PLACE, ""))

    assert document["credentialSubject"]["identifier"][1]["identityHash"] in ("a b", "ab")
    assert read(write(document)) == document


@given(withdrawn=st.sets(st.integers(131_072, 262_143), max_size=40))
@settings(max_examples=20, deadline=None)
def test_status_list_has_exactly_the_bits_of_the_withdrawn(withdrawn: set[int]) -> None:
    made = status_list(f"{ADDRESS}/status/1", issuer="did:web:x", withdrawn=withdrawn, changed_at=NOW)
    places = {place - 131_072 for place in withdrawn} | {0, 131_071}

    assert {place for place in places if is_withdrawn(made, place)} == {place - 131_072 for place in withdrawn}
    assert entry(ADDRESS, 131_072)["statusListIndex"] == "0"


def test_fullest_list_can_still_be_read() -> None:
    lot = set(Random(7).sample(range(131_072), 65_536))

    made = write(status_list(f"{ADDRESS}/status/0", issuer="did:web:x", withdrawn=lot, changed_at=NOW))

    assert len(made) < 24_000
    assert read(made)["credentialSubject"]["type"] == "BitstringStatusList"


@pytest.mark.parametrize("text", ["", "u", "x123", "u!!", "uH4sIAAAAAAAAA", "u" + encoded(b"x")])
def test_broken_status_list_is_refused(text: str) -> None:
    with pytest.raises(BadgeRefused):
        is_withdrawn({"credentialSubject": {"statusPurpose": "revocation", "encodedList": text}}, 3)


@given(raw=st.binary(max_size=80))
def test_base58_goes_both_ways(raw: bytes) -> None:
    assert base58.decode(base58.encode(raw)) == raw
