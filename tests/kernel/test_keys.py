"""Keys of an installation: made once, private, rotated without losing what was signed before."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from elearn.config import BadSetting, Settings
from elearn.kernel.issuer import did_document, did_of, jwks, multibase
from elearn.kernel.keys import keys_of, kid_of, rotate


def test_first_key_is_made_once_and_private(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)

    with ThreadPoolExecutor(8) as crowd:
        kids = {ring.current.kid for ring in crowd.map(lambda _: keys_of(settings), range(16))}

    assert kids == {keys_of(settings).current.kid}
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["0001.pem"]
    assert stat.S_IMODE((tmp_path / "keys" / "0001.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_rotation_signs_with_the_new_key_and_verifies_with_both(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, keys=tmp_path / "elsewhere")
    before = keys_of(settings).current
    signature = before.sign(b"claim")

    after = rotate(settings)

    assert after.current.kid != before.kid
    assert [key.name for key in after.all_public] == ["0001", "0002"]
    old = after.by_kid(before.kid)
    assert old is not None
    assert (old.holds(signature, b"claim"), old.holds(signature, b"claims")) == (True, False)
    assert after.by_kid(b"12345678") is None


def test_public_half_of_a_retired_key_verifies_and_never_signs(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    signature = keys_of(settings).current.sign(b"claim")
    rotate(settings)
    file = tmp_path / "keys" / "0001.pem"
    private = load_pem_private_key(file.read_bytes(), None)
    file.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))

    ring = keys_of(settings)

    assert (ring.all_public[0].holds(signature, b"claim"), ring.current.about.name) == (True, "0002")
    (tmp_path / "keys" / "0002.pem").unlink()
    with pytest.raises(BadSetting, match="tidak memuat kunci privat"):
        keys_of(settings)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    ],
)
def test_foreign_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "0001.pem").write_bytes(content)

    with pytest.raises(BadSetting, match=r"0001\.pem bukan kunci Ed25519"):
        keys_of(Settings(home=tmp_path))


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://belajar.kota.go.id", "did:web:belajar.kota.go.id"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
        ("https://kota.go.id/asn/belajar/", "did:web:kota.go.id:asn:belajar"),
    ],
)
def test_issuer_is_named_by_its_address(tmp_path: Path, address: str, did: str) -> None:
    assert did_of(Settings(home=tmp_path, public_url=address)) == did


def test_issuer_without_a_name_is_its_key(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, issuer="did:key")
    key = keys_of(settings).current.about

    document = did_document(settings)

    assert document["id"] == f"did:key:{multibase(key.raw)}"
    assert document["assertionMethod"] == [f"{document['id']}#{multibase(key.raw)}"]


def test_key_is_written_as_did_key_asks() -> None:
    """The example of the did:key specification, section 2: a known key and its spelling."""
    raw = bytes.fromhex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6")

    assert multibase(raw) == "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    assert len(kid_of(raw)) == 8


def test_unknown_issuer_is_refused() -> None:
    with pytest.raises(BadSetting, match="ELEARN_ISSUER=dns tidak dikenal"):
        Settings(issuer="dns")


def test_documents_name_every_key(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, public_url="https://belajar.kota.go.id")
    rotate(settings)

    methods = [method["id"] for method in did_document(settings)["verificationMethod"]]

    assert len(methods) == 2
    assert [key["kid"] for key in jwks(settings)["keys"]] == methods
