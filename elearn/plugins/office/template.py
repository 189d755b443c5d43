"""The workbook we offer: a sheet to fill in, with one example of every kind, and the words on how."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import xlsxwriter

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "Soal": ("soal", "pertanyaan", "question", "butir soal", "stem", "teks soal"),
    "Pilihan A": ("pilihan a", "opsi a", "a", "option a", "jawaban a", "option 1", "pilihan 1", "opsi 1"),
    "Pilihan B": ("pilihan b", "opsi b", "b", "option b", "jawaban b", "option 2", "pilihan 2", "opsi 2"),
    "Pilihan C": ("pilihan c", "opsi c", "c", "option c", "jawaban c", "option 3", "pilihan 3", "opsi 3"),
    "Pilihan D": ("pilihan d", "opsi d", "d", "option d", "jawaban d", "option 4", "pilihan 4", "opsi 4"),
    "Pilihan E": ("pilihan e", "opsi e", "e", "option e", "jawaban e", "option 5", "pilihan 5", "opsi 5"),
    "Kunci": ("kunci", "kunci jawaban", "jawaban", "jawaban benar", "answer", "key", "correct answer"),
    "Bobot": ("bobot", "poin", "skor", "weight", "points"),
    "Petunjuk": ("petunjuk", "hint"),
    "Pembahasan": ("pembahasan", "penjelasan", "umpan balik", "explanation", "feedback"),
    "Kompetensi": ("kompetensi", "competency"),
    "Tingkat": ("tingkat", "level", "level kognitif"),
    "Label": ("label", "topik", "materi pokok", "tag"),
    "Bab": ("bab", "kategori", "category", "kelompok"),
    "Kode": ("kode", "id", "kode soal"),
    "Umpan balik A": ("umpan balik a", "feedback a", "tanggapan a"),
    "Umpan balik B": ("umpan balik b", "feedback b", "tanggapan b"),
    "Umpan balik C": ("umpan balik c", "feedback c", "tanggapan c"),
    "Umpan balik D": ("umpan balik d", "feedback d", "tanggapan d"),
    "Umpan balik E": ("umpan balik e", "feedback e", "tanggapan e"),
    "Jenis": ("jenis", "tipe", "jenis soal", "tipe soal", "type", "kind", "question type"),
}
"""Heading of the template → the headings by which a column is known, folded."""

GUIDE: Final = "Petunjuk"
"""The sheet that explains; it holds no questions."""

_EXAMPLES = (
    ("Apa kepanjangan ASN?", "Aparatur Sipil Negara", "Aparat Sipil Nasional", "Anggota Sipil Negara", "", "", "A", 1),
    ("Mana dua asas pelayanan?", "Keterbukaan", "Kerahasiaan biaya", "Kepentingan umum", "", "", "A, C", 2),
    ("Benarkah pengaduan tanpa nama boleh diabaikan?", "Benar", "Salah", "", "", "", "B", 1),
    ("Berapa hari kerja pengaduan ditanggapi?", "", "", "", "", "", "14 ± 0,5 hari", 1),
    ("Apa singkatan Sasaran Kinerja Pegawai?", "", "", "", "", "", "SKP / Sasaran Kinerja Pegawai", 1),
    ("Jelaskan maklumat pelayanan.", "", "", "", "", "", "uraian, 50–150 kata", 5),
)
_HELP = (
    "Isi satu soal pada setiap baris lembar “Soal”; hapus contohnya.",
    "Kunci soal pilihan: huruf pilihan yang benar, misalnya B. Beberapa yang benar: A, C.",
    "Tanpa pilihan, Kunci berisi jawabannya: angka (14 ± 0,5 hari), kata (SKP / Sasaran Kinerja), atau uraian.",
    "Jenis boleh kosong; kalau diisi: pilihan ganda, benar/salah, angka, isian singkat, atau uraian.",
    "Kolom selain Soal dan Kunci boleh kosong atau dihapus. Urutan kolom bebas.",
    "Bab memisahkan soal menjadi beberapa kuis. Kode membuat soal dikenali lagi bila diimpor ulang.",
)


def template() -> bytes:
    """The workbook as bytes."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        head, wrap = book.add_format({"bold": True, "bg_color": "#DDE7F3"}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet("Soal")
        sheet.write_row(0, 0, list(COLUMNS), head)
        for number, row in enumerate(_EXAMPLES, 1):
            sheet.write_row(number, 0, row, wrap)
        sheet.set_column(0, 0, 50)
        sheet.set_column(1, len(COLUMNS) - 1, 20)
        sheet.freeze_panes(1, 0)
        guide = book.add_worksheet(GUIDE)
        guide.set_column(0, 0, 110)
        guide.write_column(0, 0, _HELP)
    return stream.getvalue()
