"""A question between two formats: its words are Markdown of our course files, its shape one of a few plain values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Option:
    """One box, its words a single line. `points` count only in a scored question."""

    text: str
    right: bool = False
    points: int = 0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Choice: one right option, several (`whole`: all or nothing), points on each (`scored`), or none (a poll)."""

    options: tuple[Option, ...]
    whole: bool = False
    scored: bool = False

    @property
    def rights(self) -> int:
        return sum(option.right for option in self.options)

    @property
    def is_many(self) -> bool:
        return not self.scored and self.rights > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """True or false; feedback for either answer."""

    right: bool
    if_true: str = ""
    if_false: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number right within `tolerance` (not negative); `unit` may be ""."""

    value: Fraction
    tolerance: Fraction = Fraction(0)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A short answer: any of the accepted; `keep_case` when capitals count."""

    accepted: tuple[str, ...]
    keep_case: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Matching: what belongs together, each a single line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """Ordering: the lines in their right order."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Essay:
    """An answer a person marks; words asked for (None: no bound); `rubric` is Markdown only markers see."""

    fewest: int | None = None
    most: int | None = None
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Cloze: the body holds `[[satu / dua]]` where words are missing."""


Shape: TypeAlias = Boxes | Verdict | Amount | Words | Pairs | Ordering | Essay | Gaps


@dataclass(frozen=True, slots=True)
class Item:
    """A question. `prompt` is the heading (a single line), `body` what stands below it, `weight` whole points 1..100.

    `id` is what the source calls it (any text), or "". `competency` is `Name/level`, `lesson` the key of a step.
    """

    shape: Shape
    prompt: str
    body: str = ""
    id: str = ""
    weight: int = 1
    hint: str = ""
    explanation: str = ""
    competency: str = ""
    lesson: str = ""
    level: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text between questions that asks nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing found in a file: what it became (None: refused), and what was lost on the way.

    `position` says where it stood (line or element), `category` the path of names it was filed under.
    """

    name: str
    position: str
    content: Item | Passage | None
    losses: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
