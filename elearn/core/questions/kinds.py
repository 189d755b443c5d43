"""What a kind of question is: everything outside this room handles a question only through its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Literal, NamedTuple, Protocol

from .block import QuestionBlock
from .findings import Finding

# JSON as it is stored: each kind alone knows the shape of what lies under its keys.
Fields = Mapping[str, Any]
Answer = str | list[str] | dict[str, str]
"""JSON-able: an option id or the words typed, a sorted list of option ids, or part → what was given for that part."""

LONGEST_ANSWER = 500
"""Characters of a typed answer."""

State = Literal["marked", "waiting", "noted", "void"]
MARKED: State = "marked"
WAITING: State = "waiting"
"""A person has still to mark the answer."""
NOTED: State = "noted"
"""Nothing is right or wrong here (a poll); it does not count."""
VOID: State = "void"
"""A correction took the question out; what the answer earned does not count."""


class InvalidAnswer(ValueError):
    """What was sent cannot be an answer to this question; `sentence` tells the learner what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnknownKind(LookupError):
    """No kind of that name is at hand (its plugin is missing)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about one part of a question (an option, a gap, a pair, a criterion) after marking.

    `html` (feedback) and `label_html` (which part) are sanitised; `given` and `note` (the right answer, or the points)
    are plain words. All of them may be "".
    """

    option: str
    chosen: bool
    right: bool
    html: str = ""
    label_html: str = ""
    given: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome of marking: `points` in 0..1 (times the weight of the question); they count where `state` is MARKED.

    `remarks` has one entry per part (none for an answer in one piece), `solution` is the right answer in words for kinds
    without parts, `explanation_html` the Pembahasan, `comment` what the marker wrote. All are secret until the quiz
    reveals its key.
    """

    points: Fraction
    remarks: tuple[Remark, ...] = ()
    solution: str = ""
    explanation_html: str = ""
    state: State = MARKED
    comment: str = ""

    def remark(self, option: str) -> Remark:
        """The remark about one part; an empty one when nothing is said about it."""
        return next((one for one in self.remarks if one.option == option), Remark(option, chosen=False, right=False))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what a person looks at, and the whole points it can earn at most (≥ 1)."""

    id: str
    label_html: str
    most: int


@dataclass(frozen=True, slots=True)
class Given:
    """The same answer, stored `times` times; `points` (0..1) is None where it is not marked."""

    answer: Answer
    times: int = 1
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How often something came, `out_of` how many answers; `label_html` is sanitised, `right` None where nothing is."""

    label_html: str
    count: int
    out_of: int
    right: bool | None = None


class Parsed(NamedTuple):
    """`public` may go to a browser, `sealed` never before marking; findings may be empty."""

    public: dict[str, Any]
    sealed: dict[str, Any]
    findings: tuple[Finding, ...]


class QuestionKind(Protocol):
    """One kind of question. All methods are pure; `public` and `sealed` are the stored dicts of `parse`.

    `base.BaseKind` answers what most kinds answer alike.
    """

    @property
    def name(self) -> str:
        """The stored name, as "single"; never changed. Also what a fence `soal:<name>` asks for."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The names a trainer may write after `Tipe:`, folded; the first is the one tools write."""

    @property
    def label(self) -> str:
        """Its name on screen, in Indonesian; marked with `N_` where it has a translation."""

    @property
    def example(self) -> str:
        """The Markdown below the heading that a new question of this kind begins with; "" when it begins empty."""

    @property
    def template(self) -> str:
        """A Jinja partial with the form fields; it is given `part`, a `pages.QuestionPart`."""

    @property
    def marked_template(self) -> str:
        """A Jinja partial with the answer after marking; it is given `line`, a `pages.MarkedPart`."""

    def recognises(self, block: QuestionBlock, /) -> bool:
        """Tell from the shape whether the block is of this kind."""

    def parse(self, block: QuestionBlock, /) -> Parsed:
        """The public and the sealed part. Never raises; nothing sealed can be derived from `public`."""

    def shuffle(self, public: Fields, random: Random, /) -> dict[str, Any]:
        """The same question with its options in another order, where order means nothing."""

    def parts(self, public: Fields, /) -> Sequence[str]:
        """The names of its form fields beside the one of the question itself; see `sending.py`."""

    def read_answer(self, public: Fields, values: Sequence[str], /) -> Answer | None:
        """What the form sent → answer, None when nothing was answered. Raises InvalidAnswer."""

    def is_empty(self, answer: Answer | None, /) -> bool: ...

    def mark(self, sealed: Fields, answer: Answer | None, /) -> Mark:
        """Mark an answer; anything that is no answer to this question earns 0."""

    def criteria(self, sealed: Fields, /) -> Sequence[Criterion]:
        """By what a person marks an answer whose mark is WAITING; empty for what marks itself."""

    def best_answer(self, sealed: Fields, /) -> Answer:
        """An answer that earns all points (or, where nothing does, any answer)."""

    def rekeyed(self, sealed: Fields, answer: Answer, /) -> Fields | None:
        """The sealed part with `answer` as its key; None where a kind has no other answer to accept."""

    def tally(self, public: Fields, sealed: Fields, given: Iterable[Given], /) -> Sequence[Count]:
        """Statistics: how often each option, gap, pair … was chosen or right."""


def field_name(public: Fields) -> str:
    """The name of the form field of a question."""
    return f"j-{public['id']}"


def public_part(block: QuestionBlock, kind: str, body: str | None = None) -> dict[str, Any]:
    """What every question shows; `body` is what is left of the block's Markdown when the kind took its part of it.

    `weight` in whole points, `competency` [name, level] or None, `lesson` a step key.
    """
    return {
        "id": block.id,
        "kind": kind,
        "prompt_html": block.prompt_html,
        "body_html": block.body_html if body is None else block.writer.block(body, block.body_line),
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
    """The kind a fence `soal:…` or `Tipe:` names, else the first that recognises the shape."""
    if block.fence:
        return next((kind for kind in kinds if kind.name == block.fence.kind), None)
    if block.kind_wanted:
        return next((kind for kind in kinds if block.kind_wanted in (kind.name, *kind.titles)), None)
    return next((kind for kind in kinds if kind.recognises(block)), None)


def kind_named(name: str, kinds: Sequence[QuestionKind]) -> QuestionKind:
    """The kind of a stored question. Raises UnknownKind."""
    for kind in kinds:
        if kind.name == name:
            return kind
    raise UnknownKind(name)


def values_of(answer: Answer | None) -> tuple[str, ...]:
    """An answer as its form fields send it; see `sending.py`."""
    if not answer:
        return ()
    if isinstance(answer, dict):
        return tuple(f"{part}={value}" for part, value in answer.items())
    return (answer,) if isinstance(answer, str) else tuple(answer)
