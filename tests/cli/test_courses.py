"""`elearn courses`: every finding at once, one transaction, the same content twice, machine-readable forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli.courses import command
from elearn.cli.door import Door
from elearn.core.courses import queries
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid
from elearn.testing.factories.courses import write_course, write_quiz


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with two courses without faults; the first needs the second."""
    for name, extra in (("a", ("prasyarat: [b]",)), ("b", ())):
        write_quiz(write_course(tmp_path / "courses" / name, title=f"Pelatihan {name}", extra=extra) / "03-kuis.md")
    return tmp_path / "courses"


def spoil(shelf: Path) -> None:
    for name in "ab":
        quiz = shelf / name / "03-kuis.md"
        quiz.write_text(quiz.read_text().replace("- [x]", "- [ ]", 1))


def run(house: House, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, obj=Door(house), catch_exceptions=False)


def test_check_finds_nothing_in_courses_without_faults(house: House, shelf: Path) -> None:
    result = run(house, "check", str(shelf))

    assert (result.exit_code, result.output) == (0, "2 pelatihan diperiksa: 0 salah, 0 peringatan.\n")


def test_check_prints_every_finding_of_every_course(house: House, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(shelf)
    monkeypatch.chdir(shelf.parent)

    result = run(house, "check", "courses/a", "courses")

    assert result.exit_code == 1
    assert result.output == (
        "courses/a/03-kuis.md:16: salah: soal ini belum punya jawaban benar (ubah salah satu [ ] menjadi [x])\n"
        "courses/b/03-kuis.md:16: salah: soal ini belum punya jawaban benar (ubah salah satu [ ] menjadi [x])\n"
        "2 pelatihan diperiksa: 2 salah, 0 peringatan.\n"
    )


@pytest.mark.parametrize("options", [["--json"], ["--format", "json"]])
def test_check_prints_json(house: House, shelf: Path, options: list[str]) -> None:
    spoil(shelf)

    result = run(house, "check", str(shelf / "a"), *options)

    assert (result.exit_code, json.loads(result.output)) == (
        1,
        [
            {
                "path": str(shelf / "a"),
                "course": "a",
                "ok": False,
                "findings": [
                    {
                        "file": "kursus.md",
                        "line": 8,
                        "level": "salah",
                        "sentence": "kursus prasyarat “b” tidak ada",
                        "fix": "tulis kode atau nama folder kursus yang sudah ada",
                    },
                    {
                        "file": "03-kuis.md",
                        "line": 16,
                        "level": "salah",
                        "sentence": "soal ini belum punya jawaban benar",
                        "fix": "ubah salah satu [ ] menjadi [x]",
                    },
                ],
            }
        ],
    )


def test_check_prints_annotations_for_github(house: House, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(shelf)
    monkeypatch.chdir(shelf)

    assert run(house, "check", "b", "--format", "github").output == (
        "::error file=b/03-kuis.md,line=16::soal ini belum punya jawaban benar (ubah salah satu [ ] menjadi [x])\n"
    )


def test_publish_publishes_all_and_the_same_again_changes_nothing(house: House, shelf: Path) -> None:
    first, second = run(house, "publish", str(shelf)), run(house, "publish", str(shelf))

    assert (first.exit_code, first.output) == (0, "a: versi 1 diterbitkan.\nb: versi 1 diterbitkan.\n")
    assert (second.exit_code, second.output) == (0, "a: tidak berubah (versi 1).\nb: tidak berubah (versi 1).\n")


def test_dry_run_says_what_would_change_and_changes_nothing(house: House, shelf: Path) -> None:
    first = run(house, "publish", str(shelf / "b"), "--dry-run")
    run(house, "publish", str(shelf / "b"))
    same = run(house, "publish", str(shelf / "b"), "--dry-run")
    lesson = next(path for path in sorted((shelf / "b").glob("*.md")) if path.name != "kursus.md")
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nSatu kalimat lagi.\n", encoding="utf-8")
    changed = run(house, "publish", str(shelf / "b"), "--dry-run")
    facts = json.loads(run(house, "publish", str(shelf / "b"), "--dry-run", "--json").output)

    assert first.output == "b: akan terbit untuk pertama kali.\n"
    assert same.output == "b: tidak berubah (versi 1).\n"
    assert changed.output.startswith("b: akan menggantikan versi 1.\n  Teks berubah: ")
    assert (facts[0]["current"], facts[0]["unchanged"], len(facts[0]["changes"]["text"])) == (1, False, 1)
    assert "versi 1" in run(house, "list").output


def test_publish_says_its_facts_as_json(house: House, shelf: Path) -> None:
    facts = json.loads(run(house, "publish", str(shelf / "b"), "--json").output)

    with house.work(write=False) as work:
        digest = queries.open_version(work, "b").digest
    assert facts == [{"course": "b", "code": "CONTOH-b", "version": 1, "digest": digest, "outcome": "new"}]


def test_one_error_keeps_all_from_being_published(house: House, shelf: Path) -> None:
    quiz = shelf / "b" / "03-kuis.md"
    quiz.write_text(quiz.read_text().replace("- [x]", "- [ ]", 1))

    result = run(house, "publish", str(shelf))

    assert (result.exit_code, result.output.splitlines()[-1]) == (
        1,
        "Tidak ada yang diterbitkan. 2 pelatihan diperiksa: 1 salah, 0 peringatan.",
    )
    with house.work(write=False) as work:
        assert queries.known_names(work) == frozenset()


def test_list_prints_the_published_courses(house: House, shelf: Path) -> None:
    empty = run(house, "list").output
    run(house, "publish", str(shelf))

    assert empty == "Belum ada pelatihan. Terbitkan dengan `elearn courses publish FOLDER`.\n"
    assert run(house, "list").output == (
        "a  CONTOH-a  versi 1  2 JP  Pelatihan a\nb  CONTOH-b  versi 1  2 JP  Pelatihan b\n"
    )
    assert [line["slug"] for line in json.loads(run(house, "list", "--json").output)] == ["a", "b"]


def test_a_path_that_does_not_exist_is_one_sentence(house: House) -> None:
    with pytest.raises(Invalid, match=r"^/tidak/ada bukan folder pelatihan: tidak ada kursus\.md di dalamnya\."):
        run(house, "check", "/tidak/ada")
