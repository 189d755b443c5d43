"""The learner's journey, one room per step, in the order of `ROOMS`."""

from __future__ import annotations

ROOMS = (
    "people",
    "competencies",
    "questions",
    "courses",
    "exchange",
    "enrolment",
    "quizzes",
    "completion",
    "studio",
    "certificates",
    "career",
    "profiles",
    "reports",
)
