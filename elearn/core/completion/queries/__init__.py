"""The ledger and what follows from it, as pages and other rooms read it."""

from __future__ import annotations

from .checklists import Answers, Case, Checklist, Line, checklist, checklists
from .learner import (
    COMPLETED,
    PAGE_SIZE,
    CourseView,
    MyCourse,
    Overview,
    Place,
    StepText,
    count_courses,
    lesson,
    missing_prerequisites,
    my_courses,
    overview,
    place,
)
from .stored import Credential, Stored, Summary, count_enrolments, stored

__all__ = [
    "COMPLETED",
    "PAGE_SIZE",
    "Answers",
    "Case",
    "Checklist",
    "CourseView",
    "Credential",
    "Line",
    "MyCourse",
    "Overview",
    "Place",
    "StepText",
    "Stored",
    "Summary",
    "checklist",
    "checklists",
    "count_courses",
    "count_enrolments",
    "lesson",
    "missing_prerequisites",
    "my_courses",
    "overview",
    "place",
    "stored",
]
