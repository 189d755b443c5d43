"""The sheet `petunjuk` of the example workbook: plain instructions and one example for every column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .columns import COLUMNS, Column

GUIDE_LINES: Final = (
    "Cara mengisi",
    "1. Isi lembar unit lebih dahulu: satu baris untuk satu unit kerja, lalu lembar pegawai: satu baris untuk satu orang.",
    "2. Jangan mengubah nama lembar dan judul kolom. Urutan kolom boleh berbeda.",
    "3. Biarkan kolom nip dan telepon berformat Teks. NIP yang tersimpan sebagai bilangan kehilangan angka terakhirnya.",
    "4. Jangan memakai rumus atau sel gabungan. Bila menyalin dari berkas lain, tempel sebagai nilai.",
    "5. Tulis gelar di kolomnya sendiri, jangan di kolom nama.",
    "6. Tulis tanggal sebagai tanggal-bulan-tahun, misalnya 01-03-2015.",
    "7. Jangan menyisakan baris kosong di tengah; sesudah 5.000 baris kosong berturut-turut pembacaan berhenti.",
    "8. Baris yang salah ditolak beserta alasannya; baris lain tetap dibaca.",
)
GUIDE_HEADER: Final = ("lembar", "kolom", "wajib diisi", "arti", "contoh")
GUIDE_WIDTHS: Final = (12, 18, 12, 70, 32)


def guide_table() -> Iterator[tuple[str, ...]]:
    """One line per column, in the order of GUIDE_HEADER."""
    for sheet, columns in COLUMNS.items():
        for column in columns:
            yield sheet, column.name, "ya" if column.required else "tidak", _meaning(column), column.example


def _meaning(column: Column) -> str:
    choices = f" Pilihan: {', '.join(column.choices)}." if column.choices else ""
    return column.meaning + choices
