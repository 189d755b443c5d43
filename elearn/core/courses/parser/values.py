"""Reads single values of the front matter: text, minutes, percent, counts, yes or no, choices, lists."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from elearn.core.questions.block import fold
from elearn.core.questions.findings import Report

from .front_matter import Value, fold_key

_YES = frozenset({"ya", "yes", "true", "benar"})
_NO = frozenset({"tidak", "no", "false", "salah"})
_NONE = frozenset({"tidak ada", "none", "tanpa batas", "no limit"})
_DURATION = re.compile(
    r"(?:([0-9]{1,3})\s*(?:jam|hours?|h))?\s*(?:([0-9]{1,4})\s*(?:menit|minutes?|mnt|min|m)?)?", re.IGNORECASE
)
_LONGEST_TEXT = 2000
LONGEST_MINUTES = 24 * 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """Words a key may have: folded word → meaning; `shown` is how the check lists them."""

    words: Mapping[str, T]
    shown: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The front matter of one file under canonical names, with a typed reader for each sort of value.

    What is missing is no fault of its own where the front matter could not be read (`readable`).
    """

    values: Mapping[str, Value]
    report: Report
    readable: bool = True

    def line(self, name: str) -> int:
        """The line of a key, else the first line of the file."""
        return self.values[name].line if name in self.values else 1

    def text(self, name: str, *, required: bool = False, example: str = "") -> str:
        """A text, "" when left out."""
        value = self.values.get(name)
        if value is None:
            if required and self.readable:
                self.report.wrong(1, f"kunci `{name}` belum ada", f"tambahkan `{name}: {example}`")
            return ""
        if not isinstance(value.content, str):
            self._bad(name, "harus berupa satu teks", f"tulis `{name}: {example or '…'}`")
            return ""
        if not value.content:
            self._bad(name, "belum diisi", f"tulis `{name}: {example or '…'}`, atau hapus baris ini")
        if len(value.content) > _LONGEST_TEXT:
            self._bad(name, "terlalu panjang", f"ringkas menjadi paling banyak {_LONGEST_TEXT} huruf")
        return " ".join(value.content.split())

    def whole(self, name: str, lowest: int, highest: int, default: int | None) -> int | None:
        """A whole number within the bounds."""
        text = self.text(name)
        if not text or (default is None and fold(text) in _NONE):
            return default
        if re.fullmatch(r"[0-9]{1,9}", text) and lowest <= int(text) <= highest:
            return int(text)
        self._bad(
            name,
            f"harus bilangan bulat {lowest}–{highest}, bukan “{text[:40]}”",
            f"tulis misalnya `{name}: {max(lowest, 3)}`",
        )
        return default

    def percent(self, name: str, default: int) -> int:
        """0..100, with or without the sign."""
        text = self.text(name)
        if not text:
            return default
        number = percent_of(text)
        if number is None:
            self._bad(name, f"harus persen 0–100, bukan “{text[:40]}”", f"tulis misalnya `{name}: 70`")
        return default if number is None else number

    def minutes(self, name: str) -> int | None:
        """1..1440 from `15 menit`, `1 jam 30 menit` or `15`; None when left out."""
        text = self.text(name)
        if not text or fold(text) in _NONE:
            return None
        match = _DURATION.fullmatch(text)
        minutes = int(match[1] or 0) * 60 + int(match[2] or 0) if match else 0
        if 1 <= minutes <= LONGEST_MINUTES:
            return minutes
        self._bad(name, f"bukan lama waktu yang dapat dibaca: “{text[:40]}”", f"tulis misalnya `{name}: 15 menit`")
        return None

    def jp_minutes(self, name: str, minutes_each: int) -> int:
        """Jam pelajaran (above 0, at most 200, quarters allowed) in minutes; 0 when it is missing or wrong."""
        text = self.text(name, required=True, example="4")
        match = re.fullmatch(r"([0-9]{1,3}(?:[.,](?:25|5|50|75|0))?)(?:\s*jp)?", text, re.IGNORECASE)
        hours = Fraction(match[1].replace(",", ".")) if match else Fraction(0)
        if text and not 0 < hours <= 200:
            self._bad(name, f"harus jumlah jam pelajaran 1–200, bukan “{text[:40]}”", f"tulis misalnya `{name}: 4`")
            return 0
        return round(hours * minutes_each)

    def yes(self, name: str, *, default: bool) -> bool:
        text = fold(self.text(name))
        if text and text not in _YES | _NO:
            self._bad(name, f"harus ya atau tidak, bukan “{text[:40]}”", f"tulis `{name}: ya` atau `{name}: tidak`")
        return text in _YES if text in _YES | _NO else default

    def choice(self, name: str, choice: Choice[T], default: T) -> T:
        text = fold_key(self.text(name))
        if not text:
            return default
        if text in choice.words:
            return choice.words[text]
        near = difflib.get_close_matches(text, sorted(choice.words), n=1)
        self._bad(
            name,
            f"“{text[:40]}” tidak dikenal",
            f"mungkin maksud Anda `{near[0]}`; pilihannya: {choice.shown}" if near else f"pilih {choice.shown}",
        )
        return default

    def texts(self, name: str) -> tuple[Value, ...]:
        """A list of texts; a lone text or texts parted by commas are a list too."""
        value = self.values.get(name)
        if value is None or value.content == "":
            return ()
        if isinstance(value.content, str):
            return tuple(Value(value.line, part.strip()) for part in value.content.split(",") if part.strip())
        items: Sequence[Value] = value.content if isinstance(value.content, tuple) else ()
        if not isinstance(value.content, tuple) or not all(isinstance(item.content, str) for item in items):
            self._bad(name, "harus berupa daftar teks", f"tulis seperti `{name}: [satu, dua]`")
            return ()
        return tuple(item for item in items if item.content)

    def _bad(self, name: str, sentence: str, fix: str) -> None:
        self.report.wrong(self.line(name), f"`{name}` {sentence}", fix)


def percent_of(text: str) -> int | None:
    """`70`, `70%` or `70 persen` → 70; None when it is not 0..100."""
    match = re.fullmatch(r"([0-9]{1,3})\s*(?:%|persen)?", text.strip(), re.IGNORECASE)
    return int(match[1]) if match and int(match[1]) <= 100 else None
