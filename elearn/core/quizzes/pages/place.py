"""Where a quiz stands: what every page of the room shows above its heading."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.i18n import language


@dataclass(frozen=True, slots=True)
class Place:
    """A quiz in a course, and the enrolment through which the learner came.

    `foreign` is the language of the quiz when that is not the reader's, else "".
    """

    enrolment_id: int
    key: str
    title: str
    course_title: str
    foreign: str


def place_of(enrolment: Enrolment, step: Step) -> Place:
    words, version = step.in_words(language()), enrolment.version
    is_foreign = words.is_original and version.language != language()
    title = version.in_words(language()).title
    return Place(enrolment.id, step.key, words.title, title, version.language if is_foreign else "")
