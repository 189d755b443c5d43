"""A question as it stands in the file, already taken apart and rendered, before a kind gives it a meaning."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

TRUE_WORDS = frozenset({"benar", "true"})
FALSE_WORDS = frozenset({"salah", "false"})
_ESSAY = re.compile(r"(?:uraian|essay)(?:\s*,.*|\s+[\d(].*)?")
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2012\u2013\u2212", "''\"\"-----")


@dataclass(frozen=True, slots=True)
class Option:
    """One box: `tick` is "" (empty), "x" (right) or the whole number written in it (points)."""

    line: int
    tick: str
    text: str
    html: str
    feedback_html: str = ""

    @property
    def right(self) -> bool:
        return self.tick == "x"

    @property
    def id(self) -> str:
        """Stable whatever the order of the options: made from the words alone."""
        return "o-" + short_digest(fold(self.text))


@dataclass(frozen=True, slots=True)
class Property:
    """One `Nama: nilai` of a question."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """One heading and what belongs to it. Every `*_html` is sanitised.

    `body` is the Markdown between heading and options (or all of it without options), `mode` the `jenis` of the quiz
    ("kuis", "latihan", "survei", "ujian"; a check question of a lesson is "latihan"), `weight` whole points 1..100.
    """

    file: str
    line: int
    id: str
    prompt: str
    prompt_html: str
    body: str = ""
    body_html: str = ""
    options: tuple[Option, ...] = ()
    properties: Mapping[str, Property] = field(default_factory=dict)
    hint_html: str = ""
    explanation_html: str = ""
    mode: str = "kuis"
    weight: int = 1
    competency: tuple[str, int] | None = None
    lesson: str = ""
    level: str = ""
    label: str = ""

    @property
    def kind_wanted(self) -> str:
        """What `Tipe:` asks for, folded; empty when the shape decides."""
        wanted = self.properties.get("tipe")
        return fold(wanted.text) if wanted else ""

    @property
    def ticked(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.right)

    @property
    def has_points(self) -> bool:
        return any(option.tick not in ("", "x") for option in self.options)

    @property
    def is_essay(self) -> bool:
        answer = self.properties.get("jawaban")
        return answer is not None and _ESSAY.fullmatch(fold(answer.text)) is not None

    @property
    def is_true_false(self) -> bool:
        words = {fold(option.text).rstrip(".") for option in self.options}
        return len(self.options) == 2 and bool(words & TRUE_WORDS) and bool(words & FALSE_WORDS)


def fold(text: str, *, keep_case: bool = False) -> str:
    """Text without accents, case and superfluous spaces; dashes and quotes in one form."""
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf")
    one_spaced = " ".join(bare.split())
    return one_spaced if keep_case else one_spaced.casefold()


def short_digest(text: str) -> str:
    """Eight lower-case base32 letters (40 bits) of SHA-256."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:5]
    return base64.b32encode(digest).decode("ascii").lower()
