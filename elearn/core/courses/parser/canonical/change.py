"""What the canonical form differs in, line by line, said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elearn.core.questions.section import OPTION

_HEADING = re.compile(r" {0,3}#{1,6} .*")
_BULLET = re.compile(r" *(?:[-*+]|[0-9]{1,9}[.)]) .*")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One mended place; `line` is that of the file as it was written. `before` and `after` are empty for whole files."""

    line: int
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if not self.before and not self.after:
            return self.what
        if not self.before:
            return f"{self.what}: {_shown(self.after)}"
        return f"{self.what}: “{_shown(self.before)}” → “{_shown(self.after)}”"


@dataclass(frozen=True, slots=True)
class Formatted:
    """The canonical text and how it came about; no changes means that the file is canonical already."""

    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text while it is brought into form; `number` is where it stood in the file as written."""

    number: int
    text: str


def _shown(text: str) -> str:
    plain = "".join(mark if mark.isprintable() else "·" for mark in text.replace("\u00a0", "·"))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def mended_lines(written: Sequence[str], normal: Sequence[str], head: int) -> Iterator[Change]:
    """The lines normalising changed; the first `head` are front matter."""
    for number, (before, after) in enumerate(zip(written, normal, strict=True), start=1):
        if before != after:
            yield Change(number, _what(before, after, is_head=number <= head), before, after)


def _what(before: str, after: str, *, is_head: bool) -> str:
    if is_head:
        return "keterangan"
    if "".join(before.split()) == "".join(after.split()) and not _HEADING.fullmatch(after):
        return "spasi"
    forms = ((OPTION, "kotak pilihan"), (_HEADING, "judul"), (_BULLET, "butir"))
    return next((name for form, name in forms if form.fullmatch(after)), "tulisan")
