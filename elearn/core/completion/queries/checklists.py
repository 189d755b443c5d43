"""From the ledger to a checklist: the steps of a version, what happened to them, and where that leaves the learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select

from elearn.core.courses.models import LESSON, CourseVersion, Step
from elearn.core.courses.parser.manuscript import CompletionRule
from elearn.core.enrolment.models import Enrolment
from elearn.core.questions.kinds import Answer
from elearn.core.quizzes.rules import GRADED_MODES
from elearn.kernel.i18n import language
from elearn.kernel.work import Work

from ..models import LedgerEvent
from ..rules import LESSON_COMPLETED, VERSION_MOVED, Event, Standing, StepRule, progress, resume_at
from ..step_pairs import follow

Answers = Mapping[str, Answer]
"""Question id → what the learner answered to a check question."""

Entry = tuple[Event, dict[str, Any]]
"""What the rule reads of an entry of the ledger, and all its facts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A step as checklists show it, with the rule it is done by. `minutes` as declared or by reading time."""

    id: int
    kind: str
    key: str
    title: str
    minutes: int
    rule: StepRule


@dataclass(frozen=True, slots=True)
class Case:
    """An enrolment to be counted."""

    enrolment_id: int
    version_id: int
    requirement: CompletionRule


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps in order, where the learner stands, and what they answered to the check questions of each lesson."""

    lines: tuple[Line, ...]
    standing: Standing
    answers: Mapping[int, Answers]

    @property
    def is_just_completed(self) -> bool:
        """Every requirement is met, and the ledger does not say so yet."""
        return self.standing.is_complete and self.standing.closed is None

    def line(self, step_id: int) -> Line:
        return next(line for line in self.lines if line.id == step_id)

    def after(self, step_id: int) -> Line | None:
        """The step that follows in the course's order; None at the end."""
        place = self.lines.index(self.line(step_id)) + 1
        return self.lines[place] if place < len(self.lines) else None

    def resume(self, last_step_id: int | None) -> Line | None:
        """Where to go on; None only for a course without steps."""
        step_id = resume_at([line.id for line in self.lines], self.standing.done, last_step_id)
        return None if step_id is None else self.line(step_id)


def checklist(work: Work, enrolment: Enrolment) -> Checklist:
    """How far this enrolment is, counted from the ledger."""
    requirement = work.session.scalar(select(CourseVersion.requirement).where(CourseVersion.id == enrolment.version_id))
    case = Case(enrolment.id, enrolment.version_id, requirement_of(requirement or {}))
    return checklists(work, [case])[enrolment.id]


def checklists(work: Work, cases: Sequence[Case]) -> dict[int, Checklist]:
    """The same for many enrolments, by their ids, in two statements at most."""
    lines = lines_of(work, {case.version_id for case in cases})
    entries = entries_of(work, [case.enrolment_id for case in cases])
    return {
        case.enrolment_id: _count(case.requirement, lines[case.version_id], entries[case.enrolment_id])
        for case in cases
    }


def lines_of(work: Work, version_ids: Collection[int]) -> dict[int, tuple[Line, ...]]:
    """The steps of versions (ids) in order, in the reader's language."""
    spoken = language()
    found = work.keep("completion:lines", {(one, spoken) for one in version_ids}, partial(_lines, work))
    return {version_id: lines for (version_id, _), lines in found.items()}


def requirement_of(document: Mapping[str, Any]) -> CompletionRule:
    """The stored requirement of a version as the rule it was published with."""
    return CompletionRule(**document)


def _count(requirement: CompletionRule, lines: tuple[Line, ...], entries: Sequence[Entry]) -> Checklist:
    answers = {
        event.step_id: facts["answers"]
        for event, facts in entries
        if event.kind == LESSON_COMPLETED and event.step_id is not None and "answers" in facts
    }
    return Checklist(lines, progress(requirement, [line.rule for line in lines], counted(entries, lines)), answers)


def counted(entries: Sequence[Entry], lines: Sequence[Line], coming: Mapping[int, int] | None = None) -> list[Event]:
    """The events as a version with these steps counts them, after the learner's moves and the one that is `coming`."""
    moves: list[Mapping[int, int]] = [dict(facts["steps"]) for event, facts in entries if event.kind == VERSION_MOVED]
    moves += [coming] if coming else []
    own = frozenset(line.id for line in lines)
    return [_carried(event, moves, own) for event, _ in entries] if moves else [event for event, _ in entries]


def _carried(event: Event, moves: Sequence[Mapping[int, int]], own: frozenset[int]) -> Event:
    """The event as the learner's version counts it."""
    if event.step_id is None or event.step_id in own:
        return event
    return replace(event, step_id=follow(event.step_id, moves, own), is_carried=True)


_LINES = (
    select(Step.version_id, Step.id, Step.kind, Step.key, Step.title, Step.minutes, Step.settings, Step.translations)
    .where(Step.version_id.in_(bindparam("ids", expanding=True)))
    .order_by(Step.version_id, Step.ordinal)
)
_ENTRIES = select(
    LedgerEvent.enrolment_id, LedgerEvent.kind, LedgerEvent.at, LedgerEvent.step_id, LedgerEvent.facts
).order_by(LedgerEvent.enrolment_id, LedgerEvent.id)
_ENTRIES_OF_ONE = _ENTRIES.where(LedgerEvent.enrolment_id == bindparam("ids"))
_ENTRIES_OF_MANY = _ENTRIES.where(LedgerEvent.enrolment_id.in_(bindparam("ids", expanding=True)))
# all built once: they run for every page of a learner, and putting them together costs more than running them


def _lines(work: Work, wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], tuple[Line, ...]]:
    """The steps by version and language."""
    found: dict[tuple[int, str], list[Line]] = {name: [] for name in wanted}
    spoken = dict(wanted)
    for version_id, step_id, kind, key, title, minutes, settings, words in work.rows(_LINES, ids=list(spoken)):
        shown = words.get(spoken[version_id], {}).get("title", title)
        line = Line(step_id, kind, key, shown, minutes, rule_of(step_id, kind, settings))
        found[version_id, spoken[version_id]].append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def rule_of(step_id: int, kind: str, settings: Mapping[str, Any]) -> StepRule:
    """By which rule a step with these stored settings is done."""
    if kind == LESSON:
        return StepRule(step_id, is_lesson=True, has_questions=settings["question_count"] > 0)
    return StepRule(
        step_id,
        is_lesson=False,
        is_graded=settings["mode"] in GRADED_MODES,
        pass_mark=settings["pass_mark"],
        max_attempts=settings["max_attempts"],
    )


def entries_of(work: Work, enrolment_ids: Sequence[int]) -> dict[int, list[Entry]]:
    """The ledger of each enrolment in the order of writing: what the rule reads, and all facts."""
    found: dict[int, list[Entry]] = defaultdict(list)
    if len(enrolment_ids) == 1:
        rows = work.rows(_ENTRIES_OF_ONE, ids=enrolment_ids[0])
    else:
        rows = work.rows(_ENTRIES_OF_MANY, ids=enrolment_ids)
    for enrolment_id, kind, at, step_id, facts in rows:
        event = Event(kind, at, step_id, facts.get("attempt"), facts.get("score"), facts.get("passed", False))
        found[enrolment_id].append((event, facts))
    return found
