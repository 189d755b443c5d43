"""The commands that scripts rely on: they exist, explain themselves in Indonesian, and print facts as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli.door import Door
from elearn.cli.main import main, root
from elearn.hooks.house import House

PROMISED = (
    "serve", "demo", "worker", "db upgrade", "db remove", "people import", "people export", "people template",
    "courses check", "courses publish", "courses list", "completion rebuild", "certificates show",
    "certificates revoke", "plugins list", "plugins new",
)  # fmt: skip
FACTS = ("db upgrade", "courses list", "plugins list", "completion rebuild --verify")


def run(house: House, *arguments: str) -> Result:
    return CliRunner().invoke(root, list(arguments), obj=Door(house), catch_exceptions=False)


@pytest.mark.parametrize("command", PROMISED)
def test_promised_command_explains_itself(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEARN_HOME", str(tmp_path))
    said = CliRunner().invoke(root, [*command.split(), "--help"], catch_exceptions=False)
    sentence = said.stdout.splitlines()[2].strip()

    assert (said.exit_code, bool(sentence)) == (0, True)
    assert [word for word in (" the ", " a ", " of ", " and ") if word in f" {sentence} "] == []


@pytest.mark.parametrize("command", FACTS)
def test_facts_are_json(house: House, command: str) -> None:
    said = run(house, *command.split(), "--json")

    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) is not None


def test_demo_prints_one_sign_in_per_role_and_changes_nothing_the_second_time(house: House) -> None:
    first = run(house, "demo", "--people", "60", "--json")
    second = run(house, "demo", "--people", "60", "--json")
    facts = json.loads(first.stdout)

    assert json.loads(second.stdout) == facts
    assert facts["url"] == "http://127.0.0.1:8000"
    assert [account["role"] for account in facts["accounts"]] == ["learner", "trainer", "hr", "admin"]
    assert [set(account) for account in facts["accounts"]] == [{"role", "nip", "password"}] * 4


def test_demo_leaves_a_ledger_that_agrees_with_what_is_stored(house: House) -> None:
    run(house, "demo", "--people", "60")

    assert run(house, "completion", "rebuild", "--verify").exit_code == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("ELEARN_PORT", "delapan"), ("ELEARN_PORT", "99999"), ("ELEARN_ZONE", "GMT"), ("ELEARN_HOST", "localhost")],
)
def test_bad_setting_is_one_sentence(
    tmp_path: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from elearn.cli.main import main

    monkeypatch.setenv("ELEARN_HOME", str(tmp_path))
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main(["courses", "list"])

    said = capsys.readouterr().err
    assert (ended.value.code, len(said.splitlines())) == (1, 1)
    assert said.startswith(f"{name}={value}")


def test_database_that_does_not_answer_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ELEARN_HOME", str(tmp_path))
    monkeypatch.setenv("ELEARN_DATABASE_URL", "postgresql://elearn@127.0.0.1:1/elearn")

    with pytest.raises(SystemExit) as end:
        main(["courses", "list"])

    said = capsys.readouterr().err
    assert (end.value.code, said.count("\n")) == (1, 1)
    assert said.startswith(
        "Basis data tidak dapat dipakai. Periksa ELEARN_DATABASE_URL, servernya, dan ruang penyimpanannya."
    )


@pytest.mark.parametrize(
    ("command", "status", "sentence"),
    [
        (
            "certificates show NOPE",
            1,
            "Tidak ada sertifikat dengan kode atau nomor “NOPE”. Periksa kembali penulisannya.",
        ),
        (
            "certificates revoke NOPE --reason x",
            1,
            "Tidak ada sertifikat dengan kode ini. Periksa kembali kode yang tercetak pada sertifikat.",
        ),
        (
            "certificates series NOPE",
            1,
            "Tidak ada instansi (unit teratas) berkode “NOPE”. Periksa kodenya dengan `elearn people export`.",
        ),
        (
            "certificates verify /tidak/ada.pdf",
            2,
            "Isi 'BERKAS.pdf' tidak dapat dipakai: Berkas '/tidak/ada.pdf' tidak ada.",
        ),
        ("certificates show", 2, "Argumen belum diisi: 'KODE|NOMOR'."),
        ("certificates cabut", 2, "Tidak ada perintah 'cabut'."),
        ("career show 123", 1, "Tidak ada pegawai dengan NIP “123”. Periksa angkanya."),
        ("career show 123 --year -5", 2, "Isi '--year' tidak dapat dipakai: -5 di luar batas 1950<=x<=2100."),
        ("career export 1 -o paspor.zip", 1, "Tidak ada pegawai dengan NIP “1”. Periksa angkanya."),
        ("career import setup.cfg", 1, "Paspor ini ditolak. Berkas ini rusak"),
        ("career recompute --year 2026 --pack lain", 1, "Tidak ada paket aturan “lain”."),
        ("siasn export -o x.json --unit LAIN", 1, "Tidak ada unit berkode “LAIN”."),
        ("siasn export -o tidak/ada/x.json", 1, "tidak dapat dibaca atau ditulis."),
        ("siasn agency LAIN --id 1", 1, "Tidak ada instansi (unit teratas) berkode “LAIN”."),
        ("siasn people import {binary}", 1, "biner bukan teks UTF-8."),
        ("siasn reconcile --sso-file {binary}", 1, "biner bukan teks UTF-8."),
    ],
)
def test_refusal_is_json_too_when_json_was_asked(
    house: House, tmp_path: Path, command: str, status: int, sentence: str
) -> None:
    (tmp_path / "biner").write_bytes(b"\xff\xfe\x00\x80")
    words = command.format(binary=tmp_path / "biner").split()

    said = run(house, *words, "--json")

    assert (said.exit_code, sentence in json.loads(said.stdout)["error"]) == (status, True), said.output
    assert sentence in said.stderr
    assert run(house, *words).stdout == ""


def test_home_that_is_a_file_is_json_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rumah").touch()
    monkeypatch.setenv("ELEARN_HOME", str(tmp_path / "rumah"))

    with pytest.raises(SystemExit) as end:
        main(["courses", "list", "--json"])

    said = capsys.readouterr()
    assert (end.value.code, json.loads(said.out)) == (1, {"error": said.err.strip()})


def test_the_console_ends_with_the_sentence_in_both_places(tmp_path: Path) -> None:
    told = {**os.environ, "ELEARN_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "elearn.cli", "career", "import", str(Path(__file__)), "--json"],
        env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 1
    assert json.loads(ran.stdout) == {"error": ran.stderr.strip()}
