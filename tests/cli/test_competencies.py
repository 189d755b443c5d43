"""`elearn competencies` and `elearn profiles`: files in and out, facts as JSON, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from elearn.cli.door import Door
from elearn.cli.main import main
from elearn.core.profiles import services
from elearn.core.profiles.rules import MEASURED
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_unit


def run(house: House, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words), obj=Door(house))
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


def test_dictionary_goes_in_and_out(
    work: Work, house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with committed(work):
        make_unit(work, code="5471", name="Kota Harapan")
    table, package = tmp_path / "k.csv", tmp_path / "k.json"
    table.write_text("nama,sumber\nKearsipan,Perwali 12\n")

    checked = run(house, capsys, "competencies", "import", str(table), "--agency", "5471", "--dry-run", "--json")
    sent = run(house, capsys, "competencies", "import", str(table), "--agency", "5471", "--json")
    listed = json.loads(run(house, capsys, "competencies", "list", "--json")[1])

    assert [(status, json.loads(out)["saved"], json.loads(out)["baru"]) for status, out, _ in (checked, sent)] == [
        (0, False, 1),
        (0, True, 1),
    ]
    (identifier,) = [key for key, title in listed["frameworks"].items() if title.endswith("Kota Harapan")]
    assert run(house, capsys, "competencies", "export", str(package), "--framework", identifier)[0] == 0
    assert [item["fullStatement"] for item in json.loads(package.read_text())["CFItems"]] == ["Kearsipan"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("competencies", "import", "tidak-ada.csv"), 1),
        (("competencies", "export", "k.txt"), 1),
        (("competencies", "export", "k.json", "--framework", "x"), 1),
        (("competencies", "import"), 2),
        (("competencies", "requirements", "show", "Penyihir"), 1),
        (("profiles", "show", "1"), 1),
        (("profiles", "import", "tidak-ada.csv", "--kind", "bukti"), 1),
        (("profiles", "import", "tidak-ada.csv"), 2),
    ],
)
def test_what_does_not_hold_ends_with_its_status(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], status: int,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)

    found, _, err = run(house, capsys, *words)

    assert (found, err != "") == (status, True)
    assert "Traceback" not in err


def test_refused_row_ends_with_one_and_says_why(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "s.csv"
    table.write_text("jenjang,kompetensi,tingkat,berlaku_mulai\nPelaksana,Integritas,9,01-01-2026\n")

    status, out, _ = run(house, capsys, "competencies", "requirements", "import", str(table))

    assert status == 1
    assert "baris 2 (Pelaksana · Integritas): Kolom tingkat: “9” di luar batas. Isi angka 1 sampai 5." in out


def test_requirements_of_a_position_are_shown(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        make_person(work)

    status, out, _ = run(house, capsys, "competencies", "requirements", "show", "pengelola layanan", "--json")

    facts = json.loads(out)
    assert (status, facts["rank"], len(facts["required"])) == (0, "Pelaksana", 9)


def test_profile_of_a_person_is_shown(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        person = make_person(work)
        services.add(work, person.id, "Integritas", MEASURED, 2, work.today, "Uji")

    status, out, _ = run(house, capsys, "profiles", "show", person.nip, "--json")
    text = run(house, capsys, "profiles", "show", person.nip)[1]

    facts = json.loads(out)
    assert (status, facts["job_match"]["raw"], facts["ip_asn_estimate"]["total"]) == (0, 22.22, None)
    assert "JPM 22,22% Kurang Memenuhi Syarat (KMS)" in text
    assert "IP-ASN (perkiraan) belum dapat dihitung." in text


def test_evidence_is_imported(work: Work, house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with committed(work):
        person = make_person(work)
    table = tmp_path / "b.csv"
    table.write_text(f"nip,kompetensi,jenis,tingkat,tanggal\n{person.nip},Integritas,terukur,2,01-02-2026\n")

    status, out, _ = run(house, capsys, "profiles", "import", str(table), "--kind", "bukti", "--json")

    assert (status, json.loads(out)["baru"]) == (0, 1)
