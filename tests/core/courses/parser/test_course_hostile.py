"""Files that are no text, too large, too tangled or not in the folder at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from .course_folder import LESSON, CourseFolder, sound_course


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return sound_course(tmp_path)


def test_wrong_encoding_names_the_byte(course: CourseFolder) -> None:
    course.write("01-materi.md", LESSON.replace("Pemberian", "Pembérian").encode("cp1252"))

    assert course.found()[0] == "01-materi.md:8: salah: berkas ini bukan teks UTF-8 (byte ke-72 tidak dapat dibaca)"


def test_huge_lesson_is_refused_without_being_read(course: CourseFolder) -> None:
    with (course.path / "01-materi.md").open("wb") as file:
        file.truncate(50_000_000)
    began = time.perf_counter()

    assert course.found()[0] == "01-materi.md:1: salah: berkas terlalu besar: 50,0 MB, paling besar 1 MB"
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * 900_000,
        "[" * 900_000,
        "[" * 15_000,
        "`` ` " * 3_000,
        "*a " * 5_000,
        "<b>\n" * 200_000,
        "> " * 7_000,
        "![" * 7_000,
        "- a\n" * 10_000,
        "|" * 10_000,
        "\\" * 15_000,
        "&" * 15_000,
        "- [" + "_ " * 15_000,
        "- [ ] a" + " " * 400_000 + "b",
    ],
)
def test_hostile_lesson_is_answered_in_bounded_time(course: CourseFolder, text: str) -> None:
    course.write("01-materi.md", LESSON + "\n## Lain\n\n" + text)
    began = time.perf_counter()

    course.read()

    assert time.perf_counter() - began < 10


def test_link_out_of_the_folder_and_pipe_are_refused(course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "rahasia.md").write_text("rahasia", encoding="utf-8")
    (course.path / "03-luar.md").symlink_to(tmp_path / "rahasia.md")
    (course.path / "04-putar.md").symlink_to(course.path / "04-putar.md")
    os.mkfifo(course.path / "05-pipa.md")

    assert course.found() == [
        "03-luar.md:1: salah: tautan simbolis ini menunjuk ke luar folder kursus",
        "04-putar.md:1: salah: berkas tidak dapat dibaca: tautan simbolis berputar",
        "05-pipa.md:1: salah: ini bukan berkas biasa",
    ]
