"""Events: past tense. Core listeners are strict; each guest runs inside its own savepoint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .markers import hookspec

if TYPE_CHECKING:
    from elearn.core.career.models import CareerEntry
    from elearn.core.certificates.models import Certificate
    from elearn.core.completion.models import Completion
    from elearn.core.courses.models import CourseVersion, Step
    from elearn.core.enrolment.models import Enrolment
    from elearn.core.people.models import Person
    from elearn.core.quizzes.models import Attempt
    from elearn.kernel.work import Work


@hookspec
def course_published(work: Work, version: CourseVersion) -> None:
    """A new version of a course can be joined."""


@hookspec
def learner_enrolled(work: Work, enrolment: Enrolment) -> None:
    """A person joined a course."""


@hookspec
def attempt_submitted(work: Work, attempt: Attempt) -> None:
    """A learner handed in a quiz; it is marked, but for what a person has to mark (`attempt.score` is None then)."""


@hookspec
def attempt_marked(work: Work, attempt: Attempt) -> None:
    """A person gave the last mark that a handed-in quiz waited for; it has a score now."""


@hookspec
def attempts_regraded(work: Work, attempts: Sequence[Attempt], reason: str) -> None:
    """Attempts of one learner at one quiz are worth more, because a question of it was corrected."""


@hookspec
def lesson_completed(work: Work, enrolment: Enrolment, step: Step) -> None:
    """A learner said a lesson is done (or answered its check questions)."""


@hookspec
def course_completed(work: Work, completion: Completion) -> None:
    """Every requirement of a course is met."""


@hookspec
def completion_regraded(work: Work, completion: Completion, reason: str) -> None:
    """The final score of a completed course rose, because a question of it was corrected."""


@hookspec
def certificate_issued(work: Work, certificate: Certificate) -> None:
    """A certificate exists."""


@hookspec
def certificate_revoked(work: Work, certificate: Certificate) -> None:
    """A certificate was withdrawn, with a reason."""


@hookspec
def certificate_reinstated(work: Work, certificate: Certificate) -> None:
    """A revocation was taken back after an appeal: the certificate is valid as it was."""


@hookspec
def career_entry_recorded(work: Work, entry: CareerEntry) -> None:
    """The career record holds a new entry."""


@hookspec
def person_transferred(work: Work, person: Person, old_unit_id: int) -> None:
    """A person moved to another unit."""
