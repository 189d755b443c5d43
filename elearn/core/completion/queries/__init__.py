"""The ledger and what follows from it, as pages and other rooms read it."""

from __future__ import annotations

from .checklists import Answers, Case, Checklist, Line, checklist, checklists, lines_of, requirement_of
from .foreseen import Foreseen, Target, foreseen
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
from .moves import MoveLine, count_learning, is_moving, move, move_locked, moves
from .regraded import Regraded, completion_of, regraded
from .stored import Credential, Stored, Summary, count_enrolments, store_summaries, stored
from .versions import Participant, VersionPeople, participants, people_by_version

__all__ = [
    "COMPLETED",
    "PAGE_SIZE",
    "Answers",
    "Case",
    "Checklist",
    "CourseView",
    "Credential",
    "Foreseen",
    "Held",
    "Line",
    "MoveLine",
    "MyCourse",
    "Overview",
    "Participant",
    "Place",
    "Regraded",
    "StepText",
    "Stored",
    "Summary",
    "Target",
    "VersionPeople",
    "checklist",
    "checklists",
    "completion_of",
    "count_courses",
    "count_enrolments",
    "count_learning",
    "foreseen",
    "hold",
    "hold_learning",
    "is_moving",
    "lesson",
    "lines_of",
    "missing_prerequisites",
    "move",
    "move_locked",
    "moves",
    "my_courses",
    "overview",
    "participants",
    "people_by_version",
    "place",
    "regraded",
    "requirement_of",
    "store_summaries",
    "stored",
]
