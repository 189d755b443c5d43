"""The unit tree of the made-up city Harapan: 40 units on three levels, and schools beyond that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from elearn.core.people.sheets.rows import UnitRow

from .posts import Workplace


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit with the kind of workplace that decides who works there."""

    unit: UnitRow
    workplace: Workplace


FEWEST_UNITS: Final = 5
"""The top and the four offices in which the named people work."""
_SCHOOLS_UNDER: Final = "05"

_TOP: Final = (
    ("00", "Pemerintah Kota Harapan", None, "Pemerintah Daerah", "government"),
    ("01", "Sekretariat Daerah", "00", "Sekretariat", "secretariat"),
    ("02", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "00", "Badan", "personnel"),
    ("03", "Dinas Komunikasi dan Informatika", "00", "Dinas", "informatics"),
    ("04", "Dinas Kependudukan dan Pencatatan Sipil", "00", "Dinas", "office"),
    ("05", "Dinas Pendidikan", "00", "Dinas", "office"),
    ("06", "Dinas Kesehatan", "00", "Dinas", "office"),
    ("07", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "00", "Dinas", "office"),
    ("08", "Inspektorat Daerah", "00", "Inspektorat", "inspectorate"),
    ("09", "Dinas Pekerjaan Umum dan Penataan Ruang", "00", "Dinas", "office"),
    ("10", "Dinas Sosial", "00", "Dinas", "office"),
    ("11", "Badan Perencanaan Pembangunan Daerah", "00", "Badan", "planning"),
    ("12", "Badan Pengelolaan Keuangan dan Aset Daerah", "00", "Badan", "office"),
    ("13", "Satuan Polisi Pamong Praja", "00", "Satuan", "office"),
    ("14", "Kecamatan Harapan Utara", "00", "Kecamatan", "district"),
    ("15", "Kecamatan Harapan Tengah", "00", "Kecamatan", "district"),
    ("16", "Kecamatan Harapan Selatan", "00", "Kecamatan", "district"),
)  # fmt: skip

_BELOW: Final = (
    ("01.01", "Bagian Umum", "01", "Bagian", "section"),
    ("01.02", "Bagian Hukum", "01", "Bagian", "section"),
    ("01.03", "Bagian Organisasi", "01", "Bagian", "section"),
    ("05.01", "SMP Negeri 1 Harapan", "05", "Sekolah", "school"),
    ("05.02", "SMP Negeri 2 Harapan", "05", "Sekolah", "school"),
    ("05.03", "SD Negeri 1 Harapan", "05", "Sekolah", "school"),
    ("05.04", "SD Negeri 2 Harapan", "05", "Sekolah", "school"),
    ("05.05", "SD Negeri 3 Harapan", "05", "Sekolah", "school"),
    ("05.06", "SD Negeri 4 Harapan", "05", "Sekolah", "school"),
    ("06.01", "Puskesmas Harapan Utara", "06", "Puskesmas", "clinic"),
    ("06.02", "Puskesmas Harapan Tengah", "06", "Puskesmas", "clinic"),
    ("06.03", "Puskesmas Harapan Selatan", "06", "Puskesmas", "clinic"),
    ("06.04", "Puskesmas Tepi Sungai", "06", "Puskesmas", "clinic"),
    ("06.05", "RSUD Harapan", "06", "Rumah Sakit", "clinic"),
    ("14.01", "Kelurahan Bukit Cempaka", "14", "Kelurahan", "village"),
    ("14.02", "Kelurahan Padang Ilalang", "14", "Kelurahan", "village"),
    ("14.03", "Kelurahan Tanjung Asri", "14", "Kelurahan", "village"),
    ("15.01", "Kelurahan Pasar Baru", "15", "Kelurahan", "village"),
    ("15.02", "Kelurahan Kampung Melati", "15", "Kelurahan", "village"),
    ("15.03", "Kelurahan Simpang Lima", "15", "Kelurahan", "village"),
    ("16.01", "Kelurahan Lembah Hijau", "16", "Kelurahan", "village"),
    ("16.02", "Kelurahan Muara Tenang", "16", "Kelurahan", "village"),
    ("16.03", "Kelurahan Karang Indah", "16", "Kelurahan", "village"),
)  # fmt: skip

_LAST_SCHOOL: Final = 4


def demo_units(count: int) -> tuple[DemoUnit, ...]:
    """The first `count` units, parents before children; beyond 40 they are primary schools.

    Raises ValueError for fewer than FEWEST_UNITS.
    """
    if count < FEWEST_UNITS:
        raise ValueError(f"Instansi contoh memerlukan sedikitnya {FEWEST_UNITS} unit.")
    planned = [_unit(*line) for line in (_TOP + _BELOW)[:count]]
    schools = [_school(number) for number in range(1, count - len(planned) + 1)]
    return tuple(planned + schools)


def _unit(code: str, name: str, parent: str | None, kind: str, workplace: Workplace) -> DemoUnit:
    return DemoUnit(UnitRow(code, name, parent, kind), workplace)


def _school(number: int) -> DemoUnit:
    name = f"SD Negeri {_LAST_SCHOOL + number} Harapan"
    return _unit(f"{_SCHOOLS_UNDER}.{6 + number:02}", name, _SCHOOLS_UNDER, "Sekolah", "school")
