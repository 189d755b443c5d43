"""What kinds of change lie between two states of a course: pure functions of plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elearn.core.completion.step_pairs import pairs

WORDS = frozenset({"feedback", "explanation_html"})
"""What a sealed key holds besides the key itself: changing it changes no mark."""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as it is published: `text` whatever is read of it, `settings` how it is taken, `sealed` its keys by question."""

    kind: str
    key: str
    title: str
    text: Any
    settings: Mapping[str, Any]
    questions: Mapping[str, Any]
    sealed: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class CourseState:
    """A course as it is published: `text` what is read before its steps, `rules` what completes and certifies it."""

    text: Any
    rules: Any
    steps: Sequence[StepState]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs. Titles of steps `added`, `removed`, with another marking (`marking`), with other words (`text`)."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_reordered: bool = False
    questions_added: int = 0
    questions_removed: int = 0
    marking: tuple[str, ...] = ()
    is_rule_changed: bool = False
    text: tuple[str, ...] = ()
    is_course_text_changed: bool = False

    @property
    def is_structure(self) -> bool:
        return bool(self.added or self.removed or self.is_reordered or self.questions_added or self.questions_removed)

    @property
    def is_marking(self) -> bool:
        return bool(self.marking or self.is_rule_changed)

    @property
    def is_text(self) -> bool:
        return bool(self.text or self.is_course_text_changed)

    @property
    def is_empty(self) -> bool:
        return not (self.is_structure or self.is_marking or self.is_text)


def changes(old: CourseState, new: CourseState) -> Changes:
    """From `old` to `new`; a change of a key's feedback is one of words."""
    same = pairs(old.steps, new.steps)
    both = [(old.steps[here], new.steps[there]) for here, there in sorted(same.items())]
    before, after = _ids(old), _ids(new)
    return Changes(
        added=tuple(step.title for place, step in enumerate(new.steps) if place not in same.values()),
        removed=tuple(step.title for place, step in enumerate(old.steps) if place not in same),
        is_reordered=[there for _, there in sorted(same.items())] != sorted(same.values()),
        questions_added=len(after - before),
        questions_removed=len(before - after),
        marking=tuple(now.title for was, now in both if _marks(was, now) != _marks(now, was)),
        is_rule_changed=old.rules != new.rules,
        text=tuple(now.title for was, now in both if _words(was, now) != _words(now, was)),
        is_course_text_changed=old.text != new.text,
    )


def _ids(course: CourseState) -> set[str]:
    return {question for step in course.steps for question in step.questions}


def _marks(step: StepState, other: StepState) -> Any:
    """How a step is taken and marked, of the questions that both have."""
    common = step.sealed.keys() & other.sealed.keys()
    keys = {one: {name: value for name, value in step.sealed[one].items() if name not in WORDS} for one in common}
    settings = {name: value for name, value in step.settings.items() if name not in ("words", "question_count")}
    return settings, keys


def _words(step: StepState, other: StepState) -> Any:
    """What is read of a step, of the questions that both have."""
    common = sorted(step.questions.keys() & other.questions.keys())
    said = [{name: step.sealed.get(one, {}).get(name) for name in WORDS} for one in common]
    return step.title, step.text, [step.questions[one] for one in common], said
