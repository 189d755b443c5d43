"""The public document, the sealed key and the digest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from elearn.core.courses.parser import digest, public_document, sealed_key
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import kind_named

from .course_folder import LESSON, QUIZ, CourseFolder, sound_course


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return sound_course(tmp_path)


def test_public_document_is_json_without_any_key(course: CourseFolder) -> None:
    text = json.dumps(public_document(course.manuscript()))

    for secret in (
        "Wajib dilaporkan",
        "Tiga puluh hari kerja",
        "30",
        '"right"',
        '"accepted"',
        '"feedback"',
        "explanation",
    ):
        assert secret not in text.replace('"minutes": 30', "")


def test_stored_dicts_are_enough_to_ask_and_to_mark(course: CourseFolder) -> None:
    manuscript = course.manuscript()
    public = json.loads(json.dumps(public_document(manuscript)))
    sealed = json.loads(json.dumps(sealed_key(manuscript)))
    quiz = public["steps"][1]

    marks = []
    for question, typed in zip(quiz["questions"], ("", "30 hari"), strict=True):
        kind = kind_named(question["kind"], BUILT_IN_KINDS)
        values = [typed] if typed else [question["options"][1]["id"]]
        marks.append(kind.mark(sealed[quiz["key"]][question["id"]], kind.read_answer(question, values)).points)

    assert marks == [1, 1]


def test_digest_counts_content_only(course: CourseFolder) -> None:
    before = digest(course.manuscript())

    course.write("02-kuis.md", "\ufeff" + QUIZ.replace("\n", "\r\n"))
    moved = CourseFolder(course.path.rename(course.path.parent / "lain"))
    assert digest(moved.manuscript()) == before

    moved.write("01-materi.md", LESSON.replace("arti luas", "arti sempit"))
    assert digest(moved.manuscript()) != before


def test_digest_counts_pictures(course: CourseFolder) -> None:
    before = digest(course.manuscript())
    course.change("aset/alur.svg", "Alur", "Alir")

    assert digest(course.manuscript()) != before
