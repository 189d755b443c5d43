"""What a kind of question is: everything outside this room handles a question only through its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple, Protocol

from .block import QuestionBlock
from .findings import Finding

# JSON as it is stored: each kind alone knows the shape of what lies under its keys.
Fields = Mapping[str, Any]
Answer = str | list[str]
"""JSON-able: an option id, a sorted list of option ids, or the words typed."""

LONGEST_ANSWER = 500
"""Characters of a typed answer."""


class InvalidAnswer(ValueError):
    """What was sent cannot be an answer to this question; `sentence` tells the learner what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnknownKind(LookupError):
    """No kind of that name is at hand (its plugin is missing)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about one option after marking; `html` is sanitised, may be empty."""

    option: str
    chosen: bool
    right: bool
    html: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome of marking: `points` in 0..1 (times the weight of the question).

    `remarks` has one entry per option (none for typed answers), `solution` is the right answer in words for kinds
    without options, `explanation_html` the Pembahasan. All three are secret until the quiz reveals its key.
    """

    points: Fraction
    remarks: tuple[Remark, ...] = ()
    solution: str = ""
    explanation_html: str = ""


class Parsed(NamedTuple):
    """`public` may go to a browser, `sealed` never before marking; findings may be empty."""

    public: dict[str, Any]
    sealed: dict[str, Any]
    findings: tuple[Finding, ...]


class QuestionKind(Protocol):
    """One kind of question. All methods are pure; `public` and `sealed` are the stored dicts of `parse`."""

    @property
    def name(self) -> str:
        """The stored name, as "single"; never changed."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The names a trainer may write after `Tipe:`, folded; the first is shown."""

    @property
    def template(self) -> str:
        """A Jinja partial; it is given `part`, a `pages.QuestionPart`."""

    def recognises(self, block: QuestionBlock, /) -> bool:
        """Tell from the shape whether the block is of this kind."""

    def parse(self, block: QuestionBlock, /) -> Parsed: ...

    def shuffle(self, public: Fields, random: Random, /) -> dict[str, Any]:
        """The same question with its options in another order, where order means nothing."""

    def read_answer(self, public: Fields, values: Sequence[str], /) -> Answer | None:
        """What the form sent → answer, None when nothing was answered. Raises InvalidAnswer."""

    def is_empty(self, answer: Answer | None, /) -> bool: ...

    def mark(self, sealed: Fields, answer: Answer | None, /) -> Mark:
        """Mark an answer; anything that is no answer to this question earns 0."""


def field_name(public: Fields) -> str:
    """The name of the form field of a question."""
    return f"j-{public['id']}"


def public_part(block: QuestionBlock, kind: str) -> dict[str, Any]:
    """What every question shows. `weight` in whole points, `competency` [name, level] or None, `lesson` a step key."""
    return {
        "id": block.id,
        "kind": kind,
        "prompt_html": block.prompt_html,
        "body_html": block.body_html,
        "hint_html": block.hint_html,
        "weight": block.weight,
        "lesson": block.lesson,
        "level": block.level,
        "label": block.label,
        "competency": list(block.competency) if block.competency else None,
    }


def sealed_part(block: QuestionBlock, kind: str) -> dict[str, Any]:
    """What every question keeps back."""
    return {"kind": kind, "explanation_html": block.explanation_html}


def choose_kind(block: QuestionBlock, kinds: Sequence[QuestionKind]) -> QuestionKind | None:
    """The kind `Tipe:` names, else the first that recognises the shape."""
    if block.kind_wanted:
        return next((kind for kind in kinds if block.kind_wanted in (kind.name, *kind.titles)), None)
    return next((kind for kind in kinds if kind.recognises(block)), None)


def kind_named(name: str, kinds: Sequence[QuestionKind]) -> QuestionKind:
    """The kind of a stored question. Raises UnknownKind."""
    for kind in kinds:
        if kind.name == name:
            return kind
    raise UnknownKind(name)
