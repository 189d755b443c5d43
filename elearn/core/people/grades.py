"""Grades (golongan) and rank names (pangkat): which exist for whom, and how each is written."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from elearn.kernel.i18n import _

Employment: TypeAlias = Literal["PNS", "PPPK"]
GUEST_STATUS: Final = "TAMU"
"""Stands where others have their employment: a guest of a partner institution is employed elsewhere."""

PNS_RANKS: Final = MappingProxyType(
    {
        "I/a": "Juru Muda",
        "I/b": "Juru Muda Tingkat I",
        "I/c": "Juru",
        "I/d": "Juru Tingkat I",
        "II/a": "Pengatur Muda",
        "II/b": "Pengatur Muda Tingkat I",
        "II/c": "Pengatur",
        "II/d": "Pengatur Tingkat I",
        "III/a": "Penata Muda",
        "III/b": "Penata Muda Tingkat I",
        "III/c": "Penata",
        "III/d": "Penata Tingkat I",
        "IV/a": "Pembina",
        "IV/b": "Pembina Tingkat I",
        "IV/c": "Pembina Utama Muda",
        "IV/d": "Pembina Utama Madya",
        "IV/e": "Pembina Utama",
    }
)
"""Rank name of every PNS grade, lowest first. Source: docs/sources.md#siasn-reference (golongan)."""

PPPK_GRADES: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
"""PPPK grades, lowest first; PPPK have no rank name. Source: docs/sources.md#siasn-reference (golongan PPPK)."""


class InvalidGrade(ValueError):
    """The grade does not exist for this employment; the message is an Indonesian sentence that says how to mend it."""


def grades_of(employment: Employment) -> tuple[str, ...]:
    """Every grade of one employment, lowest first."""
    return tuple(PNS_RANKS) if employment == "PNS" else PPPK_GRADES


def rank_of(employment: Employment, grade: str) -> str | None:
    """The rank name that belongs to a PNS grade; None for PPPK, who have no rank.

    Raises InvalidGrade when the grade does not exist for this employment.
    """
    canonical = parse_grade(employment, grade)
    return PNS_RANKS[canonical] if employment == "PNS" else None


def describe_grade(employment: Employment, grade: str) -> str:
    """How the grade is written after a name: "Penata Muda (III/a)" for PNS, "Golongan IX" for PPPK.

    Raises InvalidGrade when the grade does not exist for this employment.
    """
    canonical = parse_grade(employment, grade)
    return f"{PNS_RANKS[canonical]} ({canonical})" if employment == "PNS" else _("Golongan %(grade)s", grade=canonical)


def parse_grade(employment: Employment, text: str) -> str:
    """The one spelling of a grade as people type it: " iii-A" and "IIIa" are "III/a"; "09" and "ix" are "IX".

    Raises InvalidGrade when nothing of that name exists for this employment.
    """
    found = _find(employment, text)
    if found is None:
        raise InvalidGrade(_refusal(employment, text))
    return found


def _find(employment: Employment, text: str) -> str | None:
    key = _key(text)
    if employment == "PPPK" and key.isascii() and key.isdigit():
        number = int(key) if len(key) <= 2 else 0
        return PPPK_GRADES[number - 1] if 1 <= number <= len(PPPK_GRADES) else None
    return next((grade for grade in grades_of(employment) if _key(grade) == key), None)


def _key(text: str) -> str:
    """What two spellings of one grade share: no word "golongan", no separators, no capitals."""
    letters = text.strip().casefold().removeprefix("golongan")
    return "".join(c for c in letters if c not in " \t\u00a0/-.()")


def _refusal(employment: Employment, text: str) -> str:
    allowed = grades_of(employment)
    other: Employment = "PPPK" if employment == "PNS" else "PNS"
    mend = f"isi salah satu dari {allowed[0]} sampai {allowed[-1]}"
    if _find(other, text) is not None:
        clash = f"Golongan “{text}” adalah golongan {other}, sedangkan pegawai ini {employment}"
        return f"{clash}; periksa jenis pegawai atau {mend}."
    return f"Golongan “{text}” tidak ada untuk {employment}; {mend}."
