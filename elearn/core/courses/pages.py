"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from flask_wtf import FlaskForm

from elearn.core.questions.findings import Finding
from elearn.hooks.values import Action, Panel
from elearn.kernel.paging import Paging
from elearn.web.page import Page

from .models import Course, CourseText, CourseVersion, Upload
from .parser.folder import COURSE_FILE, HERE
from .queries import (
    Catalogue,
    CitationLine,
    ContentLine,
    Facets,
    RegulationLine,
    StudioLine,
    UploadLine,
    VersionLine,
    Wish,
)


@dataclass(frozen=True, slots=True)
class CataloguePage(Page):
    """The courses on offer; `facets` is what a reader may ask for, `wish` and `duration` (of `jp`) what this one asked.

    `values` is the address of the page without its number, empty when nothing is narrowed.
    """

    template: ClassVar[str] = "courses/index.html"
    wish: Wish
    duration: str
    values: Mapping[str, str]
    catalogue: Catalogue
    facets: Facets

    @property
    def competencies(self) -> list[tuple[str, str]]:
        """Value and words of each choice."""
        return [(name, name) for name in self.facets.competencies]

    @property
    def audiences(self) -> list[tuple[str, str]]:
        """Value and words of each choice."""
        return [(name, name.capitalize()) for name in self.facets.audiences]


@dataclass(frozen=True, slots=True)
class CoursePage(Page):
    """A course on offer. `prerequisites` are pairs of title and slug, `actions` what the reader can do now."""

    template: ClassVar[str] = "courses/show.html"
    version: CourseVersion
    text: CourseText
    contents: tuple[ContentLine, ...]
    prerequisites: tuple[tuple[str, str], ...]
    actions: Sequence[Action]
    panels: Sequence[Panel]

    @property
    def quizzes(self) -> tuple[ContentLine, ...]:
        return tuple(line for line in self.contents if line.kind == "quiz")

    @property
    def lessons(self) -> int:
        return len(self.contents) - len(self.quizzes)


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The findings of one file of a course, in the order of their lines; `file` is "." for the folder itself."""

    file: str
    findings: tuple[Finding, ...]


def by_file(stored: Iterable[Mapping[str, Any]]) -> tuple[FileFindings, ...]:
    """Stored findings, grouped by file: the folder itself, kursus.md, then the steps in their order."""
    found = sorted((Finding(**finding) for finding in stored), key=_place)
    return tuple(FileFindings(file, tuple(group)) for file, group in groupby(found, key=lambda finding: finding.file))


def _place(finding: Finding) -> tuple[bool, bool, str, int]:
    return finding.file != HERE, finding.file != COURSE_FILE, finding.file, finding.line


@dataclass(frozen=True, slots=True)
class StudioPage(Page):
    """The trainer's courses, and uploads that wait to be mended or published."""

    template: ClassVar[str] = "courses/studio.html"
    form: FlaskForm
    lines: tuple[StudioLine, ...]
    paging: Paging
    uploads: tuple[UploadLine, ...]


@dataclass(frozen=True, slots=True)
class StudioCoursePage(Page):
    """One course of the trainer's: its versions, newest first, and the findings of the newest one's check."""

    template: ClassVar[str] = "courses/studio_show.html"
    course: Course
    form: FlaskForm
    versions: tuple[VersionLine, ...]
    paging: Paging
    uploads: tuple[UploadLine, ...]

    @property
    def current(self) -> VersionLine | None:
        """The version that new learners join, when it stands on this page."""
        return next((version for version in self.versions if version.id == self.course.current_id), None)

    @property
    def findings(self) -> tuple[FileFindings, ...]:
        return by_file(self.current.warnings) if self.current else ()


@dataclass(frozen=True, slots=True)
class RegulationsPage(Page):
    """The regulations that the trainer's courses cite."""

    template: ClassVar[str] = "courses/regulations.html"
    lines: tuple[RegulationLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class RegulationPage(Page):
    """Where the trainer's courses cite one regulation; `law` as "uu-20-2023"."""

    template: ClassVar[str] = "courses/regulation.html"
    law: str
    lines: tuple[CitationLine, ...]

    @property
    def courses(self) -> list[tuple[str, tuple[CitationLine, ...]]]:
        """Title and lines of each course."""
        return [(title, tuple(lines)) for title, lines in groupby(self.lines, key=lambda line: line.course)]


@dataclass(frozen=True, slots=True)
class UploadPage(Page):
    """What the check found in an upload; `course` is what it would renew and `number` its newest version (or None, 0)."""

    template: ClassVar[str] = "courses/upload.html"
    upload: Upload
    course: Course | None
    number: int

    @property
    def findings(self) -> tuple[FileFindings, ...]:
        return by_file(self.upload.findings)

    @property
    def errors(self) -> int:
        return sum(finding["level"] == "salah" for finding in self.upload.findings)

    @property
    def warnings(self) -> int:
        return len(self.upload.findings) - self.errors
