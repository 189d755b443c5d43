"""Kinds of position and echelons: the words an agency writes, with their SIASN codes, as tables."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

PositionKind: TypeAlias = Literal["Struktural", "Fungsional", "Pelaksana", "Rangkap"]
POSITION_KINDS: Final[tuple[PositionKind, ...]] = get_args(PositionKind)
"""Rangkap (structural and functional at once) stays: SIASN exports contain it, and refusing it would lose people.

The words of UU 20/2023 (Manajerial, Nonmanajerial) are no kinds here: they group several of these.
"""

POSITION_CODES: Final[dict[PositionKind, int]] = {"Struktural": 1, "Fungsional": 2, "Rangkap": 3, "Pelaksana": 4}
"""SIASN `jenisJabatan`. Source: docs/sources.md#siasn-reference."""

_KIND_SYNONYMS: Final[dict[str, PositionKind]] = {
    "fungsional tertentu": "Fungsional",
    "jft": "Fungsional",
    "fungsional umum": "Pelaksana",
    "jfu": "Pelaksana",
}


@dataclass(frozen=True, slots=True)
class Echelon:
    """An echelon with its SIASN code and the level of Undang-Undang ASN it stands for."""

    name: str
    code: str
    level: str


ECHELONS: Final = (
    Echelon("I.a", "11", "JPT Madya"),
    Echelon("I.b", "12", "JPT Madya"),
    Echelon("II.a", "21", "JPT Pratama"),
    Echelon("II.b", "22", "JPT Pratama"),
    Echelon("III.a", "31", "Administrator"),
    Echelon("III.b", "32", "Administrator"),
    Echelon("IV.a", "41", "Pengawas"),
    Echelon("IV.b", "42", "Pengawas"),
    Echelon("V.a", "51", "Eselon V"),
    Echelon("V.b", "52", "Eselon V"),
)
"""Highest first; JPT Utama (code 10) heads national bodies only. Source: docs/sources.md#siasn-reference."""

_NO_ECHELON: Final = frozenset({"", "00", "99", "0", "NON", "NONESELON"})
_ECHELONS: Final = {
    key: echelon.name for echelon in ECHELONS for key in (echelon.name.replace(".", "").upper(), echelon.code)
}

UNIT_KINDS: Final = (
    "Pemerintah Daerah",
    "Sekretariat",
    "Inspektorat",
    "Dinas",
    "Badan",
    "Satuan",
    "Bagian",
    "Bidang",
    "Kecamatan",
    "Kelurahan",
    "UPTD",
    "Sekolah",
    "Puskesmas",
    "Rumah Sakit",
)
"""Offered, never enforced: agencies have other kinds of unit too. Source: docs/sources.md#pp-18-2016 (unconfirmed)."""


class UnknownWord(ValueError):
    """A word that is not in its table; the message says which are, and the nearest, in Indonesian."""

    def __init__(self, word: str, allowed: Iterable[str]) -> None:
        words = tuple(allowed)
        self.fault = f"“{word}” tidak dikenal"
        self.fix = f"{suggest(word, words)}Isi salah satu dari {', '.join(words)}."
        super().__init__(f"{self.fault}. {self.fix}")


def parse_position_kind(text: str) -> PositionKind:
    """The kind of position as people write it ("JFU" is Pelaksana). Raises UnknownWord."""
    word = " ".join(text.casefold().removeprefix("jabatan ").split())
    found = next((kind for kind in POSITION_KINDS if kind.casefold() == word), _KIND_SYNONYMS.get(word))
    if found is None:
        raise UnknownWord(text, POSITION_KINDS)
    return found


def parse_echelon(text: str) -> str | None:
    """The one spelling of an echelon: "IIIa", "iii/a" and SIASN's "31" are "III.a"; "NON" and "-" are None.

    Raises UnknownWord.
    """
    word = text.casefold().removeprefix("eselon")
    key = "".join(mark for mark in word if mark not in " ./-").upper()
    if key in _NO_ECHELON:
        return None
    found = _ECHELONS.get(key)
    if found is None:
        raise UnknownWord(text, (echelon.name for echelon in ECHELONS))
    return found


def suggest(word: str, known: Iterable[str]) -> str:
    """The question “Maksud Anda …?” with the nearest known word, or nothing when none is near."""
    by_fold = {entry.casefold(): entry for entry in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1)
    return f"Maksud Anda “{by_fold[near[0]]}”? " if near else ""
