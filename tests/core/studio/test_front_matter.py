"""Single keys are changed, everything else stays as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.parser.front_matter import body_start
from elearn.core.studio.writing.course_fields import course_values, quiz_values, with_course_values, with_quiz_values
from elearn.core.studio.writing.front_matter import title_of, with_keys

COURSE = """---
# keterangan
title: Pelayanan
jp: 4
kompetensi:
  - Integritas/2
  - Pelayanan Publik/1
kelulusan: {materi: 80%, kuis: semua}
kunci aneh: tetap
---

Selamat datang.
"""


def test_what_is_not_changed_stays_letter_by_letter() -> None:
    assert with_course_values(COURSE, course_values(COURSE)) == COURSE


def test_a_key_keeps_its_place_and_takes_its_indonesian_name() -> None:
    values = course_values(COURSE) | {"judul": "Pelayanan: dasar", "kompetensi": "Integritas/3"}

    assert with_course_values(COURSE, values) == COURSE.replace(
        "title: Pelayanan", 'judul: "Pelayanan: dasar"'
    ).replace("kompetensi:\n  - Integritas/2\n  - Pelayanan Publik/1", "kompetensi: [Integritas/3]")


def test_a_new_key_comes_last_and_an_empty_one_goes() -> None:
    values = course_values(COURSE) | {"jp": "", "sertifikat": "3 tahun", "nilai akhir": "70"}

    changed = with_course_values(COURSE, values)

    assert "jp:" not in changed
    assert "kelulusan: {materi: 80%, kuis: semua, nilai akhir: 70}\n" in changed
    assert changed.index("sertifikat: {berlaku: 3 tahun}\n---") > changed.index("kunci aneh")


def test_a_text_without_front_matter_gets_one() -> None:
    assert with_keys("Isi.\n", {"judul": "Baru"}) == "---\njudul: Baru\n---\n\nIsi.\n"


def test_a_quiz_has_its_own_keys() -> None:
    quiz = "---\njudul: Kuis\njenis: kuis\npass mark: 70\n---\n"

    assert quiz_values(quiz)["nilai lulus"] == "70"
    assert with_quiz_values(quiz, quiz_values(quiz) | {"nilai lulus": "80"}) == quiz.replace(
        "pass mark: 70", "nilai lulus: 80"
    )


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_title_is_read_as_it_was_written(title: str) -> None:
    written = with_keys(COURSE, {"judul": title})

    assert title_of(written) == " ".join(title.split())
    assert (
        written.split("\n")[body_start(written.split("\n")) :] == COURSE.split("\n")[body_start(COURSE.split("\n")) :]
    )
