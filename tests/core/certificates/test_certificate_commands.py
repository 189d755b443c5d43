"""`elearn certificates`: facts as JSON, a refusal as one sentence."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from elearn.cli.door import Door
from elearn.cli.main import main
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.people import make_person, make_unit

REASON = "Ujian dikerjakan orang lain."


def run(house: House, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(["certificates", *words], obj=Door(house))
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


def make(work: Work) -> Certificate:
    with committed(work):
        return make_certificate(work, make_person(work, make_unit(work, code="5471")))


@pytest.mark.parametrize("by", ["code", "number"])
def test_show_finds_by_code_and_by_number(
    work: Work, house: House, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    certificate = make(work)

    status, out, _ = run(
        house, capsys, "show", getattr(certificate, by).lower() if by == "code" else certificate.number, "--json"
    )

    facts = json.loads(out)
    assert (status, facts.pop("claims")) == (0, json.loads(certificate.claims))
    assert facts == {
        "code": certificate.code,
        "number": certificate.number,
        "state": "issued",
        "standing": "valid",
        "reason": None,
        "changed_at": None,
        "superseded_by": None,
        "verify_url": f"http://127.0.0.1:8000/verifikasi/{certificate.code}",
        "document_digest": None,
        "signatories": [
            {"name": from_json(certificate.claims).signatories[0].name, "position": "Diterbitkan oleh", "nip": ""}
        ],
    }


def test_show_prints_for_people(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    certificate = make(work)

    _, out, _ = run(house, capsys, "show", certificate.code)

    lines = {line[:30].strip(): line[31:] for line in out.splitlines()}
    assert (lines["Nomor"], lines["Keadaan"]) == (certificate.number, "sah")


def test_show_of_nothing_is_one_sentence(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, capsys, "show", "99/800") == (
        1,
        "",
        "Tidak ada sertifikat dengan kode atau nomor “99/800”. Periksa kembali penulisannya.\n",
    )


def test_number_of_two_agencies_asks_for_the_code(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        for agency in (make_unit(work, code="A"), make_unit(work, code="B")):
            make_certificate(work, make_person(work, agency))
        for certificate in work.session.scalars(select(Certificate)):
            certificate.number = "1/2026"

    assert (
        run(house, capsys, "show", "1/2026")[2]
        == "Nomor “1/2026” dipakai lebih dari satu instansi. Tulis kode sertifikatnya.\n"
    )


def test_revoke_withdraws_once(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    certificate = make(work)

    first = run(house, capsys, "revoke", certificate.code.lower(), "--reason", REASON, "--json")
    second = run(house, capsys, "revoke", certificate.code, "--reason", "Lagi.")

    facts = json.loads(first[1])
    assert (first[0], facts["standing"], facts["reason"]) == (0, "revoked", REASON)
    assert (second[0], second[1], second[2].count("\n")) == (1, "", 1)
    assert second[2].startswith(f"Sertifikat nomor {certificate.number} sudah dicabut pada ")


def test_revoke_of_an_unknown_code_is_one_sentence(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, capsys, "revoke", "K7QF", "--reason", REASON) == (
        1,
        "",
        "Tidak ada sertifikat dengan kode ini. Periksa kembali kode yang tercetak pada sertifikat.\n",
    )


def test_supersede_names_both_numbers(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    certificate = make(work)
    newer = certificate.number.replace("1/", "2/", 1)

    assert run(house, capsys, "supersede", certificate.code, "--reason", "Nama salah tulis.") == (
        0,
        f"Sertifikat nomor {certificate.number} digantikan oleh nomor {newer}.\n",
        "",
    )


def test_series_is_shown_and_changed(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        make_unit(work, code="5471", name="Pemerintah Kota Harapan")
    default = json.loads(run(house, capsys, "series", "5471", "--json")[1])

    changed = json.loads(run(house, capsys, "series", "5471", "--unit", "BKPSDM", "--code", "800.2", "--json")[1])

    assert default == {
        "template": "{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}",
        "code": "800",
        "unit": "5471",
        "place": "Harapan",
        "signatory_name": "Pemerintah Kota Harapan",
        "signatory_position": "Diterbitkan oleh",
        "signatory_nip": "",
    }
    assert changed == {**default, "unit": "BKPSDM", "code": "800.2"}


def test_series_of_a_lower_unit_is_refused(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        make_unit(work, make_unit(work), code="01")

    assert run(house, capsys, "series", "01")[2] == (
        "Tidak ada instansi (unit teratas) berkode “01”. Periksa kodenya dengan `elearn people export`.\n"
    )
