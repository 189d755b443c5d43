"""What publishing a draft will do, told before it is done, and doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elearn.core.completion import moving
from elearn.core.completion import queries as completion
from elearn.core.completion.outlook import Outlook
from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion, Step
from elearn.core.courses.parser import Manuscript, Reading, digest, public_document, sealed_key
from elearn.core.courses.services import Publication, settings_of
from elearn.kernel.errors import Conflict
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft
from ..queries.reviews import is_approved
from ..writing.changing import Changes, CourseState, StepState, changes
from . import folders, outlooks
from .outlooks import Counting


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one version: how many learn and have completed it; `outlook` once the counting is over."""

    version_id: int
    number: int
    learning: int
    completed: int
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing will do. `current` is the number of the version that holds now, None before the first.

    `changes` is None before the first publishing, and while the check forbids it. `counting` is None until somebody
    asks what a move would mean.
    """

    reading: Reading
    current: int | None = None
    changes: Changes | None = None
    groups: tuple[Group, ...] = ()
    counting: Counting | None = None
    is_same: bool = False
    is_approval_missing: bool = False

    @property
    def learning(self) -> int:
        return sum(group.learning for group in self.groups)

    @property
    def is_counting(self) -> bool:
        return self.counting is not None and not self.counting.wait.is_over


def plan(work: Work, draft: Draft) -> Plan:
    """Reads the draft as publishing will, and looks at who is learning now."""
    reading = folders.check(work, draft)
    missing = work.settings.review_required and reading.manuscript is not None and not is_approved(work, draft)
    counting = outlooks.counting(work, draft) if reading.manuscript else None
    return plan_of(work, reading, counting, missing=missing)


def plan_of(work: Work, reading: Reading, counting: Counting | None = None, *, missing: bool = False) -> Plan:
    """The same of anything that was read, such as a folder; `missing` says that an approval is."""
    if reading.manuscript is None:
        return Plan(reading)
    current, steps = courses.current_with_keys(work, reading.manuscript.code)
    if current is None:
        return Plan(reading, is_approval_missing=missing)
    content = digest(reading.manuscript)
    return Plan(
        reading,
        current.number,
        changes(of_version(current, steps), of_manuscript(reading.manuscript)),
        _groups(work, current.course_id, content, counting),
        counting,
        current.digest == content,
        missing,
    )


def publish(work: Work, draft: Draft, moving_from: Sequence[int], seen: int = 0) -> Publication:
    """Publishes the draft, and has moved to it whoever is still learning with a version of `moving_from` (ids).

    Everybody else stays on the version they began with. `seen` is the counting (its job's id) that the author has read.
    Raises Invalid when the check finds an error; Conflict when somebody would be moved and the counting is not that of
    the draft as it is, or an earlier move is not over.
    """
    outlooks.require_seen(work, draft, seen, moving_from)
    if moving_from and draft.course_id is not None and completion.is_moving(work, draft.course_id):
        raise Conflict(_("Pemindahan peserta sebelumnya belum selesai. Tunggu sebentar, lalu terbitkan lagi."))
    publication = folders.publish(work, draft)
    for version_id in moving_from:
        moving.ask_move(work, courses.version(work, version_id), publication.version)
    return publication


def _groups(work: Work, course_id: int, content: str, counting: Counting | None) -> tuple[Group, ...]:
    """Everybody but those who have the version with this content already."""
    found = (counting and counting.groups) or {}
    return tuple(
        Group(one.version_id, one.number, one.learning, one.completed, found.get(one.version_id))
        for one in completion.people_by_version(work, course_id)
        if one.digest != content
    )


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
