"""Course files → one frozen manuscript, or findings that say what to mend; knows no database and no Flask."""

from __future__ import annotations

from elearn.core.questions.findings import Finding

from .course import Claim, Reading, read_course
from .document import digest, public_document, sealed_key, sealed_words
from .manuscript import (
    FORMAT,
    MINUTES_PER_JP,
    Asset,
    CertificateRule,
    Citation,
    CompletionRule,
    CourseWords,
    Lesson,
    Manuscript,
    Question,
    Quiz,
    Source,
    Step,
    StepWords,
)

__all__ = [
    "FORMAT",
    "MINUTES_PER_JP",
    "Asset",
    "CertificateRule",
    "Citation",
    "Claim",
    "CompletionRule",
    "CourseWords",
    "Finding",
    "Lesson",
    "Manuscript",
    "Question",
    "Quiz",
    "Reading",
    "Source",
    "Step",
    "StepWords",
    "digest",
    "public_document",
    "read_course",
    "sealed_key",
    "sealed_words",
]
