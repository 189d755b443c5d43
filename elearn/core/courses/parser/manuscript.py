"""A whole course as read from its files: one frozen value."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Mode = Literal["kuis", "latihan", "survei", "ujian"]
Reveal = Literal["tidak", "setelah kirim", "setelah lulus"]

MINUTES_PER_JP = 45
"""1 jam pelajaran. Source: docs/sources.md#jp."""


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """When a course is done: `lessons_percent` 0..100 of the lessons seen, `all_quizzes` passed, `final_score` 0..100."""

    lessons_percent: int = 100
    all_quizzes: bool = True
    final_score: int | None = None


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """Whether a certificate is issued and for how many months it is valid (None: for ever)."""

    issued: bool = True
    valid_months: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`public` may go to a browser, `sealed` never before marking. Their shape belongs to the kind alone."""

    public: Mapping[str, Any]  # JSON; only the kind of the question knows its keys
    sealed: Mapping[str, Any]  # the same

    @property
    def id(self) -> str:
        return str(self.public["id"])


@dataclass(frozen=True, slots=True)
class Lesson:
    """`key` is the file name without .md, `minutes` as declared or else by reading time, `html` sanitised."""

    key: str
    title: str
    minutes: int
    html: str
    words: int
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """A group of questions (ids) of which each attempt asks `draw`."""

    title: str
    draw: int
    questions: tuple[str, ...]


def asked_of(questions: int, pools: Sequence[Pool]) -> int:
    """How many of so many questions are left when each pool gives only what is drawn from it."""
    return questions - sum(len(pool.questions) - pool.draw for pool in pools)


@dataclass(frozen=True, slots=True)
class Quiz:
    """`pass_mark` percent 0..100, `max_attempts` 0 = no limit, `time_limit` minutes or None, `draw` None = all."""

    key: str
    title: str
    minutes: int
    html: str
    mode: Mode
    pass_mark: int
    max_attempts: int
    time_limit: int | None
    shuffle: bool
    draw: int | None
    reveal: Reveal
    questions: tuple[Question, ...] = ()
    pools: tuple[Pool, ...] = ()

    @property
    def asked(self) -> int:
        """Questions one attempt asks."""
        offered = asked_of(len(self.questions), self.pools)
        return offered if self.draw is None else min(self.draw, offered)


Step = Lesson | Quiz


@dataclass(frozen=True, slots=True)
class Asset:
    """A file under aset/; `path` begins with "aset/" and uses slashes."""

    path: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the course in normal form, the ground of the digest."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`code` is the identity for ever, `slug` the folder name, `competencies` (name, level 1..5)."""

    code: str
    slug: str
    title: str
    summary: str
    language: str
    duration_minutes: int
    form: str
    organiser: str
    audience: tuple[str, ...]
    competencies: tuple[tuple[str, int], ...]
    prerequisites: tuple[str, ...]
    completion: CompletionRule
    certificate: CertificateRule
    licence: str
    introduction_html: str
    steps: tuple[Step, ...]
    assets: tuple[Asset, ...]
    sources: tuple[Source, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(step for step in self.steps if isinstance(step, Lesson))

    @property
    def quizzes(self) -> tuple[Quiz, ...]:
        return tuple(step for step in self.steps if isinstance(step, Quiz))
