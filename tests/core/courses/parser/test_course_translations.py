"""Translations beside the originals: words of the translation, ids, points and keys of the original."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from elearn.core.courses.parser import Question, digest, public_document, sealed_key, sealed_words
from elearn.core.courses.parser.lending import lend
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import kind_named

from .course_folder import CourseFolder, sound_course

COURSE_EN = "---\ntitle: Gratuities\nsummary: Knowing and reporting gratuities.\njp: 1\n---\n\nFor all staff.\n"
LESSON_EN = """---
judul: Knowing gratuities
durasi: 25 menit
---

## What it is

A gift in the wide sense.[^uu-20-2001] See the [quiz](02-kuis.md).

![Way of a report](aset/alur.svg "Way")

[^uu-20-2001]: Law 20 of 2001.

## Which one is a gratuity?
<!-- id: s-lesson1 -->

- [x] A hamper from a contractor
  > Right.
- [ ] The monthly salary
"""
QUIZ_EN = """---
judul: Quiz
jenis: kuis
nilai lulus: 70
durasi: 20 menit
---

## What do you do first?
<!-- id: s-7k3f -->

Kompetensi: Integritas/2 · Materi: 01-materi.md

- [ ] Keep it
  > It must be reported.
- [x] Report it

## How many days?
<!-- id: s-days -->

Materi: 01-materi.md
Jawaban: 30 ± 0 days

> **Pembahasan:** Thirty working days.
"""


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """The sound course, in Indonesian and in English."""
    found = sound_course(tmp_path)
    found.change("01-materi.md", "## Mana yang gratifikasi?\n", "## Mana yang gratifikasi?\n<!-- id: s-lesson1 -->\n")
    found.change("02-kuis.md", "lapor?\n", "lapor?\n<!-- id: s-days -->\n")
    for name, text in (("kursus", COURSE_EN), ("01-materi", LESSON_EN), ("02-kuis", QUIZ_EN)):
        found.write(f"{name}.en.md", text)
    return found


def test_translation_has_its_words_and_the_ids_of_the_original(course: CourseFolder) -> None:
    manuscript = course.manuscript()
    original, (_, words) = manuscript.quizzes[0], manuscript.step_words

    assert (words.language, words.key, words.title) == ("en", "02-kuis", "Quiz")
    for own, other in zip(original.questions, words.questions, strict=True):
        assert own.id == other.id
        assert [option["id"] for option in own.public.get("options", [])] == [
            option["id"] for option in other.public.get("options", [])
        ]
    assert [option["html"] for option in words.questions[0].public["options"]] == ["Keep it", "Report it"]
    assert words.questions[1].public["unit"] == "days"
    assert words.questions[1].sealed["explanation_html"] == "<p>Thirty working days.</p>"
    assert [(one.language, one.title) for one in manuscript.course_words] == [("en", "Gratuities")]


def test_every_answer_is_worth_the_same_in_both_languages(course: CourseFolder) -> None:
    manuscript = course.manuscript()
    keys, words = sealed_key(manuscript), sealed_words(manuscript)

    for step in manuscript.steps:
        for question in step.questions:
            kind = kind_named(str(question.public["kind"]), BUILT_IN_KINDS)
            answers = [option["id"] for option in question.public.get("options", [])] or ["30", "29", "30 hari"]
            assert [kind.mark(keys[step.key][question.id], answer).points for answer in answers] == [
                kind.mark(words[step.key]["en"][question.id], answer).points for answer in answers
            ]


def test_public_document_carries_the_words_and_no_key(course: CourseFolder) -> None:
    document = public_document(course.manuscript())

    step = document["steps"][1]["translations"]["en"]
    assert step["title"] == "Quiz"
    assert "must be reported" not in json.dumps(document)
    assert '"right"' not in json.dumps(document)
    assert document["translations"]["en"]["introduction"] == "<p>For all staff.</p>"


def test_a_changed_translation_is_another_version(course: CourseFolder) -> None:
    before = digest(course.manuscript())
    course.change("01-materi.en.md", "wide", "widest")

    assert digest(course.manuscript()) != before


@pytest.mark.parametrize(
    ("file", "there", "slip", "findings"),
    [
        (
            "02-kuis.en.md",
            "<!-- id: s-days -->",
            "<!-- id: s-other -->",
            [
                "02-kuis.en.md:1: peringatan: soal s-days dari 02-kuis.md belum ada pada terjemahan ini",
                "02-kuis.en.md:17: peringatan: soal ini tidak ada pada 02-kuis.md, jadi tidak ditanyakan",
            ],
        ),
        (
            "02-kuis.en.md",
            "- [x] Report it",
            "- [x] Report it\n- [ ] Return it",
            [
                (
                    "02-kuis.en.md:8: peringatan: pilihan atau butir soal ini tidak sama banyak dengan "
                    "soal s-7k3f pada 02-kuis.md"
                )
            ],
        ),
        (
            "02-kuis.en.md",
            "- [ ] Keep it\n  > It must be reported.\n- [x] Report it",
            "- [x] Keep it\n  > It must be reported.\n- [ ] Report it",
            [
                (
                    "02-kuis.en.md:8: peringatan: kunci atau angka soal ini lain daripada soal s-7k3f pada 02-kuis.md; "
                    "kunci asal yang dipakai"
                )
            ],
        ),
        (
            "02-kuis.en.md",
            "30 ± 0",
            "31 ± 0",
            [
                (
                    "02-kuis.en.md:17: peringatan: kunci atau angka soal ini lain daripada soal s-days pada 02-kuis.md; "
                    "kunci asal yang dipakai"
                )
            ],
        ),
        ("02-kuis.en.md", "jenis: kuis", "jenis: survei", None),
        (
            "01-materi.en.md",
            "02-kuis.md",
            "03-kuis.md",
            ["01-materi.en.md:8: salah: tautan ke 03-kuis.md tidak menemukan berkasnya"],
        ),
    ],
)
def test_what_differs_from_the_original_is_found(
    course: CourseFolder, file: str, there: str, slip: str, findings: list[str] | None
) -> None:
    course.change(file, there, slip)

    assert findings is None or course.found() == findings


def test_steps_without_translation_are_named_once_a_language_is_begun(course: CourseFolder) -> None:
    (course.path / "01-materi.en.md").unlink()
    (course.path / "kursus.en.md").unlink()

    assert course.found() == [
        "kursus.md:1: peringatan: belum diterjemahkan ke bahasa en",
        "01-materi.md:1: peringatan: belum diterjemahkan ke bahasa en",
    ]


def test_translation_of_nothing_or_into_no_language_is_an_error(course: CourseFolder) -> None:
    course.write("09-lain.en.md", LESSON_EN)
    course.write("01-materi.zz.md", LESSON_EN)
    course.write("01-materi.id.md", LESSON_EN)

    assert course.found() == [
        "01-materi.id.md:1: salah: terjemahan ke bahasa “id” tidak dapat dipakai",
        "01-materi.zz.md:1: salah: terjemahan ke bahasa “zz” tidak dapat dipakai",
        "09-lain.en.md:1: salah: berkas asal 09-lain.md tidak ada",
    ]


def question(public: dict[str, object], sealed: dict[str, object]) -> Question:
    return Question({"id": "s-1", "kind": "k", **public}, {"kind": "k", **sealed})


def test_entries_sorted_by_their_ids_are_put_back_into_the_original_order() -> None:
    """As a kind does that must not show the right order: the key alone tells how the file had it."""
    original = question(
        {"entries": [{"id": "u-aaaaaaaa", "html": "dua"}, {"id": "u-bbbbbbbb", "html": "satu"}]},
        {"order": [["u-bbbbbbbb", "satu"], ["u-aaaaaaaa", "dua"]]},
    )
    translated = question(
        {"entries": [{"id": "u-cccccccc", "html": "one"}, {"id": "u-dddddddd", "html": "two"}]},
        {"order": [["u-cccccccc", "one"], ["u-dddddddd", "two"]]},
    )

    lent = lend(original, translated)

    assert lent is not None
    assert lent[1]
    assert lent[0].public["entries"] == [{"id": "u-aaaaaaaa", "html": "two"}, {"id": "u-bbbbbbbb", "html": "one"}]
    assert lent[0].sealed["order"] == [["u-bbbbbbbb", "one"], ["u-aaaaaaaa", "two"]]


def test_another_kind_lends_nothing() -> None:
    other = Question({"id": "s-1", "kind": "other"}, {"kind": "other"})

    assert lend(question({}, {}), other) is None
