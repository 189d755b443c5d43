"""The rules of a quiz as pure functions: what its settings mean, who may try again, what an attempt is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from math import sqrt
from typing import Any, Literal, TypeAlias

from elearn.core.questions.kinds import MARKED, NOTED, VOID, WAITING, Answer, Mark

NEVER, WHEN_SUBMITTED, WHEN_PASSED = "tidak", "setelah kirim", "setelah lulus"
"""`tampilkan kunci`: when right answers, feedback and explanations may leave the server."""

GRADED_MODES = frozenset({"kuis", "ujian"})
"""Quizzes that must be passed and count for the final score; the others are done when they are handed in."""

GRACE = timedelta(seconds=60)
"""Answers that arrive this long after the time is up are still taken: a slow line must not cost them."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A group of questions (ids) of which each attempt asks `draw`."""

    draw: int
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuizRules:
    """A quiz's front matter. `pass_mark` percent 0..100; `max_attempts` 0 = no limit; `time_limit` minutes or None;
    `asked` questions per attempt; `reveal` one of NEVER, WHEN_SUBMITTED, WHEN_PASSED; `pools` the groups of which some
    questions are drawn.
    """

    pass_mark: int
    max_attempts: int
    time_limit: int | None
    shuffle: bool
    asked: int
    reveal: str
    is_graded: bool = True
    pools: tuple[Pool, ...] = ()

    def attempts_left(self, used: int) -> int | None:
        """How many more attempts may be started after `used`; None = no limit."""
        return max(self.max_attempts - used, 0) if self.max_attempts else None

    def may_retry(self, used: int) -> bool:
        """Whether one more attempt may be started after `used`. A learner who passed may still try for more."""
        return self.attempts_left(used) != 0

    def ends_at(self, started_at: datetime) -> datetime | None:
        """When the time of an attempt is up, as told to the learner; None = no limit."""
        return None if self.time_limit is None else started_at + timedelta(minutes=self.time_limit)

    def is_over(self, started_at: datetime, now: datetime) -> bool:
        """Whether answers come too late, the grace included."""
        end = self.ends_at(started_at)
        return end is not None and now > end + GRACE

    def reveals(self, *, has_passed: bool) -> bool:
        """Whether a submitted attempt may show its key to a learner who has (not) passed the quiz by any attempt."""
        return self.reveal == WHEN_SUBMITTED or (self.reveal == WHEN_PASSED and has_passed)

    def passes(self, score: float) -> bool:
        """Whether a score (percent, as shown) reaches the pass mark."""
        return score >= self.pass_mark


def quiz_rules(settings: Mapping[str, Any]) -> QuizRules:
    """The rules in a step's stored settings."""
    return QuizRules(
        pass_mark=settings["pass_mark"],
        max_attempts=settings["max_attempts"],
        time_limit=settings["time_limit"],
        shuffle=settings["shuffle"],
        asked=settings["asked"],
        reveal=settings["reveal"],
        is_graded=settings["mode"] in GRADED_MODES,
        pools=tuple(Pool(pool["draw"], frozenset(pool["questions"])) for pool in settings.get("pools", ())),
    )


DISCRIMINATION_MINIMUM = 30
"""Scored answers below which a correlation says nothing."""


def discrimination(count: int, p: float, pp: float, s: float, ss: float, ps: float) -> float | None:
    """How well a question tells strong attempts from weak ones: the correlation, −1..1, of its points with the score.

    From the sums of points, their squares, scores, their squares, and products. None below DISCRIMINATION_MINIMUM, and
    where all points or all scores are the same.
    """
    of_points, of_scores = count * pp - p * p, count * ss - s * s
    if count < DISCRIMINATION_MINIMUM or of_points <= 1e-9 or of_scores <= 1e-9:
        return None
    return max(min((count * ps - p * s) / sqrt(of_points * of_scores), 1.0), -1.0)


def score_of_marks(marks: Mapping[str, Mark], weights: Mapping[str, int]) -> float | None:
    """Percent of the marks of a paper by question id; None while a person has still to mark one of them.

    A paper of which corrections took out everything that would have counted is worth 100: nobody can earn it any more.
    """
    if any(mark.state == WAITING for mark in marks.values()):
        return None
    counted = [(mark.points, weights[key]) for key, mark in marks.items() if mark.state == MARKED]
    if not counted and any(mark.state == VOID for mark in marks.values()):
        return 100.0
    return score_of(counted)


def score_of(marks: Iterable[tuple[Fraction, int]]) -> float:
    """Percent, 0.00..100.00, of pairs (points 0..1, weight ≥ 1): sum(points × weight) / sum(weight) × 100.

    Rounded half up to two decimals; passing is judged by this rounded number, the one the learner sees.
    An attempt that asks nothing is worth 0.
    """
    pairs = list(marks)
    whole = sum(weight for _, weight in pairs)
    if not whole:
        return 0.0
    exact = sum((points * weight for points, weight in pairs), Fraction(0)) * 100 / whole
    return int(exact * 100 + Fraction(1, 2)) / 100


Deed: TypeAlias = Literal["void", "credit", "accept", "withdraw"]
VOIDED: Deed = "void"
"""The question does not count."""
CREDITED: Deed = "credit"
"""Everybody whose paper asks it earns all its points, an empty answer too."""
ACCEPTED: Deed = "accept"
"""Other answers earn as much as the key does."""
WITHDRAWN: Deed = "withdraw"
"""The key alone counts again, for attempts to come."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a correction makes of one question; `answers` are those it accepts beside the key. Learners read `reason`."""

    deed: Deed
    answers: tuple[Answer, ...] = ()
    reason: str = ""


def remedied(mark: Mark, remedy: Remedy, others: Iterable[Mark] = ()) -> Mark:
    """The mark of an answer as a correction counts it; `others` are its marks by each answer accepted beside the key.

    Where nothing is right or wrong, nothing can be corrected.
    """
    if mark.state == NOTED or remedy.deed == WITHDRAWN:
        return mark
    if remedy.deed == VOIDED:
        return replace(mark, state=VOID)
    if remedy.deed == CREDITED:
        return replace(mark, points=Fraction(1), state=MARKED)
    return max([mark, *others], key=lambda one: one.points)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt is worth: percent (None while it waits), and whether it passed."""

    score: float | None
    passed: bool


def better(before: Outcome, after: Outcome) -> Outcome:
    """The better of both in each respect: a correction never lowers what somebody had."""
    scores = [one.score for one in (before, after) if one.score is not None]
    return Outcome(max(scores, default=None), before.passed or after.passed)


@dataclass(frozen=True, slots=True)
class Raised:
    """A handed-in attempt (ids of rows) that corrections make worth more."""

    attempt_id: int
    enrolment_id: int
    step_id: int
    before: Outcome
    after: Outcome
