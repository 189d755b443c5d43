"""The text of a quiz and its form are the same thing: nothing is lost on the way there and back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.parser.normalise import normalise
from elearn.core.courses.parser.sections import cut_quiz
from elearn.core.courses.parser.writer import PageWriter
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.findings import Report
from elearn.core.questions.kinds import QuestionKind, choose_kind
from elearn.core.questions.parser import read_block
from elearn.core.questions.section import Line
from elearn.core.studio.writing.question import FormOption, FormQuestion, begun, read_question, tidied, write_question
from elearn.core.studio.writing.quiz import moved, read_file, read_quiz, with_question, without, write_quiz
from elearn.kernel.markdown_result import LinkBase
from elearn.plugins.hotspot.kind import Hotspot

KINDS = (*BUILT_IN_KINDS, Hotspot())
COURSES = Path(__file__).resolve().parents[3] / "courses"
QUIZZES = sorted(path for path in COURSES.glob("*/*.md") if "jenis: kuis" in path.read_text(encoding="utf-8"))

QUIZ = """---
judul: Kuis
jenis: kuis
---

Pengantar.

## Apa tindakan pertama?
<!-- id: s-7k3f -->

Kompetensi: Integritas/3 · Bobot: 2 · Materi: 02-gratifikasi.md

Lihat gambar.

- [ ] Menyimpannya dulu
  > Wajib dilaporkan.
- [x] Melaporkannya

> **Petunjuk:** Ingat batas waktu.

> **Pembahasan:** Lihat materi 2.
> Bagian akhir.
"""

SHAPES = {
    "single": "## A?\n<!-- id: s-1 -->\n\n- [x] Satu\n- [ ] Dua\n",
    "weighted": "## A?\n<!-- id: s-1 -->\n\n- [5] Satu\n- [1] Dua\n",
    "number": "## A?\n<!-- id: s-1 -->\n\nBobot: 2\n\nJawaban: 20 ± 0,5\n",
    "gaps": "## Isi.\n<!-- id: s-1 -->\n\nLengkapi: Ibu kota [[Nusantara / IKN]].\n",
    "matching": "## Jodohkan\n<!-- id: s-1 -->\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    "ordering": "## Urutkan\n<!-- id: s-1 -->\n\n1. satu\n2. dua\n",
    "essay": "## Jelaskan\n<!-- id: s-1 -->\n\nJawaban: uraian, 150–300 kata\n\n| Kriteria | Poin |\n|---|---|\n| Isi | 5 |\n",
    "fence": "## Klik\n<!-- id: s-1 -->\n\n```soal:hotspot\ngambar: aset/a.png\n```\n",
}

KEPT = {
    "text after options": "## A?\n\n- [x] Satu\n- [ ] Dua\n\nTeks lepas.\n",
    "a property twice": "## A?\n\nBobot: 1\nBobot: 2\n\n- [x] Satu\n- [ ] Dua\n",
    "an unknown property": "## A?\n\nBobot: 1 · Aneh: 2\n\n- [x] Satu\n- [ ] Dua\n",
}


def test_a_question_is_read_into_fields() -> None:
    (item,) = read_quiz(QUIZ).items

    assert item.question == FormQuestion(
        prompt="Apa tindakan pertama?",
        body="Lihat gambar.",
        options=(FormOption("", "Menyimpannya dulu", "Wajib dilaporkan."), FormOption("x", "Melaporkannya")),
        properties={"kompetensi": "Integritas/3", "bobot": "2", "materi": "02-gratifikasi.md"},
        hint="Ingat batas waktu.",
        explanation="Lihat materi 2.\nBagian akhir.",
        id="s-7k3f",
    )


def test_a_canonical_quiz_is_written_as_it_was() -> None:
    quiz = read_quiz(QUIZ)

    assert write_quiz(quiz) == QUIZ
    assert write_question(quiz.items[0].question or FormQuestion("")) in QUIZ


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_goes_through_the_form_unchanged(shape: str) -> None:
    (item,) = read_quiz(SHAPES[shape]).items

    assert item.question is not None
    assert write_question(item.question) == SHAPES[shape]


@pytest.mark.parametrize("kept", KEPT)
def test_what_the_form_cannot_show_stays_letter_by_letter(kept: str) -> None:
    quiz = read_quiz(QUIZ + "\n" + KEPT[kept])
    changed = with_question(quiz, 0, FormQuestion("Lain?", options=(FormOption("x", "Ya"), FormOption("", "Tidak"))))

    assert [item.question is None for item in quiz.items] == [False, True]
    assert changed is not None
    assert write_quiz(changed).endswith("\n" + KEPT[kept])


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_shipped_quizzes_are_shown_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quiz = read_quiz(text)
    rewritten = quiz
    for place, item in enumerate(quiz.items):
        if item.is_group:
            continue
        assert item.question is not None, item.title
        changed = with_question(rewritten, place, item.question)
        assert changed is not None, item.title
        rewritten = changed

    assert write_quiz(quiz).split() == normalise(text).split()
    assert read_quiz(write_quiz(rewritten)) != quiz or write_quiz(rewritten) == write_quiz(quiz)
    assert [item.question for item in read_quiz(write_quiz(rewritten)).items] == [item.question for item in quiz.items]


@pytest.mark.parametrize(
    "question",
    [
        FormQuestion("A", body="## Judul lain"),
        FormQuestion("A", body="- [x] kotak"),
        FormQuestion("A", options=(FormOption("lima", "Satu"),)),
        FormQuestion("A", options=(FormOption("x", "Satu", "Pembahasan: bukan umpan balik"),)),
        FormQuestion(""),
    ],
)
def test_a_question_that_would_be_read_otherwise_is_refused(question: FormQuestion) -> None:
    assert with_question(read_quiz(QUIZ), 1, tidied(question)) is None


def test_a_new_question_gets_an_id_of_its_own() -> None:
    quiz = read_quiz(QUIZ)
    for _ in range(2):
        added = with_question(quiz, len(quiz.items), FormQuestion("Baru?", options=(FormOption("x", "Ya"),)))
        assert added is not None
        quiz = added

    ids = [item.question.id for item in read_quiz(write_quiz(quiz)).items if item.question]
    assert (len(ids), len(set(ids)), ids[0]) == (3, 3, "s-7k3f")


def test_questions_move_and_go() -> None:
    quiz = read_quiz("## A\n\nJawaban: 1\n\n# Kelompok\n\nAmbil: 1\n\n## B\n\nJawaban: 2\n")

    assert [item.title for item in moved(quiz, 2, -1).items] == ["A", "B", "Kelompok"]
    assert write_quiz(without(quiz, 0)) == "# Kelompok\n\nAmbil: 1\n\n## B\n\nJawaban: 2\n"


PIECES = st.lists(
    st.sampled_from(
        [
            "## Apa?",
            "# Kelompok",
            "<!-- id: s-abc -->",
            "Bobot: 2",
            "Jawaban: 5",
            "- [x] Ya",
            "- [ ] Tidak",
            "  > Sebab.",
            "> **Petunjuk:** Ingat.",
            "> lepas",
            "teks",
            "",
            "```",
            "| a | b |",
            "1. satu",
            "### Anak",
            "[^a]: catatan",
            "---",
        ]
    ),
    max_size=25,
).map("\n".join)


@given(PIECES, st.booleans())
def test_no_line_is_lost_whatever_stands_in_the_file(text: str, is_lesson: bool) -> None:
    quiz = read_quiz(text, is_lesson=is_lesson)

    assert write_quiz(quiz).split() == normalise(text).split()
    for item in quiz.items:
        if item.question:
            assert read_question(write_question(item.question)) == item.question


@given(PIECES, st.booleans())
def test_writing_twice_changes_nothing_more(text: str, is_lesson: bool) -> None:
    once = write_quiz(read_quiz(text, is_lesson=is_lesson))

    assert write_quiz(read_quiz(once, is_lesson=is_lesson)) == once


@given(PIECES, st.booleans())
def test_a_question_written_where_it_stands_changes_no_other(text: str, is_lesson: bool) -> None:
    quiz = read_quiz(text, is_lesson=is_lesson)
    for place, item in enumerate(quiz.items):
        changed = with_question(quiz, place, item.question) if item.question else None
        if changed:
            again = read_quiz(write_quiz(changed), is_lesson=is_lesson)
            assert [one.question for one in again.items] == [one.question for one in changed.items]


LESSON = """---
judul: Menyapa
---

Salam dahulu.[^uu]

## Mengapa?

Supaya tenang.

### Apa yang pertama?
<!-- id: s-1 -->

- [x] Salam
- [ ] Berkas

## Rangkuman

Salam dahulu.

## Berapa menit satu JP?
<!-- id: s-2 -->

Jawaban: 45

[^uu]: UU Nomor 25 Tahun 2009
"""


def test_the_check_questions_of_a_lesson_are_read_and_its_prose_stays() -> None:
    lesson = read_file(LESSON)
    added = with_question(lesson, 3, FormQuestion("Baru?", options=(FormOption("x", "Ya"), FormOption("", "Tidak"))))

    assert [(item.title, item.is_prose, item.question is None) for item in lesson.items] == [
        ("Apa yang pertama?", False, False), ("Rangkuman", True, True), ("Berapa menit satu JP?", False, False),
    ]  # fmt: skip
    assert write_quiz(lesson) == LESSON
    assert added is not None
    assert re.sub(r"\n## Baru.*- \[ \] Tidak\n", "", write_quiz(added), flags=re.DOTALL) == LESSON


@pytest.mark.parametrize("shape", SHAPES)
def test_a_lesson_takes_only_what_it_would_read_as_a_question(shape: str) -> None:
    question = read_question(SHAPES[shape])
    assert question is not None
    found = with_question(read_file(LESSON), 3, question)

    told_by_shape = shape not in ("matching", "ordering")
    assert (found is not None) == told_by_shape
    typed = replace(question, properties={"tipe": "menjodohkan", **question.properties})
    assert with_question(read_file(LESSON), 3, typed) is not None


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_new_question_begins_as_its_kind(kind: QuestionKind) -> None:
    question = replace(begun(kind.example), prompt="Tanya?")
    (part,) = [
        part
        for part in cut_quiz([Line(*pair) for pair in enumerate(write_question(question).split("\n"), 1)])
        if part.level
    ]
    mode = "survei" if kind.name == "poll" else "kuis"
    block = read_block(part.section, mode=mode, writer=PageWriter(Report(""), LinkBase(), {}), report=Report(""))

    assert choose_kind(block, KINDS) is kind
