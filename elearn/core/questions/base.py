"""What most kinds answer alike; a kind overrides what is different."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from .kinds import Answer, Count, Criterion, Fields, Given

MOST_ANSWERS = 10
"""Typed answers a tally names, the most frequent first."""


class BaseKind:
    """A kind with one field, whose order means nothing to shuffle, and that marks itself."""

    marked_template = "questions/_marked_typed.html"
    titles: tuple[str, ...] = ()
    example = ""

    @property
    def label(self) -> str:
        return self.titles[0].capitalize()

    def shuffle(self, public: Fields, _random: Random) -> dict[str, Any]:
        return dict(public)

    def parts(self, _public: Fields) -> Sequence[str]:
        return ()

    def is_empty(self, answer: Answer | None) -> bool:
        return not answer

    def criteria(self, _sealed: Fields) -> Sequence[Criterion]:
        return ()

    def rekeyed(self, _sealed: Fields, _answer: Answer) -> Fields | None:
        return None

    def tally(self, _public: Fields, _sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """The most frequent answers as they were typed, but for case and spaces."""
        times: Counter[str] = Counter()
        points: dict[str, float | None] = {}
        for one in given:
            words = " ".join(str(one.answer).casefold().split())[:80]
            times[words] += one.times
            points[words] = one.points
        whole = times.total()
        return tuple(
            Count(html.escape(words), count, whole, None if points[words] is None else points[words] == 1)
            for words, count in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_ANSWERS]
        )
