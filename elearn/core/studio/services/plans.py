"""What publishing a draft will do, told before it is done, and doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elearn.core.completion import moving
from elearn.core.completion import queries as completion
from elearn.core.completion.queries import VersionPeople
from elearn.core.completion.step_pairs import pairs
from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion, Step
from elearn.core.courses.parser import Manuscript, Reading, digest, public_document, sealed_key
from elearn.core.courses.services import Publication, settings_of
from elearn.kernel.work import Work

from ..models import Draft
from ..queries.reviews import is_approved
from ..writing.changing import Changes, CourseState, StepState, changes
from . import folders


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one version: how many learn, would see something they did count no more, have completed."""

    version_id: int
    number: int
    learning: int
    losing: int
    completed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing will do. `current` is the number of the version that holds now, None before the first.

    `changes` is None before the first publishing, and while the check forbids it.
    """

    reading: Reading
    current: int | None
    changes: Changes | None
    groups: tuple[Group, ...]
    is_same: bool = False
    is_approval_missing: bool = False

    @property
    def learning(self) -> int:
        return sum(group.learning for group in self.groups)


@dataclass(frozen=True, slots=True)
class Done:
    """What publishing did: the publication, how many learners went over to it and how many could not."""

    publication: Publication
    moved: int
    stayed: int


def plan(work: Work, draft: Draft) -> Plan:
    """Reads the draft as publishing will, and looks at who is learning now."""
    reading = folders.check(work, draft)
    if reading.manuscript is None:
        return Plan(reading, None, None, ())
    current, steps = courses.current_with_keys(work, reading.manuscript.code)
    missing = work.settings.review_required and not is_approved(work, draft)
    if current is None:
        return Plan(reading, None, None, (), is_approval_missing=missing)
    coming = of_manuscript(reading.manuscript)
    people = completion.people_by_version(work, current.course_id)
    groups = tuple(_group(version, coming.steps) for version in people)
    is_same = current.digest == digest(reading.manuscript)
    return Plan(reading, current.number, changes(of_version(current, steps), coming), groups, is_same, missing)


def publish(work: Work, draft: Draft, moving_from: Sequence[int]) -> Done:
    """Publishes the draft, and moves to it whoever is still learning with a version of `moving_from` (ids).

    Everybody else stays on the version they began with. Raises Invalid when the check finds an error.
    """
    publication = folders.publish(work, draft)
    old = [one for one in moving_from if one != publication.version.id]
    done = [moving.move_learners(work, courses.version(work, one), publication.version) for one in old]
    return Done(publication, sum(one.moved for one in done), sum(one.stayed for one in done))


def _group(people: VersionPeople, coming: Sequence[StepState]) -> Group:
    losing = 0
    if people.learning:
        lines = people.learning[0].lines
        kept = {lines[here].id for here in pairs(lines, coming)}
        losing = sum(not one.standing.done <= kept for one in people.learning)
    return Group(people.version_id, people.number, len(people.learning), losing, people.completed)


def of_version(version: CourseVersion, steps: Sequence[tuple[Step, Mapping[str, Any]]]) -> CourseState:
    """A published version as it is compared; each of its steps comes with its sealed key."""
    states = tuple(
        StepState(
            step.kind, step.key, step.title, (step.html, step.minutes, step.translations), step.settings,
            {question["id"]: question for question in step.questions}, sealed,
        )
        for step, sealed in steps
    )  # fmt: skip
    text = (version.title, version.summary, version.introduction, version.translations)
    return CourseState(text, (version.requirement, version.certificate), states)


def of_manuscript(manuscript: Manuscript) -> CourseState:
    """A manuscript as it is compared: in the shape that publishing stores."""
    public, keys = public_document(manuscript), sealed_key(manuscript)
    steps = tuple(
        StepState(
            document["type"], step.key, step.title, (step.html, step.minutes, document["translations"]),
            settings_of(step), {question["id"]: question for question in document["questions"]}, keys.get(step.key, {}),
        )
        for step, document in zip(manuscript.steps, public["steps"], strict=True)
    )  # fmt: skip
    text = (public["title"], public["summary"], public["introduction_html"], public["translations"])
    return CourseState(text, (public["completion"], public["certificate"]), steps)
