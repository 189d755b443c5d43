"""`elearn certificates verify|render|pdf-key`: what holds of a file and what does not, each by its own sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from elearn.app import open_house
from elearn.config import Settings
from elearn.core.certificates import keeping, services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel import migrations
from elearn.kernel.keys import rotate
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate

from .test_certificate_commands import run


def issued(house: House) -> Certificate:
    with house.work(write=True) as work, committed(work):
        return make_certificate(work)


def handed_out(house: House, certificate: Certificate, folder: Path) -> Path:
    """The certificate's PDF as a file."""
    path = folder / "sertifikat.pdf"
    with house.work(write=False) as work:
        path.write_bytes(keeping.document(house, work, work.session.get_one(Certificate, certificate.id)))
    return path


def verdict(house: House, capsys: pytest.CaptureFixture[str], path: Path) -> tuple[int, dict[str, str]]:
    """Exit status, and what holds by name."""
    status, out, _ = run(house, capsys, "verify", str(path), "--json")
    facts: dict[str, Any] = json.loads(out)
    assert facts["holds"] == (status == 0)
    return status, {one["what"]: one["holds"] for one in facts["findings"]}


ALL = {"signature": "unasked", "claim": "yes", "certificate": "yes", "state": "yes", "file": "yes"}


def test_file_that_was_handed_out_holds(house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = handed_out(house, issued(house), tmp_path)

    assert verdict(house, capsys, path) == (0, ALL)


def test_file_saved_anew_by_another_program_is_not_the_one(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = handed_out(house, issued(house), tmp_path)
    PdfWriter(clone_from=path).write(path)

    assert verdict(house, capsys, path)[0] == 1


def test_claim_of_another_certificate_in_the_file_is_seen(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second = issued(house), issued(house)
    with house.work(write=False) as work:
        claims = [
            services.paper_claim(work, work.session.get_one(Certificate, one.id)).encode() for one in (first, second)
        ]
    path = handed_out(house, first, tmp_path)
    content = path.read_bytes()
    path.write_bytes(content + b"\n% " + claims[1])

    status, found = verdict(house, capsys, path)
    assert (status, found["claim"]) == (1, "no")
    path.write_bytes(content.replace(claims[0][:80], claims[0][:79] + b"Z", 1))
    assert verdict(house, capsys, path)[0] == 1


def test_withdrawn_certificate_does_not_hold(house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    certificate = issued(house)
    path = handed_out(house, certificate, tmp_path)
    with house.work(write=True) as work, committed(work):
        services.revoke(work, work.session.get_one(Certificate, certificate.id), "Ujian dikerjakan orang lain.")

    assert verdict(house, capsys, path) == (1, ALL | {"state": "no"})
    assert "✗ Sertifikat ini sudah dicabut. Alasan: Ujian dikerjakan orang lain." in run(
        house, capsys, "verify", str(path)
    )[1].split("\n")


def test_certificate_of_another_house_is_not_ours(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = handed_out(house, issued(house), tmp_path)
    other = open_house(Settings(home=tmp_path / "lain"), guests=())
    migrations.upgrade_all(other.database.engine, other.histories)

    assert verdict(other, capsys, path) == (1, {"signature": "unasked", "claim": "no"})
    other.close()


def test_rotated_key_still_verifies(house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = handed_out(house, issued(house), tmp_path)
    rotate(house.settings)

    assert verdict(house, capsys, path) == (0, ALL)


@pytest.mark.parametrize("content", [b"", b"bukan PDF", b"%PDF-1.7\n", b"%PDF-1.7\nEL1:" + b"A" * 60])
def test_what_is_no_certificate_is_refused(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "lain.pdf"
    path.write_bytes(content)

    assert verdict(house, capsys, path) == (1, {"signature": "no", "claim": "no"})


def test_missing_file_is_wrong_usage(house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(house, capsys, "verify", str(tmp_path / "tidak-ada.pdf"))[0] == 2


def test_signed_certificate_holds_and_a_changed_one_does_not(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, _ = run(house, capsys, "pdf-key", str(tmp_path / "segel.p12"), "--json")
    made = json.loads(out)
    house.settings = replace(
        house.settings, pdf_key=Path(made["ELEARN_PDF_KEY"]), pdf_key_secret=made["ELEARN_PDF_KEY_SECRET"]
    )
    path = handed_out(house, issued(house), tmp_path)

    assert status == 0
    assert (tmp_path / "segel.sandi").stat().st_mode & 0o777 == 0o600
    assert verdict(house, capsys, path) == (0, ALL | {"signature": "yes"})
    content = bytearray(path.read_bytes())
    content[content.index(b"/CreationDate") + 20] ^= 1
    path.write_bytes(content)
    assert verdict(house, capsys, path) == (1, ALL | {"signature": "no", "file": "no"})
    assert run(house, capsys, "pdf-key", str(tmp_path / "segel.p12"))[0] == 1


def test_render_draws_what_nobody_asked_for_yet(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    certificates = [issued(house) for _ in range(3)]
    kept = handed_out(house, certificates[0], tmp_path).read_bytes()

    status, out, _ = run(house, capsys, "render", "--all", "--processes", "1", "--json")

    assert (status, json.loads(out)["drawn"]) == (0, 2)
    with house.work(write=False) as work:
        digests = [work.session.get_one(Certificate, one.id).document_digest or "" for one in certificates]
    assert [len(PdfReader(house.files.path(digest)).pages) for digest in digests] == [1, 1, 1]
    assert house.files.read(digests[0]) == kept
    assert run(house, capsys, "render", certificates[1].code)[1].startswith("0 berkas digambar")
    assert run(house, capsys, "render")[0] == 2


def test_documents_drawn_by_another_process_are_the_same(work: Work, house: House, tmp_path: Path) -> None:
    with committed(work):
        certificate = make_certificate(work)
    first = handed_out(house, certificate, tmp_path).read_bytes()

    assert services.build_document(work, certificate) == house.files.put(first)
