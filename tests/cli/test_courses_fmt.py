"""`elearn courses fmt`: what it changes it says, `--check` writes nothing, twice changes nothing, nothing is half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli.courses import command
from elearn.testing.factories.courses import write_course, write_quiz

SLIPS = "---\nTitle: Kuis\njenis: kuis\nnilai lulus: 70\n---\n\n##Mana?\n-[X]A\n- [ ] B\n"
CANONICAL = (
    "---\njudul: Kuis\njenis: kuis\nnilai lulus: 70\n---\n\n## Mana?\n<!-- id: s-vo7qgobe -->\n- [x] A\n- [ ] B\n"
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two courses, of which only `a` has something to mend."""
    for name in "ab":
        write_quiz(write_course(tmp_path / "courses" / name) / "03-kuis.md")
        for file in (tmp_path / "courses" / name).glob("*.md"):
            file.write_text(file.read_text().rstrip("\n") + "\n")
    (tmp_path / "courses" / "a" / "04-kuis.md").write_text(SLIPS)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "courses"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ("fmt", *arguments), catch_exceptions=False)


def test_check_says_what_would_change_and_writes_nothing(shelf: Path) -> None:
    result = run("courses", "--check")

    assert (result.exit_code, result.output) == (
        1,
        (
            "courses/a/04-kuis.md:2: kunci: “Title” → “judul”\n"
            "courses/a/04-kuis.md:7: judul: “##Mana?” → “## Mana?”\n"
            "courses/a/04-kuis.md:7: id soal ditulis: <!-- id: s-vo7qgobe -->\n"
            "courses/a/04-kuis.md:8: kotak pilihan: “-[X]A” → “- [x] A”\n"
            "9 berkas diperiksa: 1 perlu dirapikan.\n"
        ),
    )
    assert (shelf / "a" / "04-kuis.md").read_text() == SLIPS


def test_fmt_writes_once_and_keeps_the_mode(shelf: Path) -> None:
    quiz = shelf / "a" / "04-kuis.md"
    quiz.chmod(0o640)
    first, second = run("courses"), run("courses", "--check")

    assert (first.exit_code, first.output.splitlines()[-1]) == (0, "9 berkas diperiksa: 1 dirapikan.")
    assert quiz.read_text() == CANONICAL
    assert quiz.stat().st_mode & 0o777 == 0o640
    assert (second.exit_code, second.output) == (0, "9 berkas diperiksa: 0 perlu dirapikan.\n")
    assert sorted(path.name for path in quiz.parent.iterdir()) == [
        "01-materi.md", "02-materi.md", "03-kuis.md", "04-kuis.md", "kursus.md",
    ]  # fmt: skip


def test_only_the_named_file_is_written(shelf: Path) -> None:
    (shelf / "a" / "05-kuis.md").write_text(SLIPS.replace("Mana?", "Apa?"))

    assert run("courses/a/04-kuis.md").output.splitlines()[-1] == "1 berkas diperiksa: 1 dirapikan."
    assert (shelf / "a" / "05-kuis.md").read_text().startswith("---\nTitle")


def test_file_that_cannot_be_read_is_left_and_named_and_the_others_are_written(shelf: Path) -> None:
    (shelf / "a" / "01-materi.md").write_bytes(b"\xff\xfeA")
    result = run("courses/a")

    assert result.exit_code == 1
    assert result.output.splitlines()[0] == (
        "courses/a/01-materi.md:1: salah: berkas ini bukan teks UTF-8 (byte ke-1 tidak dapat dibaca) "
        "(buka di Notepad, pilih Simpan Sebagai, lalu pilih Pengodean: UTF-8)"
    )
    assert result.output.splitlines()[-1] == "5 berkas diperiksa: 1 dirapikan, 1 tidak dapat dibaca atau ditulis."
    assert (shelf / "a" / "01-materi.md").read_bytes() == b"\xff\xfeA"
    assert (shelf / "a" / "04-kuis.md").read_text() == CANONICAL


def test_facts_come_as_json(shelf: Path) -> None:
    facts = json.loads(run("courses/a/04-kuis.md", "--check", "--json").output)

    assert [(fact["path"], fact["changed"], len(fact["changes"])) for fact in facts] == [
        ("courses/a/04-kuis.md", True, 4)
    ]
    assert facts[0]["changes"][0] == {"line": 2, "what": "kunci", "before": "Title", "after": "judul"}
