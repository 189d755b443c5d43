"""Groups of questions that are drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.courses.parser import read_course
from elearn.core.courses.parser.manuscript import Pool, Quiz
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.testing.factories.courses import write_course, write_page

HEAD = ("judul: Kuis", "jenis: kuis", "nilai lulus: 70")


def question(name: str) -> str:
    return f"## Soal {name}?\n<!-- id: s-{name} -->\n\nMateri: 01-materi.md\n\n- [x] Ya\n  > Tepat.\n- [ ] Bukan\n\n"


BODY = (
    question("bebas")
    + "# Dasar\n\nAmbil: 2\n\n"
    + "".join(map(question, ("d1", "d2", "d3")))
    + "# Lanjut\n\n"
    + question("l1")
)


def read(folder: Path, body: str = BODY, *extra: str) -> tuple[Quiz | None, list[str]]:
    write_course(folder / "kelompok", lessons=1)
    write_page(folder / "kelompok" / "02-kuis.md", (*HEAD, *extra), body)
    reading = read_course(
        folder / "kelompok", competencies=frozenset(), known_courses=frozenset(), kinds=BUILT_IN_KINDS
    )
    quiz = next((s for s in reading.manuscript.steps if isinstance(s, Quiz)), None) if reading.manuscript else None
    return quiz, [str(one) for one in reading.findings if one.level == "salah" or "kelompok" in one.sentence]


def test_group_gives_what_is_drawn_and_a_group_without_it_gives_all(tmp_path: Path) -> None:
    quiz, findings = read(tmp_path)

    assert quiz is not None, findings
    assert quiz.pools == (Pool("Dasar", 2, ("s-d1", "s-d2", "s-d3")),)
    assert quiz.asked == 4


def test_draw_of_the_front_matter_is_over_what_the_groups_give(tmp_path: Path) -> None:
    assert read(tmp_path / "a", BODY, "ambil: 4")[1] == []
    assert read(tmp_path / "b", BODY, "ambil: 5")[1] == [
        "02-kuis.md:5: salah: `ambil: 5` melebihi jumlah soal (4) (kurangi angkanya, atau tambah soal)"
    ]


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        ("Ambil: 4", "salah: `Ambil: 4` melebihi jumlah soal kelompok ini (3)"),
        ("Ambil: nol", "salah: `Ambil: nol` bukan bilangan bulat 1–1000"),
        ("Ambil: 0", "salah: `Ambil: 0` bukan bilangan bulat 1–1000"),
        ("Ambil: 1\nAmbil: 2", "salah: `Ambil:` ditulis dua kali pada kelompok ini"),
        ("Bacalah dahulu.", "peringatan: teks di bawah judul kelompok tidak ditampilkan"),
    ],
)
def test_faults_of_a_group_are_reported(tmp_path: Path, draw: str, sentence: str) -> None:
    _, findings = read(tmp_path, BODY.replace("Ambil: 2", draw))

    assert [finding.partition(": ")[2].rpartition(" (")[0] for finding in findings] == [sentence]
