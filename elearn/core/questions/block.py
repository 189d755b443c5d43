"""A question as it stands in the file, already taken apart and rendered, before a kind gives it a meaning."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from elearn.kernel.markdown_source import follow_fence

from .writer import PlainWriter, Writer

TRUE_WORDS = frozenset({"benar", "true"})
FALSE_WORDS = frozenset({"salah", "false"})
_ESSAY = re.compile(r"(?:uraian|essay)(?:\s*,.*|\s+[\d(].*)?")
PLUGIN_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,}) *soal: *([A-Za-z0-9_-]+) *")
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
class Fence:
    """A code fence `soal:<kind>` inside a question: what stands in it, and the line of the file it begins on (from 1).

    `around` is the Markdown before and after it.
    """

    kind: str
    text: str
    line: int
    around: str


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """One heading and what belongs to it. Every `*_html` is sanitised; `writer` renders what a kind cuts out of `body`.

    `body` is the Markdown between heading and options (or all of it without options), from `body_line` on, `mode` the `jenis` of the quiz
    ("kuis", "latihan", "survei", "ujian"; a check question of a lesson is "latihan"), `weight` whole points 1..100.
    """

    file: str
    line: int
    id: str
    prompt: str
    prompt_html: str
    body: str = ""
    body_line: int = 1
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
    writer: Writer = field(default_factory=PlainWriter, compare=False, repr=False)

    @property
    def body_html(self) -> str:
        """The whole body, rendered anew at each look."""
        return self.writer.block(self.body, self.body_line)

    @property
    def fence(self) -> Fence | None:
        """The first fence for a plugin's kind."""
        return _plugin_fence(self.body, self.body_line)

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
    def is_poll(self) -> bool:
        return self.mode == "survei" and bool(self.options) and not self.ticked and not self.has_points

    @property
    def is_essay(self) -> bool:
        answer = self.properties.get("jawaban")
        return answer is not None and _ESSAY.fullmatch(fold(answer.text)) is not None

    @property
    def is_true_false(self) -> bool:
        words = {fold(option.text).rstrip(".") for option in self.options}
        return len(self.options) == 2 and bool(words & TRUE_WORDS) and bool(words & FALSE_WORDS)


def _plugin_fence(body: str, first_line: int) -> Fence | None:
    if "soal:" not in body:
        return None
    lines = body.split("\n")
    fence, kind, start, end = "", "", -1, len(lines)
    for place, line in enumerate(lines):
        was, (fence, inside) = fence, follow_fence(fence, line)
        begins = PLUGIN_FENCE.fullmatch(line) if inside and not was and start < 0 else None
        if begins:
            kind, start = begins[1].lower(), place
        elif start >= 0 and inside and not fence:
            end = place
            break
    if start < 0:
        return None
    inner = "\n".join(lines[start + 1 : end])
    return Fence(kind, inner, first_line + start, blanked(lines, start, end + 1))


def blanked(lines: Sequence[str], start: int, end: int) -> str:
    """The lines as a text in which some are blank, so that the others keep their numbers."""
    return "\n".join([*lines[:start], *[""] * (min(end, len(lines)) - start), *lines[end:]])


def fold(text: str, *, keep_case: bool = False) -> str:
    """Text without accents, case and superfluous spaces; dashes and quotes in one form."""
    quoted = text.translate(_QUOTES)
    one_spaced = " ".join((quoted if quoted.isascii() else _bare(quoted)).split())
    return one_spaced if keep_case else one_spaced.casefold()


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in plain if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf")


def short_digest(text: str) -> str:
    """Eight lower-case base32 letters (40 bits) of SHA-256."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:5]
    return base64.b32encode(digest).decode("ascii").lower()
