"""The paper of an attempt: which questions were drawn, in which order, and how each one's options are shuffled.

A stored paper is a list of `{"id": question id, "seed": number or null}`: the seed, given to the question's kind,
puts its options into the same order at every look; null leaves them as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from elearn.core.questions.kinds import Fields, QuestionKind, kind_named

from .rules import QuizRules

SEED_BITS = 32


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a paper. `number` counts from 1, `public` has its options in the paper's order."""

    number: int
    kind: QuestionKind
    public: Fields

    @property
    def id(self) -> str:
        return str(self.public["id"])


def draw_paper(question_ids: Sequence[str], rules: QuizRules, *, random: Random) -> list[dict[str, Any]]:
    """A new paper: from each pool as many questions as it gives, all others, and of these at most `rules.asked`.

    They stand in the order of the file unless the rules shuffle.
    """
    places = list(range(len(question_ids)))
    for pool in rules.pools:
        members = [place for place in places if question_ids[place] in pool.questions]
        kept = set(random.sample(members, min(pool.draw, len(members))))
        places = [place for place in places if place in kept or question_ids[place] not in pool.questions]
    chosen = random.sample(places, min(rules.asked, len(places)))
    ordered = chosen if rules.shuffle else sorted(chosen)
    seeds = [random.getrandbits(SEED_BITS) if rules.shuffle else None for _ in ordered]
    return [{"id": question_ids[place], "seed": seed} for place, seed in zip(ordered, seeds, strict=True)]


def read_paper(
    paper: Iterable[Mapping[str, Any]], questions: Iterable[Fields], kinds: Sequence[QuestionKind]
) -> tuple[Item, ...]:
    """The questions of a stored paper as the learner sees them. Raises UnknownKind when a plugin is missing."""
    by_id = {str(question["id"]): question for question in questions}
    return tuple(_item(number, slot, by_id[slot["id"]], kinds) for number, slot in enumerate(paper, start=1))


def _item(number: int, slot: Mapping[str, Any], public: Fields, kinds: Sequence[QuestionKind]) -> Item:
    kind = kind_named(public["kind"], kinds)
    seed = slot["seed"]
    return Item(number, kind, public if seed is None else kind.shuffle(public, Random(seed)))  # noqa: S311  # an order everybody may know
