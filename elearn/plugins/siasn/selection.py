"""Which entries are meant: of a year, a unit with all below it, in a state; read from an address and written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from elearn.plugin import Invalid, _

from .states import DELETED, DIFFERENT, MATCH, MISSING, REJECTED, SENT, UNSURE, WAITING

WITHDRAWN: Final = "withdrawn"
"""Sent, and withdrawn here since."""

STATE_WORDS: Final[Mapping[str, str]] = {
    "menunggu": WAITING,
    "terkirim": SENT,
    "ditolak": REJECTED,
    "diperiksa": UNSURE,
    "dicabut": WITHDRAWN,
    "dihapus": DELETED,
}
RESULT_WORDS: Final[Mapping[str, str]] = {"cocok": MATCH, "tidak-ada": MISSING, "berbeda": DIFFERENT}
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_WORDS: Final = 100
"""Characters of a search; the rest is not looked for."""
_GREATEST_ID: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty fields narrow nothing. `state` and `result` are words of an address; `nip` one person's 18 digits.

    `entry` is one entry's id; `words` are looked for in name, NIP, title and number.
    """

    year: int | None = None
    unit: int | None = None
    state: str = ""
    result: str = ""
    nip: str = ""
    entry: int | None = None
    words: str = ""

    @property
    def scope(self) -> Wanted:
        """The year and the unit alone: what is counted, exported and sent, whatever the list shows of it."""
        return Wanted(year=self.year, unit=self.unit)


def read_wanted(sent: Mapping[str, str]) -> Wanted:
    """What an address or a form asks for. Raises Invalid: a filter that cannot be read must not look like none."""
    return Wanted(
        year=_number(sent, "tahun", FIRST_YEAR, LAST_YEAR),
        unit=_number(sent, "unit", 1, _GREATEST_ID),
        state=_choice(sent, "keadaan", STATE_WORDS),
        result=_choice(sent, "hasil", RESULT_WORDS),
        words=" ".join(sent.get("cari", "").split())[:LONGEST_WORDS],
    )


def written(wanted: Wanted) -> dict[str, str]:
    """The words that ask for exactly this; empty ones are left out."""
    words = {
        "tahun": str(wanted.year or ""),
        "unit": str(wanted.unit or ""),
        "keadaan": wanted.state,
        "hasil": wanted.result,
        "cari": wanted.words,
    }
    return {name: word for name, word in words.items() if word}


def as_arguments(wanted: Wanted) -> dict[str, Any]:
    """The same as a job keeps it."""
    return {"year": wanted.year, "unit": wanted.unit, "nip": wanted.nip, "entry": wanted.entry}


def _number(sent: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = sent.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and least <= int(text[:11]) <= most):
        raise Invalid(_("Saringan %(name)s=“%(word)s” tidak dikenal. Pilih dari daftar.", name=name, word=text[:40]))
    return int(text)


def _choice(sent: Mapping[str, str], name: str, allowed: Mapping[str, str]) -> str:
    word = sent.get(name, "").strip()
    if word and word not in allowed:
        raise Invalid(_("Saringan %(name)s=“%(word)s” tidak dikenal. Pilih dari daftar.", name=name, word=word[:40]))
    return word
