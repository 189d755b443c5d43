"""The ledger and what follows from it, as pages and other rooms read it."""

from __future__ import annotations

from .checklists import Answers, Case, Checklist, Line, checklist, checklists, requirement_of
from .held import Held, hold, hold_learning
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
from .stored import Credential, Stored, Summary, count_enrolments, store_summary, stored
from .versions import VersionPeople, people_by_version

__all__ = [
    "COMPLETED",
    "PAGE_SIZE",
    "Answers",
    "Case",
    "Checklist",
    "CourseView",
    "Credential",
    "Held",
    "Line",
    "MyCourse",
    "Overview",
    "Place",
    "StepText",
    "Stored",
    "Summary",
    "VersionPeople",
    "checklist",
    "checklists",
    "count_courses",
    "count_enrolments",
    "hold",
    "hold_learning",
    "lesson",
    "missing_prerequisites",
    "my_courses",
    "overview",
    "people_by_version",
    "place",
    "requirement_of",
    "store_summary",
    "stored",
]
