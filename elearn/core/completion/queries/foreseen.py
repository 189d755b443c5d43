"""Where learners would stand in another version of their course, before they go over to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elearn.core.courses.models import CourseVersion
from elearn.core.courses.parser.manuscript import CompletionRule
from elearn.kernel.work import Work

from ..rules import COURSE_COMPLETED, Standing, finished, progress
from ..step_pairs import pairs
from .checklists import Case, Line, counted, entries_of, lines_of, requirement_of, rule_of


@dataclass(frozen=True, slots=True)
class Target:
    """The version that learners may go over to: its steps, and what completes it."""

    lines: tuple[Line, ...]
    requirement: CompletionRule

    @classmethod
    def stored(cls, work: Work, version: CourseVersion) -> Target:
        """A published version."""
        return cls(lines_of(work, [version.id])[version.id], requirement_of(version.requirement))

    @classmethod
    def coming(cls, steps: Iterable[tuple[str, str, Mapping[str, Any]]], requirement: Mapping[str, Any]) -> Target:
        """One that is not published yet: (kind, key, settings) of its steps, which have no ids so far."""
        lines = (
            Line(-place, kind, key, "", 0, rule_of(-place, kind, settings))
            for place, (kind, key, settings) in enumerate(steps, start=1)
        )
        return cls(tuple(lines), requirement_of(requirement))

    def steps_from(self, lines: Sequence[Line]) -> dict[int, int]:
        """Step id → step id here, of the steps of another version that are still there."""
        return {lines[here].id: self.lines[there].id for here, there in pairs(lines, self.lines).items()}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Where somebody would stand, a completion they have left aside; `is_losing`: a step they finished is gone there."""

    standing: Standing
    is_losing: bool


def foreseen(work: Work, cases: Sequence[Case], target: Target) -> dict[int, Foreseen]:
    """The same for many enrolments, by their ids, in two statements at most."""
    lines = lines_of(work, {case.version_id for case in cases})
    steps = {version_id: target.steps_from(own) for version_id, own in lines.items()}
    entries = entries_of(work, [case.enrolment_id for case in cases])
    rules = [line.rule for line in target.lines]
    found: dict[int, Foreseen] = {}
    for case in cases:
        past = [entry for entry in entries[case.enrolment_id] if entry[0].kind != COURSE_COMPLETED]
        own, kept = lines[case.version_id], steps[case.version_id]
        done = finished([line.rule for line in own], counted(past, own))
        standing = progress(target.requirement, rules, counted(past, target.lines, kept))
        found[case.enrolment_id] = Foreseen(standing, not done.keys() <= kept.keys())
    return found
