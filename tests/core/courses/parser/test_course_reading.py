"""A sound course becomes a manuscript; a broken one says everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.courses.parser import CertificateRule, CompletionRule, Lesson, Quiz

from .course_folder import LESSON, QUIZ, CourseFolder, sound_course


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return sound_course(tmp_path)


def test_sound_course_becomes_a_manuscript(course: CourseFolder) -> None:
    manuscript = course.manuscript()

    assert (manuscript.code, manuscript.slug, manuscript.duration_minutes) == ("GRT-01", "gratifikasi", 45)
    assert (manuscript.form, manuscript.language) == ("e-learning", "id")
    assert manuscript.competencies == (("Integritas", 2),)
    assert manuscript.completion == CompletionRule(100, all_quizzes=True, final_score=None)
    assert manuscript.certificate == CertificateRule(issued=True, valid_months=36)
    assert manuscript.introduction_html == "<p>Untuk semua pegawai.</p>"
    assert [step.key for step in manuscript.steps] == ["01-materi", "02-kuis"]


def test_lesson_shows_its_text_and_keeps_its_questions_apart(course: CourseFolder) -> None:
    lesson = course.manuscript().steps[0]

    assert isinstance(lesson, Lesson)
    assert (lesson.title, lesson.minutes) == ("Mengenali gratifikasi", 25)
    assert 'height="400" loading="lazy" src="aset/alur.svg" width="720"' in lesson.html
    assert "Undang-Undang Nomor 20" in lesson.html
    assert "Parsel" not in lesson.html
    assert [question.public["prompt_html"] for question in lesson.questions] == ["Mana yang gratifikasi?"]


def test_quiz_has_its_settings_and_questions(course: CourseFolder) -> None:
    quiz = course.manuscript().steps[1]

    assert isinstance(quiz, Quiz)
    assert (quiz.mode, quiz.pass_mark, quiz.max_attempts, quiz.time_limit, quiz.shuffle, quiz.draw, quiz.reveal) == (
        "kuis",
        70,
        0,
        None,
        False,
        None,
        "setelah lulus",
    )
    assert [question.public["kind"] for question in quiz.questions] == ["single", "number"]
    assert quiz.questions[0].id == "s-7k3f"


def test_english_keys_capitals_and_underscores_are_understood(course: CourseFolder) -> None:
    course.change(
        "02-kuis.md", "jenis: kuis\nnilai lulus: 70", "Type: exam\nPASS_MARK: 70%\nreveal: after_pass\nshuffle: yes"
    )

    quiz = course.manuscript().steps[1]

    assert isinstance(quiz, Quiz)
    assert (quiz.mode, quiz.pass_mark, quiz.reveal, quiz.shuffle) == ("ujian", 70, "setelah lulus", True)


def test_slips_of_typing_are_recovered(course: CourseFolder) -> None:
    clean = course.manuscript().steps[1]
    course.write(
        "02-kuis.md", "\ufeff" + QUIZ.replace("- [ ]", "•[\u00a0]").replace("- [x] ", "A. [✓]").replace("\n", "\r\n")
    )

    assert course.manuscript().steps[1] == clean


def test_duplicate_question_ids_are_errors_across_files(course: CourseFolder) -> None:
    course.change("01-materi.md", "## Mana yang gratifikasi?\n", "## Mana yang gratifikasi?\n<!-- id: s-7k3f -->\n")

    assert course.found() == ["02-kuis.md:8: salah: id soal s-7k3f sudah dipakai di 01-materi.md:14"]


def test_questions_with_the_same_heading_and_no_id_are_errors(course: CourseFolder) -> None:
    course.change("02-kuis.md", "## Berapa hari batas lapor?", "## mana yang  gratifikasi?")

    assert [finding.split(": ", 1)[0] for finding in course.found()] == ["02-kuis.md:17"]


def test_steps_stand_in_the_order_of_their_numbers(course: CourseFolder) -> None:
    for number in (10, 2, 9):
        course.write(f"{number}-lagi.md", LESSON.replace("Mana yang", f"Mana {number}").replace("25 menit", "2 menit"))

    assert [step.key for step in course.manuscript().steps] == ["01-materi", "02-kuis", "2-lagi", "9-lagi", "10-lagi"]


def test_quiz_demanded_but_missing_cannot_be_completed(course: CourseFolder) -> None:
    (course.path / "02-kuis.md").unlink()
    course.change("01-materi.md", "Lihat [kuis](02-kuis.md).", "")

    assert [text for text in course.found() if "salah" in text] == [
        "kursus.md:8: salah: kelulusan meminta kuis, tetapi kursus ini tidak punya kuis"
    ]


def test_course_without_demands_or_steps_is_refused(course: CourseFolder) -> None:
    course.change("kursus.md", "{materi: semua, kuis: semua}", "{materi: tidak, kuis: tidak}")
    assert course.found() == ["kursus.md:8: salah: kelulusan tidak meminta apa pun"]

    for name in ("01-materi.md", "02-kuis.md"):
        (course.path / name).unlink()
    assert course.found() == [".:1: salah: kursus ini belum punya materi atau kuis"]


def test_lesson_nothing_asks_about_and_empty_lesson_are_warned_of(course: CourseFolder) -> None:
    course.write("03-kosong.md", "---\njudul: Kosong\n---\n")

    assert course.found() == [
        "03-kosong.md:2: peringatan: belum ada soal untuk materi ini",
        "03-kosong.md:2: peringatan: materi ini belum berisi teks",
    ]


def test_key_always_in_one_place_is_warned_of_unless_shuffled(course: CourseFolder) -> None:
    more = "".join(
        f"\n## Soal {n}?\n\nMateri: 01-materi.md\n\n- [ ] A\n- [x] B\n- [ ] C\n\n> **Pembahasan:** x\n"
        for n in range(4)
    )
    course.write("02-kuis.md", QUIZ + more)
    assert course.found() == ["02-kuis.md:24: peringatan: jawaban benar selalu pilihan ke-2"]

    course.change("02-kuis.md", "jenis: kuis", "jenis: kuis\nacak: ya")
    assert course.found() == []


def test_missing_course_file_and_missing_folder_are_findings(course: CourseFolder, tmp_path: Path) -> None:
    (course.path / "kursus.md").unlink()
    assert course.found() == [".:1: salah: kursus.md belum ada"]

    assert CourseFolder(tmp_path / "tiada").found()[0].startswith(".:1: salah: folder kursus tidak dapat dibaca")


def test_file_without_front_matter_says_how_to_begin(course: CourseFolder) -> None:
    course.write("01-materi.md", "Halo [kuis](02-kuis.md)\n")

    assert course.found()[0] == "01-materi.md:1: salah: berkas ini tidak diawali keterangan di antara dua baris ---"


def test_strange_file_names_are_named_in_the_finding(course: CourseFolder) -> None:
    course.write("03 Materi Ketiga.md", LESSON)
    course.write("catatan.docx", "x")
    course.write(".DS_Store", "x")

    assert course.found() == [
        ".:1: peringatan: “catatan.docx” tidak dipakai",
        ".:1: salah: nama berkas “03 Materi Ketiga.md” tidak sah",
    ]


def test_findings_of_one_file_are_limited(course: CourseFolder) -> None:
    course.write("01-materi.md", LESSON + "\n## Lain\n\n" + "<b>\n\n" * 500)

    findings = course.read().findings

    assert len(findings) == 201
    assert findings[-1].sentence == "masih ada 300 temuan lain di berkas ini"
