"""What the check of a whole draft found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from elearn.core.completion.queries import MoveLine
from elearn.core.courses import queries as courses
from elearn.core.courses.models import Course
from elearn.core.courses.notices import archive_notice
from elearn.core.courses.parser.folder import COURSE_FILE, HERE
from elearn.core.courses.queries import VersionLine
from elearn.core.questions.findings import Finding
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..services.outlooks import Counting
from ..services.plans import Plan


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The findings of one file of a course, in the order of their lines; `file` is "." for the folder itself."""

    file: str
    findings: tuple[Finding, ...]


def by_file(found: Iterable[Finding]) -> tuple[FileFindings, ...]:
    """Findings grouped by file: the folder itself, kursus.md, then the steps in their order."""
    ordered = sorted(found, key=_place)
    return tuple(FileFindings(file, tuple(group)) for file, group in groupby(ordered, key=lambda finding: finding.file))


def _place(finding: Finding) -> tuple[bool, bool, str, int]:
    return finding.file != HERE, finding.file != COURSE_FILE, finding.file, finding.line


def stored(findings: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Findings as a published version keeps them."""
    return tuple(Finding(**finding) for finding in findings)


@dataclass(frozen=True, slots=True)
class CheckPage(Page):
    """A draft as publishing would read it; `may_publish` is not so for a guest."""

    template: ClassVar[str] = "studio/check.html"
    draft: Draft
    plan: Plan
    may_publish: bool

    @property
    def found(self) -> tuple[Finding, ...]:
        return self.plan.reading.findings

    @property
    def findings(self) -> tuple[FileFindings, ...]:
        return by_file(self.found)

    @property
    def errors(self) -> int:
        return sum(finding.level == "salah" for finding in self.found)

    @property
    def warnings(self) -> int:
        return len(self.found) - self.errors


@dataclass(frozen=True, slots=True)
class CountingPart(Page):
    """How far the counting for a draft is, while it runs."""

    template: ClassVar[str] = "studio/_counting.html"
    draft: Draft
    counting: Counting


@dataclass(frozen=True, slots=True)
class MovesPart(Page):
    """The moves of learners between the versions of a course, newest first; asked for again while one is on its way."""

    template: ClassVar[str] = "studio/_moves.html"
    course: Course
    moves: tuple[MoveLine, ...]

    @property
    def is_moving(self) -> bool:
        return any(line.state == "moving" for line in self.moves)


@dataclass(frozen=True, slots=True)
class VersionsPage(MovesPart):
    """One published course of the trainer's: its versions, newest first, and the findings of the current one's check.

    `notice` says that the course is or will be archived, else "". `may_archive` is not so for a guest.
    """

    template: ClassVar[str] = "studio/versions.html"
    versions: tuple[VersionLine, ...]
    paging: Paging
    notice: str
    may_archive: bool

    @property
    def current(self) -> VersionLine | None:
        """The version that new learners join, when it stands on this page."""
        return next((version for version in self.versions if version.id == self.course.current_id), None)

    @property
    def findings(self) -> tuple[FileFindings, ...]:
        return by_file(stored(self.current.warnings)) if self.current else ()


@dataclass(frozen=True, slots=True)
class ArchivePage(Page):
    """Archiving a course. `needed_by` are codes of the courses whose prerequisite it is."""

    template: ClassVar[str] = "studio/archive.html"
    course: Course
    form: Form
    notice: str
    needed_by: tuple[str, ...]


def archive_page(work: Work, course: Course, form: Form) -> ArchivePage:
    """The form as it was sent or stored."""
    names = {course.slug, course.code}
    needed_by = tuple(code for code, _slug, needed in courses.prerequisites(work) if names.intersection(needed))
    return ArchivePage(course, form, notice_of(work, course), needed_by)


def notice_of(work: Work, course: Course) -> str:
    """What learners read of a course that is or will be archived."""
    return archive_notice(course.archive_on, course.archive_note, work.today)
