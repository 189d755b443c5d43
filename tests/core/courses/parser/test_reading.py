"""A sound course becomes a manuscript; a broken one says everything that is wrong."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from conftest import LESSON, QUIZ, CourseFolder

from elearn.core.courses.parser import CertificateRule, CompletionRule, Lesson, Quiz

LISTED = (
    # file, what is there, what a slip makes of it, the findings
    ("kursus.md", "jp: 1", "jpp: 1", ["kursus.md:1: salah: kunci `jp` belum ada", "kursus.md:5: salah: kunci “jpp” tidak dikenal"]),
    ("kursus.md", "judul: Gratifikasi", "judul:", ["kursus.md:2: salah: `judul` belum diisi"]),
    ("kursus.md", "jp: 1", "jp: satu", ["kursus.md:5: salah: `jp` harus jumlah jam pelajaran 1–200, bukan “satu”"]),
    ("kursus.md", "jp: 1", "jp: 9", ["kursus.md:5: peringatan: jp berarti 405 menit, tetapi materi dan kuis berjumlah 45 menit"]),
    ("kursus.md", "Integritas/2", "Integritaz/2", ["kursus.md:6: salah: kompetensi “Integritaz” tidak ada di kamus kompetensi"]),
    ("kursus.md", "Integritas/2", "Integritas", ["kursus.md:6: salah: kompetensi “Integritas” tidak menyebut level 1–5"]),
    ("kursus.md", "jp: 1", "jp: 1\nprasyarat: [tiada]", ["kursus.md:6: salah: kursus prasyarat “tiada” tidak ada"]),
    ("kursus.md", "jp: 1", "jp: 1\nprasyarat: GRT-01", ["kursus.md:6: salah: kursus ini menjadi prasyarat bagi dirinya sendiri"]),
    ("kursus.md", "jp: 1", "jp: 1\nbentuk: e-lerning", ["kursus.md:6: salah: `bentuk` “e-lerning” tidak dikenal"]),
    ("kursus.md", "jp: 1", "jp: 1\njp: 2", ["kursus.md:6: salah: kunci “jp” ditulis dua kali"]),
    ("kursus.md", "jp: 1", "jp: 1\nJP: 2", ["kursus.md:6: salah: kunci “JP” ditulis dua kali"]),
    ("kursus.md", "3 tahun", "3 abad", ["kursus.md:9: salah: masa berlaku “3 abad” tidak dikenal"]),
    ("kursus.md", "materi: semua", "materi: 110%", ["kursus.md:8: salah: `materi: 110%` tidak dikenal"]),
    ("kursus.md", "judul: Gratifikasi", "judul: A: B", ["kursus.md:2: salah: titik dua di dalam nilai membingungkan"]),
    ("kursus.md", "judul: Gratifikasi", "judul: [A", ["kursus.md:3: salah: keterangan tidak dapat dibaca: ada kurung, kutip, atau titik dua yang kurang"]),
    ("kursus.md", "judul: Gratifikasi", "judul: &a [x]\nkode2: *a", ["kursus.md:2: salah: tanda & dan * (jangkar YAML) tidak dipakai di sini"]),
    ("kursus.md", "judul: Gratifikasi", "judul: [[[[[[[[[[a]]]]]]]]]]", ["kursus.md:2: salah: keterangan bersusun terlalu dalam"]),
    ("01-materi.md", "durasi: 25 menit", "durasi: lama", ["01-materi.md:3: salah: `durasi` bukan lama waktu yang dapat dibaca: “lama”"]),
    ("01-materi.md", "durasi: 25 menit", "durasi: 25 menit\nnilai lulus: 7", ["01-materi.md:4: salah: kunci “nilai lulus” tidak dikenal"]),
    ("01-materi.md", "02-kuis.md", "02-kuiz.md", ["01-materi.md:8: salah: tautan ke 02-kuiz.md tidak menemukan berkasnya"]),
    ("01-materi.md", "02-kuis.md", "02-kuis.md#tiada", ["01-materi.md:8: salah: bagian “#tiada” tidak ada di 02-kuis.md"]),
    ("01-materi.md", "aset/alur.svg", "aset/alir.svg", ["01-materi.md:10: salah: gambar aset/alir.svg tidak ada"]),
    ("01-materi.md", "Alur pelaporan", "", ["01-materi.md:10: salah: gambar “aset/alur.svg” belum punya teks pengganti"]),
    ("01-materi.md", "Pemberian", "<b>Pemberian", ["01-materi.md:8: salah: HTML “<b>” tidak dipakai dan tampil sebagai teks"]),
    ("01-materi.md", "(02-kuis.md)", "(javascript:a)", ["01-materi.md:8: salah: tautan “javascript:a” tidak diizinkan"]),
    ("01-materi.md", "luas.[^uu-20-2001]", "luas.", ["01-materi.md:12: peringatan: catatan kaki [^uu-20-2001] tidak dipakai"]),
    ("01-materi.md", "luas.", "luas.[^x]", ["01-materi.md:8: salah: catatan kaki [^x] tidak punya isi"]),
    ("01-materi.md", "[x] Parsel", "[ ] Parsel", ["01-materi.md:16: salah: soal ini belum punya jawaban benar"]),
    ("02-kuis.md", "nilai lulus: 70", "nilai lulus: 170", ["02-kuis.md:4: salah: `nilai lulus` harus persen 0–100, bukan “170”"]),
    ("02-kuis.md", "nilai lulus: 70\n", "", ["02-kuis.md:1: salah: kunci `nilai lulus` belum ada"]),
    ("02-kuis.md", "durasi: 20 menit", "durasi: 20 menit\nambil: 3", ["02-kuis.md:6: salah: `ambil: 3` melebihi jumlah soal (2)"]),
    ("02-kuis.md", "durasi: 20 menit", "durasi: 20 menit\nambil: 0", ["02-kuis.md:6: salah: `ambil` harus bilangan bulat 1–1000, bukan “0”"]),
    ("02-kuis.md", "durasi: 20 menit", "durasi: 20 menit\npercobaan: -1", ["02-kuis.md:6: salah: `percobaan` harus bilangan bulat 0–100, bukan “-1”"]),
    ("02-kuis.md", "durasi: 20 menit", "durasi: 20 menit\nwaktu: 0", ["02-kuis.md:6: salah: `waktu` bukan lama waktu yang dapat dibaca: “0”"]),
    ("02-kuis.md", "jenis: kuis", "jenis: kuiz", ["02-kuis.md:3: salah: `jenis` “kuiz” tidak dikenal"]),
    ("02-kuis.md", "- [ ] Menyimpannya", "- [x] Menyimpannya", ["02-kuis.md:13: salah: semua pilihan ditandai benar"]),
    ("02-kuis.md", "- [ ] Menyimpannya", "- [ ] melaporkannya", ["02-kuis.md:15: salah: pilihan ini sama dengan pilihan di baris 13"]),
    ("02-kuis.md", "Integritas/2", "Integrasi/2", ["02-kuis.md:11: salah: kompetensi “Integrasi” tidak ada di kamus kompetensi"]),
    ("02-kuis.md", "Materi: 01-materi.md", "Materi: 09-materi.md", ["02-kuis.md:11: salah: materi 09-materi.md tidak ada"]),
    ("02-kuis.md", "30 ± 0 hari", "30 ± x", ["02-kuis.md:20: salah: `Jawaban: 30 ± x` bukan angka yang dapat dibaca"]),
    ("02-kuis.md", "30 ± 0 hari", "uraian, 150 kata", ["02-kuis.md:17: salah: jenis soal ini belum didukung: uraian"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "", ["02-kuis.md:17: salah: soal ini tidak punya pilihan maupun jawaban"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "Lengkapi: [[x]]", ["02-kuis.md:17: salah: jenis soal ini belum didukung: isian rumpang"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "\n| a | b |\n|---|---|\n| 1 | 2 |", ["02-kuis.md:17: salah: jenis soal ini belum didukung: menjodohkan"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "\n1. a\n2. b", ["02-kuis.md:17: salah: jenis soal ini belum didukung: mengurutkan"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "\n```soal:peta\nx\n```", ["02-kuis.md:17: salah: jenis soal “peta” belum didukung karena plugin-nya tidak terpasang"]),
    ("02-kuis.md", "[x] Melapor", "[5] Melapor", ["02-kuis.md:8: salah: jenis soal ini belum didukung: pilihan berbobot"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "Tipe: esai", ["02-kuis.md:20: salah: jenis soal ini belum didukung: “esai”"]),
    ("02-kuis.md", "  > Wajib dilaporkan.\n", "", ["02-kuis.md:8: peringatan: soal ini belum punya umpan balik"]),
    ("02-kuis.md", "- [ ] Menyimpannya", "- [ ] Semua jawaban di atas benar", ["02-kuis.md:13: peringatan: pilihan seperti “Semua jawaban di atas benar” mudah ditebak"]),
    ("02-kuis.md", "[x] Melaporkannya", "[x] Melaporkannya sesegera mungkin kepada unit pengendalian gratifikasi",
     ["02-kuis.md:15: peringatan: jawaban benar jauh lebih panjang daripada pilihan lain"]),
)


@pytest.mark.parametrize(("file", "there", "slip", "findings"), LISTED)
def test_fault_is_found_on_its_line(course: CourseFolder, file: str, there: str, slip: str, findings: list[str]) -> None:
    course.change(file, there, slip)

    assert course.found() == findings


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
        "kuis", 70, 0, None, False, None, "setelah lulus",
    )
    assert [question.public["kind"] for question in quiz.questions] == ["single", "number"]
    assert quiz.questions[0].id == "s-7k3f"


def test_english_keys_capitals_and_underscores_are_understood(course: CourseFolder) -> None:
    course.change("02-kuis.md", "jenis: kuis\nnilai lulus: 70", "Type: exam\nPASS_MARK: 70%\nreveal: after_pass\nshuffle: yes")

    quiz = course.manuscript().steps[1]

    assert isinstance(quiz, Quiz)
    assert (quiz.mode, quiz.pass_mark, quiz.reveal, quiz.shuffle) == ("ujian", 70, "setelah lulus", True)


def test_slips_of_typing_are_recovered(course: CourseFolder) -> None:
    clean = course.manuscript().steps[1]
    course.write("02-kuis.md", "\ufeff" + QUIZ.replace("- [ ]", "•[\u00a0]").replace("- [x] ", "A. [✓]").replace("\n", "\r\n"))

    assert course.manuscript().steps[1] == clean


def test_duplicate_question_ids_are_errors_across_files(course: CourseFolder) -> None:
    course.change("01-materi.md", "## Mana yang gratifikasi?\n", "## Mana yang gratifikasi?\n<!-- id: s-7k3f -->\n")

    assert course.found() == ["02-kuis.md:8: salah: id soal s-7k3f sudah dipakai di 01-materi.md:14"]


def test_questions_with_the_same_heading_and_no_id_are_errors(course: CourseFolder) -> None:
    course.change("02-kuis.md", "## Berapa hari batas lapor?", "## mana yang  gratifikasi?")

    assert [finding.split(": ", 1)[0] for finding in course.found()] == ["02-kuis.md:17"]


def test_steps_stand_in_the_order_of_their_numbers(course: CourseFolder) -> None:
    for number in (10, 2, 9):
        course.write(f"{number}-lagi.md", LESSON.replace("Mana yang", f"Mana {number}").replace("25 menit", "1 menit"))

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
        "03-kosong.md:2: peringatan: belum ada soal untuk materi ini", "03-kosong.md:2: peringatan: materi ini belum berisi teks",
    ]


def test_key_always_in_one_place_is_warned_of_unless_shuffled(course: CourseFolder) -> None:
    more = "".join(f"\n## Soal {n}?\n\nMateri: 01-materi.md\n\n- [ ] A\n- [x] B\n- [ ] C\n\n> **Pembahasan:** x\n" for n in range(4))
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


def test_wrong_encoding_names_the_byte(course: CourseFolder) -> None:
    course.write("01-materi.md", LESSON.replace("Pemberian", "Pembérian").encode("cp1252"))

    assert course.found()[0] == "01-materi.md:8: salah: berkas ini bukan teks UTF-8 (byte ke-76 tidak dapat dibaca)"


def test_huge_lesson_is_refused_without_being_read(course: CourseFolder) -> None:
    with (course.path / "01-materi.md").open("wb") as file:
        file.truncate(50_000_000)
    began = time.perf_counter()

    assert course.found()[0] == "01-materi.md:1: salah: berkas terlalu besar: 50,0 MB, paling besar 1 MB"
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("text", ["a" * 900_000, "[" * 900_000, "[" * 15_000, "`` ` " * 3_000, "*a " * 5_000, "<b>\n" * 200_000,
                                  "> " * 7_000, "![" * 7_000, "- a\n" * 10_000, "|" * 10_000, "\\" * 15_000, "&" * 15_000])
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


def test_strange_file_names_are_named_in_the_finding(course: CourseFolder) -> None:
    course.write("03 Materi Ketiga.md", LESSON)
    course.write("01-materi.en.md", LESSON)
    course.write("catatan.docx", "x")
    course.write(".DS_Store", "x")

    assert course.found() == [
        ".:1: peringatan: terjemahan “01-materi.en.md” belum dipakai",
        ".:1: peringatan: “catatan.docx” tidak dipakai",
        ".:1: salah: nama berkas “03 Materi Ketiga.md” tidak sah",
    ]


def test_findings_of_one_file_are_limited(course: CourseFolder) -> None:
    course.write("01-materi.md", LESSON + "\n## Lain\n\n" + "<b>\n\n" * 500)

    findings = course.read().findings

    assert len(findings) == 201
    assert findings[-1].sentence == "masih ada 300 temuan lain di berkas ini"
