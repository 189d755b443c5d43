"""The columns of the two sheets: name, meaning and example, used alike for reading, writing and the instructions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from elearn.core.people.grades import grades_of
from elearn.core.people.positions import ECHELONS, POSITION_KINDS, UNIT_KINDS, suggest

from .rows import SheetName, UnreadableSheet

MAX_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is in characters; `choices` are offered as a list, and only kept to when `strict`."""

    name: str
    meaning: str
    example: str
    width: int
    required: bool = True
    optional_header: bool = False
    choices: tuple[str, ...] = ()
    strict: bool = True


UNIT_COLUMNS: Final = (
    Column("kode", "Kode unit kerja, unik, tanpa spasi.", "04.02", 14),
    Column("nama", "Nama lengkap unit kerja.", "Puskesmas Harapan Utara", 44),
    Column("kode_induk", "Kode unit di atasnya. Kosongkan hanya untuk unit teratas.", "04", 14, required=False),
    Column("jenis", "Jenis unit kerja.", "Puskesmas", 20, choices=UNIT_KINDS, strict=False),
)

PERSON_COLUMNS: Final = (
    Column("nip", "NIP (PNS) atau NI PPPK, 18 angka, disimpan sebagai Teks.", "19900101 201503 1 999", 24),
    Column("nama", "Nama tanpa gelar.", "Budi Santoso", 32),
    Column("gelar_depan", "Gelar di depan nama.", "Dr.", 14, required=False),
    Column("gelar_belakang", "Gelar di belakang nama.", "S.Kom., M.Si.", 20, required=False),
    Column("jenis", "PNS atau PPPK, sesuai angka ke-13 dan ke-14 NIP.", "PNS", 10, choices=("PNS", "PPPK")),
    Column(
        "golongan",
        "PNS: I/a sampai IV/e. PPPK: I sampai XVII.",
        "III/b",
        12,
        choices=grades_of("PNS") + grades_of("PPPK"),
    ),
    Column("jabatan", "Nama jabatan.", "Pranata Komputer Ahli Pertama", 40),
    Column("jenis_jabatan", "Jenis jabatan.", "Fungsional", 16, choices=POSITION_KINDS),
    Column(
        "eselon",
        "Eselon, hanya bila ada.",
        "III.a",
        10,
        required=False,
        choices=tuple(echelon.name for echelon in ECHELONS),
    ),
    Column("kode_unit", "Kode unit kerja tempat bertugas, sama dengan lembar unit.", "04.02", 14),
    Column("email", "Alamat surel, boleh kosong.", "budi.santoso@harapan.example", 32, required=False),
    Column("telepon", "Nomor telepon, disimpan sebagai Teks.", "0000-555-0123", 18, required=False),
    Column("tmt_jabatan", "Tanggal mulai jabatan (tanggal-bulan-tahun).", "01-03-2015", 14, required=False),
    Column(
        "nip_lama",
        "NIP sebelumnya, hanya bila nomornya berubah.",
        "19900101 202121 1 999",
        24,
        required=False,
        optional_header=True,
    ),
)

COLUMNS: Final[Mapping[SheetName, tuple[Column, ...]]] = MappingProxyType(
    {"unit": UNIT_COLUMNS, "pegawai": PERSON_COLUMNS}
)


def column_name(text: str) -> str:
    """The name behind a header as people write it: " Kode Unit " and "kode-unit" are "kode_unit"."""
    return "_".join(text.replace("\ufeff", "").replace("-", " ").replace("_", " ").casefold().split())


def match_header(sheet: SheetName, headers: Sequence[str]) -> tuple[str, ...]:
    """The column name at each place of the header row, "" where the place has none.

    Raises UnreadableSheet naming every column that is missing, unknown (with the nearest name) or there twice.
    """
    names = tuple(column_name(header) for header in headers)
    columns = COLUMNS[sheet]
    known = [column.name for column in columns]
    missing = [column.name for column in columns if not column.optional_header and column.name not in names]
    unknown = list(dict.fromkeys(name for name in names if name and name not in known))
    twice = [name for name in known if names.count(name) > 1]
    complaints = [
        *([f"kolom {', '.join(missing)} tidak ada"] if missing else []),
        *(_unknown(name[:40], missing or known) for name in unknown[:5]),
        *([f"kolom {', '.join(twice)} tertulis dua kali"] if twice else []),
    ]
    if complaints:
        raise UnreadableSheet(
            f"Judul kolom lembar {sheet} belum sesuai: {'; '.join(complaints)}. "
            f"Samakan baris pertama dengan contoh: {', '.join(known)}."
        )
    return names


def _unknown(name: str, candidates: Sequence[str]) -> str:
    hint = suggest(name, candidates).strip()
    return f"kolom “{name}” tidak dikenal{f' ({hint})' if hint else ''}"


def sheet_of(headers: Sequence[str]) -> SheetName:
    """Which sheet a header row belongs to, by the share it names of the columns that only this sheet has."""
    names = {column_name(header) for header in headers}
    units, people = ({column.name for column in columns} for columns in (UNIT_COLUMNS, PERSON_COLUMNS))
    only_units, only_people = units - people, people - units
    is_people = len(names & only_people) / len(only_people) > len(names & only_units) / len(only_units)
    return "pegawai" if is_people else "unit"
