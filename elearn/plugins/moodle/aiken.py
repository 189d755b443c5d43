"""Aiken: a question, lettered options, and a line that names the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Boxes, Entry, Item, Option
from elearn.core.exchange.marks import inline

_OPTION = re.compile(r"\s*([A-Za-z])\s*[.)]\s+(.*\S)")
_ANSWER = re.compile(r"\s*(?:ANSWER|JAWABAN|KUNCI)\s*[:=]\s*([A-Za-z](?:\s*,\s*[A-Za-z])*)\s*", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Lettered options and at least one line `ANSWER: A`."""
    if source.content[:1] in (b"<", b"P") or b"\0" in source.content[:1000]:
        return False
    lines = source.text().splitlines()
    return any(_ANSWER.fullmatch(line) for line in lines) and any(_OPTION.fullmatch(line) for line in lines)


def read(source: Source) -> Iterator[Entry]:
    """One entry per question; a question ends with its answer."""
    draft = _Draft()
    for number, line in enumerate(source.text().splitlines(), 1):
        if answer := _ANSWER.fullmatch(line):
            yield draft.entry(source, number, frozenset(re.findall("[A-Z]", answer[1].upper())))
            draft = _Draft()
        else:
            draft.take(number, line)
    if draft.first:
        yield draft.entry(source, draft.first, frozenset())


@dataclass(slots=True)
class _Draft:
    """A question while its lines are read; `first` is the line it began on, 0 before."""

    first: int = 0
    words: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        option = _OPTION.fullmatch(line)
        if option and self.words:
            self.options.append([option[1].upper(), option[2]])
        elif line.strip():
            self.first = self.first or number
            if self.options:
                self.options[-1][1] += f" {line.strip()}"
            else:
                self.words.append(line.strip())

    def entry(self, source: Source, number: int, right: frozenset[str]) -> Entry:
        prompt = inline(" ".join(self.words))
        position = f"{source.name}:{self.first or number}"
        letters = {letter for letter, _ in self.options}
        if not prompt or not right or not right <= letters:
            reason = "baris ANSWER menunjuk pilihan yang tidak ada" if right and prompt else "soal ini tidak lengkap"
            return Entry(prompt or "(tanpa pertanyaan)", position, None, (reason,))
        boxes = Boxes(tuple(Option(inline(text), right=letter in right) for letter, text in self.options))
        return Entry(prompt, position, Item(boxes, prompt))
