"""`elearn people`, run as an operator runs it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.cli.door import Door
from elearn.cli.main import root
from elearn.core.people import queries
from elearn.core.people.models import Account, Person
from elearn.core.people.passwords import verify_password
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_unit

HEADER = "nip;nama;gelar_depan;gelar_belakang;jenis;golongan;jabatan;jenis_jabatan;eselon;kode_unit;email;telepon;tmt_jabatan"
GOOD = "19900101 201503 2 999;Siti Aminah;dr.;;PNS;III/c;Dokter Ahli Muda;Fungsional;;D-1;;;"
BAD = "19901301 201503 2 998;Budi;;;PNS;III/c;Dokter Ahli Muda;Fungsional;;D-1;;;"


@pytest.fixture
def person(work: Work) -> Person:
    with committed(work):
        return make_person(work, make_unit(work, code="D-1"))


def run(house: House, *arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(root, ["people", *map(str, arguments)], obj=Door(house), input=typed)


def csv_file(folder: Path, *lines: str) -> Path:
    path = folder / "pegawai.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return path


def test_an_import_prints_what_happened_and_reports_each_row(house: House, person: Person, tmp_path: Path) -> None:
    answer = run(house, "import", csv_file(tmp_path, GOOD), "--report", tmp_path / "hasil.json")

    assert (answer.exit_code, answer.stdout) == (
        0,
        "1 baru, 0 berubah, 0 sama, 0 ditolak. Semua baris sudah disimpan.\n",
    )
    assert json.loads((tmp_path / "hasil.json").read_text()) == [
        {
            "sheet": "pegawai",
            "row": 2,
            "key": "199001012015032999",
            "result": "baru",
            "reason": "",
            "fix": "",
            "name": "Siti Aminah",
        }
    ]


def test_a_refused_row_fails_the_command_and_keeps_all_out(
    house: House, person: Person, work: Work, tmp_path: Path
) -> None:
    answer = run(house, "import", csv_file(tmp_path, GOOD, BAD))

    assert answer.exit_code == 1
    assert answer.stdout.startswith("pegawai baris 3 (")
    assert answer.stdout.endswith(
        "Tidak ada yang disimpan. Perbaiki baris yang ditolak, atau ulangi dengan --keep-good.\n"
    )
    assert work.session.scalar(select(func.count()).select_from(Person)) == 1


def test_keep_good_saves_the_good_rows_and_still_fails(
    house: House, person: Person, work: Work, tmp_path: Path
) -> None:
    answer = run(house, "import", csv_file(tmp_path, GOOD, BAD), "--keep-good", "--json")
    facts = json.loads(answer.stdout)

    assert answer.exit_code == 1
    assert (facts["saved"], facts["baru"], facts["ditolak"], [row["row"] for row in facts["refused"]]) == (
        True,
        1,
        1,
        [3],
    )
    assert work.session.scalar(select(func.count()).select_from(Person)) == 2


def test_a_dry_run_saves_nothing(house: House, person: Person, work: Work, tmp_path: Path) -> None:
    answer = run(house, "import", csv_file(tmp_path, GOOD), "--dry-run")

    assert answer.stdout == "1 baru, 0 berubah, 0 sama, 0 ditolak. Ini pemeriksaan saja; tidak ada yang disimpan.\n"
    assert work.session.scalar(select(func.count()).select_from(Person)) == 1


def test_a_file_that_is_no_sheet_is_one_sentence(house: House, tmp_path: Path) -> None:
    (tmp_path / "foto.xlsx").write_bytes(b"PK\x03\x04broken")
    answer = run(house, "import", tmp_path / "foto.xlsx")

    assert answer.exit_code == 1
    assert answer.stderr.startswith("foto.xlsx: ")
    assert answer.stdout == ""


@pytest.mark.parametrize("name", ["ekspor.xlsx", "ekspor.csv"])
def test_what_was_exported_comes_back_the_same(house: House, person: Person, tmp_path: Path, name: str) -> None:
    exported = run(house, "export", tmp_path / name, "--json")
    answer = run(house, "import", tmp_path / name, "--json")

    assert json.loads(exported.stdout) == {"file": str(tmp_path / name)}
    assert answer.exit_code == 0
    assert {key: json.loads(answer.stdout)[key] for key in ("baru", "berubah", "ditolak")} == {
        "baru": 0,
        "berubah": 0,
        "ditolak": 0,
    }


def test_units_are_exported_as_csv_too(house: House, person: Person, tmp_path: Path) -> None:
    run(house, "export", tmp_path / "unit.csv", "--sheet", "unit")

    assert (tmp_path / "unit.csv").read_text("utf-8-sig").splitlines()[0] == "kode;nama;kode_induk;jenis"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ekspor.ods", "Nama berkas “ekspor.ods” harus berakhiran .xlsx atau .csv.\n"),
        ("tidak/ada.csv", "tidak dapat ditulis. Periksa folder, izin, dan ruang penyimpanannya.\n"),
    ],
)
def test_an_export_that_cannot_be_written_is_one_sentence(
    house: House, tmp_path: Path, name: str, sentence: str
) -> None:
    answer = run(house, "export", tmp_path / name)

    assert (answer.exit_code, answer.stderr[-len(sentence) :]) == (1, sentence)


def test_the_template_is_an_empty_import(house: House, tmp_path: Path) -> None:
    run(house, "template", tmp_path / "contoh.xlsx")
    answer = run(house, "import", tmp_path / "contoh.xlsx")

    assert (
        answer.stdout
        == "0 baru, 0 berubah, 0 sama, 0 ditolak. Berkas ini tidak berisi baris. Isi lembar unit atau pegawai dahulu.\n"
    )


def test_first_codes_are_written_to_a_file_for_the_owner_only(
    house: House, person: Person, work: Work, tmp_path: Path
) -> None:
    with committed(work):
        work.session.get_one(Account, person.id).password_hash = None
    out = tmp_path / "kode.csv"
    answer = run(house, "codes", "--unit", "D-1", "--out", out, "--json")
    lines = out.read_text("utf-8-sig").splitlines()

    assert json.loads(answer.stdout) == {"file": str(out), "codes": 1}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (lines[0], lines[1].partition(";")[0].replace(" ", "")) == ("nip;nama;unit;kode;berlaku_sampai", person.nip)
    assert run(house, "codes", "--unit", "D-1", "--out", out).exit_code == 1


def test_codes_for_an_unknown_unit_are_refused(house: House, tmp_path: Path) -> None:
    answer = run(house, "codes", "--unit", "XX", "--out", tmp_path / "kode.csv")

    assert (answer.exit_code, (tmp_path / "kode.csv").exists()) == (1, False)


def test_a_code_for_one_person_opens_the_door(house: House, person: Person, client: FlaskClient) -> None:
    code = json.loads(run(house, "reset-code", person.nip, "--json").stdout)["code"]
    new = "hujan di bulan juni"

    assert (
        client.post("/atur-ulang", data={"nip": person.nip, "code": code, "new": new, "again": new}).status_code == 302
    )


def test_a_password_from_the_operator_must_be_changed(house: House, person: Person, work: Work) -> None:
    answer = run(house, "password", person.nip, typed="hujan di bulan juni\nhujan di bulan juni\n")
    account = work.session.get_one(Account, person.id, populate_existing=True)

    assert answer.exit_code == 0
    assert account.must_change
    assert verify_password(account.password_hash, "hujan di bulan juni")


def test_a_poor_password_from_the_operator_is_refused(house: House, person: Person) -> None:
    answer = run(house, "password", person.nip, "--password", "pendek")

    assert (answer.exit_code, answer.stderr.count("paling sedikit 10 huruf")) == (1, 1)


def test_roles_are_granted_and_revoked(house: House, person: Person, work: Work) -> None:
    person_id, nip, held = person.id, person.nip, []
    for verb in ("grant", "revoke"):
        assert run(house, verb, nip, "--role", "hr", "--unit", "D-1").exit_code == 0
        held.append([line.role for line in queries.role_lines(work, person_id)])
        work.session.rollback()

    assert held == [["hr"], []]
