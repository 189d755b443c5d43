"""“Unduh semuanya”: a signed zip with all that is a person's, made by a job, checkable by others' tools."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pypdf import PdfReader

from elearn.cli.career import command as career
from elearn.cli.certificates import command
from elearn.cli.door import Door
from elearn.core.career import services as evidence
from elearn.core.career.services.evidence import Description
from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.issuer import jwks
from elearn.kernel.keys import keys_of, rotate
from elearn.kernel.manifests import NotSealed, unsealed
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import make_evidence
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person

REASON = "Diterbitkan dua kali."


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture
def two(work: Work) -> tuple[Certificate, Certificate]:
    """A valid certificate of a person, and a revoked one."""
    with committed(work):
        valid = make_certificate(work)
        revoked = make_certificate(work, valid.person)
        services.revoke(work, revoked, REASON)
        make_certificate(work)
    return valid, revoked


def bundle_of(house: House, person_id: int) -> BytesIO:
    file = BytesIO()
    services.write_bundle(house.work, person_id, file, lambda _done, _all: None)
    file.seek(0)
    return file


def test_bundle_holds_everything_of_the_person_and_nothing_of_others(
    house: House, two: tuple[Certificate, Certificate]
) -> None:
    valid, _revoked = two
    with ZipFile(bundle_of(house, valid.person_id)) as archive:
        names = set(archive.namelist())
        pdf = next(name for name in names if name.endswith(".pdf") and valid.code in name)
        common = {"BACA-SAYA.txt", "daftar-sertifikat.csv", "kunci-penerbit.json", "manifest.json", "manifest.jws", "riwayat.json", "transkrip.pdf"}  # fmt: skip
        each = ("lencana.json", "lencana.jwt", "lencana.png", "lencana.svg", "klaim.txt", "isi.json")
        assert names == common | {pdf} | {f"sertifikat/{one.code}/{name}" for one in two for name in each}
        assert archive.read(pdf).startswith(b"%PDF")
        assert archive.read("transkrip.pdf").startswith(b"%PDF")
        assert REASON in archive.read("daftar-sertifikat.csv").decode()
        claim = archive.read(f"sertifikat/{valid.code}/klaim.txt").decode()
    with house.work(write=False) as work:
        assert services.check_claim(work, claim).outcome == "valid"


def test_title_with_letters_that_no_font_has_spoils_nobodys_bundle(house: House) -> None:
    with house.work(write=True) as work, committed(work):
        certificate = make_certificate(work, make_person(work), make_course(work, title="Lokakarya 🎉 Inovasi 漢字"))
        person_id = certificate.person_id

    with ZipFile(bundle_of(house, person_id)) as archive:
        transcript = PdfReader(BytesIO(archive.read("transkrip.pdf"))).pages[0].extract_text()

    assert "Lokakarya Inovasi \ufffd\ufffd" in " ".join(transcript.split())


def test_manifest_is_checked_by_nothing_but_sha256_and_ed25519(
    house: House, two: tuple[Certificate, Certificate]
) -> None:
    with ZipFile(bundle_of(house, two[0].person_id)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        head, payload, signature = archive.read("manifest.jws").decode().split(".")
        key = next(one for one in jwks(house.settings)["keys"] if one["kid"] == json.loads(decoded(head))["kid"])
        Ed25519PublicKey.from_public_bytes(decoded(key["x"])).verify(decoded(signature), f"{head}.{payload}".encode())
        assert decoded(payload) == archive.read("manifest.json")
        listed = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in manifest["files"]}
    assert manifest["files"] == listed
    assert (manifest["kind"], manifest["holder"]["nip"]) == ("elearn-bundle", two[0].person.nip)


def test_every_change_is_noticed(house: House, two: tuple[Certificate, Certificate]) -> None:
    good = bundle_of(house, two[0].person_id)
    with house.work(write=True) as work:
        rotate(work.settings)
    keys = keys_of(house.settings).all_public
    assert unsealed(good, keys)["kind"] == "elearn-bundle"
    with ZipFile(good) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: bytes([content[0] ^ 1]) + content[1:] for name, content in files.items()}
    for name in files:
        with pytest.raises(NotSealed):
            unsealed(zipped({**files, name: changed[name]}), keys)
        with pytest.raises(NotSealed):
            unsealed(zipped({one: content for one, content in files.items() if one != name}), keys)
    with pytest.raises(NotSealed, match="tidak sama dengan daftar"):
        unsealed(zipped({**files, "tambahan.pdf": b"%PDF"}), keys)
    with pytest.raises(NotSealed, match="bukan dari kunci penerbit"):
        unsealed(zipped(files), keys[1:])
    with pytest.raises(NotSealed, match="rusak"):
        unsealed(BytesIO(b"bukan zip"), keys)


def zipped(files: dict[str, bytes]) -> BytesIO:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def test_holder_gets_it_from_the_worker(house: House, two: tuple[Certificate, Certificate], sign_in: SignIn) -> None:
    with house.work(write=True) as work, committed(work):
        stranger = make_person(work)
    browser = sign_in(two[0].person)
    assert "Unduh semuanya" in browser.get("/sertifikat").text

    page = browser.post("/sertifikat/semua").headers["Location"]
    waiting, early = browser.get(page), browser.get(f"{page}/berkas")
    house.queue.sweep()
    ready, file = browser.get(page), browser.get(f"{page}/berkas")

    assert (waiting.status_code, early.status_code) == (200, 409)
    assert "Berkas siap: 2 sertifikat, 1 transkrip, 1 riwayat<" in ready.text
    assert ("<h1>Unduh semuanya</h1>" in ready.text, "Ekspor ke Excel" in ready.text) == (True, False)
    assert (file.mimetype, file.headers["Cache-Control"]) == ("application/zip", "private, no-store")
    assert len(unsealed(BytesIO(file.data), keys_of(house.settings).all_public)["files"]) == 18
    assert [sign_in(stranger).get(address).status_code for address in (page, f"{page}/berkas")] == [404, 404]


def test_who_has_only_evidence_reads_what_is_in_the_file(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        sent = make_evidence(work, person)
        evidence.accept(work, sent, Description.of(sent))
    browser = sign_in(person)
    page = browser.post("/sertifikat/semua").headers["Location"]
    house.queue.sweep()

    assert "Berkas siap: 1 transkrip, 1 riwayat, 1 bukti<" in browser.get(page).text
    browser.post("/bahasa", data={"lang": "en"})
    assert "1 transcript, 1 record, 1 evidence files" in browser.get(page).text


def test_hr_hands_it_over_by_command(house: House, two: tuple[Certificate, Certificate], tmp_path: Path) -> None:
    target = tmp_path / "semua.zip"
    nip = two[0].person.nip

    written = CliRunner().invoke(career, ["export", nip, "-o", str(target), "--json"], obj=Door(house))
    checked = CliRunner().invoke(command, ["check-bundle", str(target), "--json"], obj=Door(house))
    target.write_bytes(target.read_bytes()[:-100])
    broken = CliRunner().invoke(command, ["check-bundle", str(target)], obj=Door(house))

    assert (written.exit_code, json.loads(written.stdout)["file"]) == (0, str(target))
    assert (checked.exit_code, json.loads(checked.stdout)["holder"]["nip"]) == (0, nip)
    assert (broken.exit_code, broken.stdout[:1]) == (1, "✗")
