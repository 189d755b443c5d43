"""Every fault a trainer can make in a sound course is found on its line, and nothing else with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .course_folder import CourseFolder, sound_course

LISTED = (
    # file, what is there, what a slip makes of it, the findings
    (
        "kursus.md",
        "jp: 1",
        "jpp: 1",
        ["kursus.md:1: salah: kunci `jp` belum ada", "kursus.md:5: salah: kunci “jpp” tidak dikenal"],
    ),
    ("kursus.md", "judul: Gratifikasi", "judul:", ["kursus.md:2: salah: `judul` belum diisi"]),
    ("kursus.md", "jp: 1", "jp: satu", ["kursus.md:5: salah: `jp` harus jumlah jam pelajaran 1–200, bukan “satu”"]),
    (
        "kursus.md",
        "jp: 1",
        "jp: 9",
        ["kursus.md:5: peringatan: jp berarti 405 menit, tetapi materi dan kuis berjumlah 45 menit"],
    ),
    (
        "kursus.md",
        "Integritas/2",
        "Integritaz/2",
        ["kursus.md:6: salah: kompetensi “Integritaz” tidak ada di kamus kompetensi"],
    ),
    (
        "kursus.md",
        "Integritas/2",
        "Integritas",
        ["kursus.md:6: salah: kompetensi “Integritas” tidak menyebut level 1–5"],
    ),
    ("kursus.md", "jp: 1", "jp: 1\nprasyarat: [tiada]", ["kursus.md:6: salah: kursus prasyarat “tiada” tidak ada"]),
    (
        "kursus.md",
        "jp: 1",
        "jp: 1\nprasyarat: GRT-01",
        ["kursus.md:6: salah: kursus ini menjadi prasyarat bagi dirinya sendiri"],
    ),
    ("kursus.md", "jp: 1", "jp: 1\nbentuk: e-lerning", ["kursus.md:6: salah: `bentuk` “e-lerning” tidak dikenal"]),
    ("kursus.md", "jp: 1", "jp: 1\njp: 2", ["kursus.md:6: salah: kunci “jp” ditulis dua kali"]),
    ("kursus.md", "jp: 1", "jp: 1\nJP: 2", ["kursus.md:6: salah: kunci “JP” ditulis dua kali"]),
    ("kursus.md", "3 tahun", "3 abad", ["kursus.md:9: salah: masa berlaku “3 abad” tidak dikenal"]),
    ("kursus.md", "materi: semua", "materi: 110%", ["kursus.md:8: salah: `materi: 110%` tidak dikenal"]),
    ("kursus.md", "judul: Gratifikasi", "judul: A: B", ["kursus.md:2: salah: titik dua di dalam nilai membingungkan"]),
    (
        "kursus.md",
        "judul: Gratifikasi",
        "judul: [A",
        ["kursus.md:3: salah: keterangan tidak dapat dibaca: ada kurung, kutip, atau titik dua yang kurang"],
    ),
    (
        "kursus.md",
        "judul: Gratifikasi",
        "judul: &a [x]\nkode2: *a",
        ["kursus.md:2: salah: tanda & dan * (jangkar YAML) tidak dipakai di sini"],
    ),
    (
        "kursus.md",
        "judul: Gratifikasi",
        "judul: [[[[[[[[[[a]]]]]]]]]]",
        ["kursus.md:2: salah: keterangan bersusun terlalu dalam"],
    ),
    (
        "01-materi.md",
        "durasi: 25 menit",
        "durasi: lama",
        ["01-materi.md:3: salah: `durasi` bukan lama waktu yang dapat dibaca: “lama”"],
    ),
    (
        "01-materi.md",
        "durasi: 25 menit",
        "durasi: 25 menit\nnilai lulus: 7",
        ["01-materi.md:4: salah: kunci “nilai lulus” tidak dikenal"],
    ),
    (
        "01-materi.md",
        "02-kuis.md",
        "02-kuiz.md",
        ["01-materi.md:8: salah: tautan ke 02-kuiz.md tidak menemukan berkasnya"],
    ),
    (
        "01-materi.md",
        "02-kuis.md",
        "02-kuis.md#tiada",
        ["01-materi.md:8: salah: bagian “#tiada” tidak ada di 02-kuis.md"],
    ),
    ("01-materi.md", "aset/alur.svg", "aset/alir.svg", ["01-materi.md:10: salah: gambar aset/alir.svg tidak ada"]),
    (
        "01-materi.md",
        "Alur pelaporan",
        "",
        ["01-materi.md:10: salah: gambar “aset/alur.svg” belum punya teks pengganti"],
    ),
    (
        "01-materi.md",
        "Pemberian",
        "<b>Pemberian",
        ["01-materi.md:8: salah: HTML “<b>” tidak dipakai dan tampil sebagai teks"],
    ),
    (
        "01-materi.md",
        "(02-kuis.md)",
        "(javascript:a)",
        ["01-materi.md:8: salah: tautan “javascript:a” tidak diizinkan"],
    ),
    (
        "01-materi.md",
        "luas.[^uu-20-2001]",
        "luas.",
        ["01-materi.md:12: peringatan: catatan kaki [^uu-20-2001] tidak dipakai"],
    ),
    ("01-materi.md", "luas.", "luas.[^x]", ["01-materi.md:8: salah: catatan kaki [^x] tidak punya isi"]),
    ("01-materi.md", "[x] Parsel", "[ ] Parsel", ["01-materi.md:16: salah: soal ini belum punya jawaban benar"]),
    (
        "02-kuis.md",
        "nilai lulus: 70",
        "nilai lulus: 170",
        ["02-kuis.md:4: salah: `nilai lulus` harus persen 0–100, bukan “170”"],
    ),
    ("02-kuis.md", "nilai lulus: 70\n", "", ["02-kuis.md:1: salah: kunci `nilai lulus` belum ada"]),
    (
        "02-kuis.md",
        "durasi: 20 menit",
        "durasi: 20 menit\nambil: 3",
        ["02-kuis.md:6: salah: `ambil: 3` melebihi jumlah soal (2)"],
    ),
    (
        "02-kuis.md",
        "durasi: 20 menit",
        "durasi: 20 menit\nambil: 0",
        ["02-kuis.md:6: salah: `ambil` harus bilangan bulat 1–1000, bukan “0”"],
    ),
    (
        "02-kuis.md",
        "durasi: 20 menit",
        "durasi: 20 menit\npercobaan: -1",
        ["02-kuis.md:6: salah: `percobaan` harus bilangan bulat 0–100, bukan “-1”"],
    ),
    (
        "02-kuis.md",
        "durasi: 20 menit",
        "durasi: 20 menit\nwaktu: 0",
        ["02-kuis.md:6: salah: `waktu` bukan lama waktu yang dapat dibaca: “0”"],
    ),
    ("02-kuis.md", "jenis: kuis", "jenis: kuiz", ["02-kuis.md:3: salah: `jenis` “kuiz” tidak dikenal"]),
    ("02-kuis.md", "- [ ] Menyimpannya", "- [x] Menyimpannya", ["02-kuis.md:13: salah: semua pilihan ditandai benar"]),
    (
        "02-kuis.md",
        "- [ ] Menyimpannya",
        "- [ ] melaporkannya",
        ["02-kuis.md:15: salah: pilihan ini sama dengan pilihan di baris 13"],
    ),
    (
        "02-kuis.md",
        "Integritas/2",
        "Integrasi/2",
        ["02-kuis.md:11: salah: kompetensi “Integrasi” tidak ada di kamus kompetensi"],
    ),
    (
        "02-kuis.md",
        "Materi: 01-materi.md",
        "Materi: 09-materi.md",
        ["02-kuis.md:11: salah: materi 09-materi.md tidak ada"],
    ),
    ("02-kuis.md", "30 ± 0 hari", "30 ± x", ["02-kuis.md:20: salah: `Jawaban: 30 ± x` bukan angka yang dapat dibaca"]),
    ("02-kuis.md", "30 ± 0 hari", "uraian, 150 kata", ["02-kuis.md:17: peringatan: uraian ini belum punya rubrik"]),
    ("02-kuis.md", "Jawaban: 30 ± 0 hari", "", ["02-kuis.md:17: salah: soal ini tidak punya pilihan maupun jawaban"]),
    (
        "02-kuis.md",
        "Jawaban: 30 ± 0 hari",
        "Lengkapi: [[ / ]]",
        ["02-kuis.md:17: salah: rumpang ke-1 belum punya jawaban"],
    ),
    (
        "02-kuis.md",
        "Jawaban: 30 ± 0 hari",
        "\n| a | b |\n|---|---|\n| 1 | 2 |",
        ["02-kuis.md:17: salah: soal menjodohkan ini punya kurang dari dua pasangan"],
    ),
    (
        "02-kuis.md",
        "Jawaban: 30 ± 0 hari",
        "\n1. a\n2. A",
        [
            "02-kuis.md:17: salah: soal mengurutkan ini punya kurang dari dua butir",
            "02-kuis.md:22: salah: butir ini sama dengan butir di baris 21",
        ],
    ),
    (
        "02-kuis.md",
        "Jawaban: 30 ± 0 hari",
        "\n```soal:peta\nx\n```",
        ["02-kuis.md:21: salah: jenis soal “peta” belum didukung karena plugin-nya tidak terpasang"],
    ),
    (
        "02-kuis.md",
        "[x] Melapor",
        "[0] Melapor",
        ["02-kuis.md:13: salah: tidak ada pilihan yang bernilai"],
    ),
    (
        "02-kuis.md",
        "Jawaban: 30 ± 0 hari",
        "Tipe: teka-teki",
        ["02-kuis.md:20: salah: jenis soal “teka-teki” tidak dikenal"],
    ),
    ("02-kuis.md", "  > Wajib dilaporkan.\n", "", ["02-kuis.md:8: peringatan: soal ini belum punya umpan balik"]),
    (
        "02-kuis.md",
        "- [ ] Menyimpannya",
        "- [ ] Semua jawaban di atas benar",
        ["02-kuis.md:13: peringatan: pilihan seperti “Semua jawaban di atas benar” mudah ditebak"],
    ),
    (
        "02-kuis.md",
        "[x] Melaporkannya",
        "[x] Melaporkannya sesegera mungkin kepada unit pengendalian gratifikasi",
        ["02-kuis.md:15: peringatan: jawaban benar jauh lebih panjang daripada pilihan lain"],
    ),
)


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return sound_course(tmp_path)


@pytest.mark.parametrize(("file", "there", "slip", "findings"), LISTED)
def test_fault_is_found_on_its_line(
    course: CourseFolder, file: str, there: str, slip: str, findings: list[str]
) -> None:
    course.change(file, there, slip)

    assert course.found() == findings


def test_fault_inside_a_footnote_is_reported_on_the_footnotes_own_line(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    lesson = (course.path / "01-materi.md").read_text()
    course.write("01-materi.md", lesson.replace("]: ", "]: <b>Undang</b> ", 1))
    line = next(number for number, text in enumerate(lesson.splitlines(), 1) if "]: " in text)

    assert {finding.line for finding in course.read().findings if finding.level == "salah"} == {line}
