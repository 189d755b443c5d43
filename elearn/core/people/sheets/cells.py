"""What a single cell of a spreadsheet holds, and the text in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes its value; we refuse it, for the value shown may be stale or another person's."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell with an Excel error, a truth value or a time of day; `text` is what the reader sees."""

    text: str


CellValue: TypeAlias = str | int | float | date | Formula | Unusable | None


class Fault(Exception):
    """Why one field is refused, and how to mend it; Indonesian, without the name of the column."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(f"{reason}. {fix}")
        self.reason = reason
        self.fix = fix


_AS_TEXT: Final = "Ubah format kolom ini menjadi Teks, lalu ketik atau tempel ulang isinya."
_ESCAPED_CONTROL: Final = re.compile(r"_x[0-9A-Fa-f]{4}_")


def text_in(cell: CellValue) -> str:
    """The text of a cell with single spaces, in composed Unicode; "" for an empty one. Raises Fault."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        raise Fault("berisi rumus", "Salin lalu tempel sebagai nilai (Tempel Khusus > Nilai).")
    if isinstance(cell, Unusable):
        raise Fault(f"berisi {cell.text}, bukan teks", "Ketik ulang isinya sebagai teks biasa.")
    if isinstance(cell, date):
        raise Fault("terbaca sebagai tanggal", _AS_TEXT)
    if isinstance(cell, float) and not cell.is_integer():
        raise Fault(f"terbaca sebagai bilangan pecahan {cell}", _AS_TEXT)
    return tidy(cell if isinstance(cell, str) else str(int(cell)))


def tidy(text: str) -> str:
    """Single spaces, none around, composed Unicode. Raises Fault for characters nobody can see."""
    if (not text.isprintable() and any(_is_hidden(mark) for mark in text)) or _ESCAPED_CONTROL.search(text):
        raise Fault("memuat karakter yang tidak terlihat", "Hapus isi sel lalu ketik ulang, jangan disalin.")
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_hidden(mark: str) -> bool:
    if mark in "\t\n\r":
        return False
    return unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Co") or mark in "\ufffe\uffff"
