"""Reading folders with what the installation knows: dictionary, courses, owners, circles of prerequisites."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.courses import services
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work
from elearn.testing.factories.courses import make_course, write_course, write_quiz


def course(place: Path, name: str, *extra: str) -> Path:
    folder = write_course(place / name, extra=extra)
    write_quiz(folder / "03-kuis.md")
    return folder


def found(work: Work, *folders: Path) -> list[str]:
    readings = services.read_folders(work, folders)
    return [f"{folder.name}/{finding}" for folder, reading in readings.items() for finding in reading.findings]


def test_a_course_without_faults_has_no_findings(work: Work, folder: Path) -> None:
    assert services.read(work, folder).findings == ()


def test_an_unknown_competency_is_found_with_the_nearest_known(work: Work, tmp_path: Path) -> None:
    assert found(work, course(tmp_path, "a", "kompetensi: [Integritaz/2]")) == [
        "a/kursus.md:8: salah: kompetensi “Integritaz” tidak ada di kamus kompetensi (mungkin maksud Anda “Integritas”)"
    ]


def test_a_published_course_may_be_a_prerequisite_by_slug_or_code(work: Work, tmp_path: Path) -> None:
    made = make_course(work, slug="dasar")

    assert (
        found(
            work, course(tmp_path, "a", "prasyarat: [dasar]"), course(tmp_path, "b", f"prasyarat: [{made.course.code}]")
        )
        == []
    )


@pytest.mark.parametrize("name", ["b", "CONTOH-b"])
def test_courses_published_together_may_name_each_other(work: Work, tmp_path: Path, name: str) -> None:
    assert found(work, course(tmp_path, "a", f"prasyarat: [{name}]"), course(tmp_path, "b")) == []


def test_an_unknown_prerequisite_is_found(work: Work, tmp_path: Path) -> None:
    assert [line.partition(" (")[0] for line in found(work, course(tmp_path, "a", "prasyarat: [tidak-ada]"))] == [
        "a/kursus.md:8: salah: kursus prasyarat “tidak-ada” tidak ada"
    ]


def test_a_circle_of_prerequisites_is_found_in_each_of_its_courses(work: Work, tmp_path: Path) -> None:
    folders = (
        course(tmp_path, "a", "prasyarat: [b]"),
        course(tmp_path, "b", "prasyarat: [CONTOH-a]"),
        course(tmp_path, "c"),
    )

    assert [line.partition(",")[0] for line in found(work, *folders)] == [
        "a/kursus.md:8: salah: prasyarat berputar: CONTOH-a → CONTOH-b → CONTOH-a",
        "b/kursus.md:8: salah: prasyarat berputar: CONTOH-b → CONTOH-a → CONTOH-b",
    ]


def test_a_circle_is_found_though_its_courses_have_other_errors(work: Work, tmp_path: Path) -> None:
    folders = (course(tmp_path, "a", "prasyarat: [b]"), course(tmp_path, "b", "prasyarat: [a]"))
    for folder in folders:
        (folder / "01-materi.md").write_text("tanpa keterangan\n")

    assert [line.partition(",")[0] for line in found(work, *folders) if "berputar" in line] == [
        "a/kursus.md:8: salah: prasyarat berputar: CONTOH-a → CONTOH-b → CONTOH-a",
        "b/kursus.md:8: salah: prasyarat berputar: CONTOH-b → CONTOH-a → CONTOH-b",
    ]


def test_a_circle_through_a_published_course_is_found(work: Work, tmp_path: Path) -> None:
    make_course(work, slug="a")
    make_course(work, slug="b", extra=("prasyarat: [a]",))

    assert [line[:40] for line in found(work, course(tmp_path, "a", "prasyarat: [b]"))] == [
        "a/kursus.md:8: salah: prasyarat berputar"
    ]


def test_one_code_in_two_folders_is_found(work: Work, tmp_path: Path) -> None:
    folders = course(tmp_path, "a"), course(tmp_path, "b")
    page = folders[1] / "kursus.md"
    page.write_text(page.read_text().replace("CONTOH-b", "CONTOH-a"))

    assert [line.partition(" (")[0] for line in found(work, *folders)] == [
        "a/kursus.md:1: salah: kode CONTOH-a dipakai lebih dari satu folder",
        "b/kursus.md:1: salah: kode CONTOH-a dipakai lebih dari satu folder",
    ]


def test_a_folder_name_that_is_no_address_is_found(work: Work, tmp_path: Path) -> None:
    folder = course(tmp_path, "a").rename(tmp_path / "Pelatihan Saya")

    (line,) = found(work, folder)
    assert line == (
        "Pelatihan Saya/.:1: salah: nama folder “Pelatihan Saya” tidak dapat menjadi alamat "
        "(ganti nama folder dengan huruf kecil, angka, dan tanda hubung, seperti `pelayanan-prima`)"
    )


def test_course_folders_takes_courses_and_folders_of_courses(tmp_path: Path) -> None:
    a, b = course(tmp_path, "a"), course(tmp_path, "b")

    assert services.course_folders([tmp_path, b]) == (a, b)


def test_a_folder_without_courses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        services.course_folders([tmp_path])
    assert caught.value.sentence == (
        f"{tmp_path} bukan folder pelatihan: tidak ada kursus.md di dalamnya. Periksa alamat foldernya."
    )
