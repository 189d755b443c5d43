"""What the columns of a table are, when its headings do not say so: shown to people, and said by them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from elearn.core.questions.block import fold
from elearn.kernel.errors import Invalid

_EXAMPLE = "Contoh: soal=B,pilihan a=C,pilihan b=D,kunci=F,baris=2."


@dataclass(frozen=True, slots=True)
class Columns:
    """What somebody said of a table: which column (its letter) is what, the row of its first question, and the sheet.

    `places` are letters by the role they have (`soal` → `B`); `sheet` is "" for the first one.
    """

    places: Mapping[str, str]
    first: int = 2
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The first rows of a sheet, for people to say what its columns are; `guess` is what its headings and cells suggest.

    `letters` are those of its columns; every row (its number, its cells) is as long.
    """

    sheet: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    guess: Columns


def read_columns(text: str) -> Columns:
    """`soal=B,kunci=F,baris=3,lembar=Bank` as Columns. Raises Invalid when it cannot be read."""
    said: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        role, sign, place = part.partition("=")
        role = fold(role).strip()
        if not sign or not role or not place.strip() or role in said:
            raise Invalid(f"“{part[:40]}” tidak dapat dibaca sebagai kolom. {_EXAMPLE}")
        said[role] = place.strip()
    first, sheet = said.pop("baris", "2"), said.pop("lembar", "")
    if not re.fullmatch(r"[1-9][0-9]{0,6}", first):
        raise Invalid(f"Baris “{first[:20]}” bukan nomor baris. {_EXAMPLE}")
    return Columns({role: place.upper() for role, place in said.items()}, int(first), sheet)
