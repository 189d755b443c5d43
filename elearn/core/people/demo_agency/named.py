"""The four people whom the demo, its manual and its tests call by name; they never change."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from elearn.core.people.nip import parse_nip
from elearn.core.people.sheets.rows import PersonRow

LEARNER: Final = PersonRow(
    nip=parse_nip("199504122023212901"),
    name="Sari Wulandari",
    title_before="",
    title_after="S.AP.",
    employment="PPPK",
    grade="IX",
    position="Penata Layanan Operasional",
    position_kind="Pelaksana",
    echelon=None,
    unit_code="04",
    email="peserta@harapan.example",
    phone="0000-555-0001",
    position_since=date(2023, 4, 1),
)

TRAINER: Final = PersonRow(
    nip=parse_nip("198003152005011902"),
    name="Bambang Prasetyo",
    title_before="Dr.",
    title_after="S.Pd., M.Pd.",
    employment="PNS",
    grade="III/d",
    position="Widyaiswara Ahli Muda",
    position_kind="Fungsional",
    echelon=None,
    unit_code="02",
    email="pengajar@harapan.example",
    phone="0000-555-0002",
    position_since=date(2019, 10, 1),
)

HR: Final = PersonRow(
    nip=parse_nip("198607212010012903"),
    name="Rina Marlina",
    title_before="",
    title_after="S.Psi.",
    employment="PNS",
    grade="III/c",
    position="Analis SDM Aparatur Ahli Muda",
    position_kind="Fungsional",
    echelon=None,
    unit_code="02",
    email="sdm@harapan.example",
    phone="0000-555-0003",
    position_since=date(2021, 1, 4),
)

ADMIN: Final = PersonRow(
    nip=parse_nip("199002022015031904"),
    name="Dedi Kurniawan",
    title_before="",
    title_after="S.Kom.",
    employment="PNS",
    grade="III/b",
    position="Pranata Komputer Ahli Pertama",
    position_kind="Fungsional",
    echelon=None,
    unit_code="03",
    email="admin@harapan.example",
    phone="0000-555-0004",
    position_since=date(2018, 3, 1),
)

NAMED: Final = MappingProxyType({"learner": LEARNER, "trainer": TRAINER, "hr": HR, "admin": ADMIN})
"""One person per role, by the role's name."""
