"""Where a learner's steps are: by themselves, and inside drawn pieces, which name them by markers to serve every learner."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from elearn.core.courses.models import LESSON
from elearn.web.urls import fixed_url

from .queries import Line

FINISH = "/selesai"
"""What follows the address of a lesson where it is finished."""

KEY = "@"
"""Stands for the key in an address that is built once for many steps; no file of a course begins with it."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Of one enrolment: its course page, and what stands before the key of a lesson or a quiz, which has its own room."""

    course: str
    lessons: str
    quizzes: str

    def of(self, line: Line) -> str:
        return (self.lessons if line.kind == LESSON else self.quizzes) + quote(line.key)

    def finish(self, key: str) -> str:
        """Where the lesson of this key is said to be done."""
        return self.lessons + quote(key) + FINISH


MARKED = Addresses("@pelatihan@", "@materi@", "@kuis@")
"""What a piece says instead, which is drawn once for every learner."""


def addresses(enrolment_id: int) -> Addresses:
    lesson, quiz = (
        fixed_url(endpoint, enrolment_id=enrolment_id, key=KEY) for endpoint in ("completion.lesson", "quizzes.show")
    )
    course = fixed_url("completion.show", enrolment_id=enrolment_id)
    return Addresses(course, lesson.removesuffix(KEY), quiz.removesuffix(KEY))


def step_url(enrolment_id: int, line: Line) -> str:
    """The page of one step."""
    return addresses(enrolment_id).of(line)


def placed(piece: str, own: Addresses) -> Markup:
    """A drawn piece with a learner's own addresses in place of the markers."""
    html = str(piece).replace(MARKED.course, own.course)
    html = html.replace(MARKED.lessons, own.lessons).replace(MARKED.quizzes, own.quizzes)
    return Markup(html)  # noqa: S704  # a template escaped the piece, and an address is safe
