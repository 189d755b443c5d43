"""The ledger and what follows from it, as pages and other rooms read it."""

from __future__ import annotations

from .checklists import Answers, Case, Checklist, Line, checklist, checklists
from .learner import (
    PAGE_SIZE,
    MyCourse,
    Overview,
    Place,
    count_courses,
    missing_prerequisites,
    my_courses,
    overview,
    place,
)
from .stored import Credential, Stored, Summary, count_enrolments, stored

__all__ = [
    "PAGE_SIZE",
    "Answers",
    "Case",
    "Checklist",
    "Credential",
    "Line",
    "MyCourse",
    "Overview",
    "Place",
    "Stored",
    "Summary",
    "checklist",
    "checklists",
    "count_courses",
    "count_enrolments",
    "missing_prerequisites",
    "my_courses",
    "overview",
    "place",
    "stored",
]
