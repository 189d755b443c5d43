"""Sentences of a text with the lines they begin on: long ones tire readers on a small screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from elearn.core.questions.section import Line

from .sections import outside_code

MOST_WORDS = 35
"""Words of a sentence beyond which the check advises to part it."""

_NO_PROSE = re.compile(r"\s*(?:\||#|!\[|\[\^[^\]]+\]:|<!--|$)")
_STARTS_ANEW = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)]|:)\s+")
_MARKUP = re.compile(r"\]\([^()]*\)|\[\^[^\]]*\]|[*_`>\[\]]")
_ENDS = re.compile(r"[.!?;:…][\"”’')]*$")


def long_sentences(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """Line, number of words and first words of every sentence of more than MOST_WORDS words."""
    words: list[tuple[int, str]] = []
    for line, is_text in outside_code(lines):
        if not is_text or _NO_PROSE.match(line.text) or _STARTS_ANEW.match(line.text):
            yield from _if_long(words)
            words = []
        if not is_text or _NO_PROSE.match(line.text):
            continue
        for word in _MARKUP.sub(" ", _STARTS_ANEW.sub("", line.text, count=1)).split():
            words.append((line.number, word))
            if _ENDS.search(word):
                yield from _if_long(words)
                words = []
    yield from _if_long(words)


def _if_long(words: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    count = sum(any(mark.isalnum() for mark in word) for _, word in words)
    if count > MOST_WORDS:
        yield words[0][0], count, " ".join(word for _, word in words[:4])
