"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from elearn.hooks.values import Action, Link, Panel
from elearn.kernel.i18n import language
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.page import Page

from . import queries
from .models import CourseText, CourseVersion
from .notices import archive_notice
from .queries import Catalogue, CitationLine, ContentLine, Facets, RegulationLine, Wish


@dataclass(frozen=True, slots=True)
class CataloguePage(Page):
    """The courses on offer; `facets` is what a reader may ask for, `wish` and `duration` (of `jp`) what this one asked.

    `values` is the address of the page without its number, empty when nothing is narrowed. `links` lead to other ways
    to look at the courses.
    """

    template: ClassVar[str] = "courses/index.html"
    wish: Wish
    duration: str
    values: Mapping[str, str]
    catalogue: Catalogue
    facets: Facets
    links: Sequence[Link]

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
    """A course on offer. `prerequisites` are pairs of title and slug, `actions` what the reader can do now.

    `notice` says that it is or will be archived, else "".
    """

    template: ClassVar[str] = "courses/show.html"
    version: CourseVersion
    text: CourseText
    contents: tuple[ContentLine, ...]
    prerequisites: tuple[tuple[str, str], ...]
    actions: Sequence[Action]
    panels: Sequence[Panel]
    notice: str

    @property
    def quizzes(self) -> tuple[ContentLine, ...]:
        return tuple(line for line in self.contents if line.kind == "quiz")

    @property
    def lessons(self) -> int:
        return len(self.contents) - len(self.quizzes)


def course_page(work: Work, version: CourseVersion) -> CoursePage:
    """The page of a course as `work.actor` sees it."""
    course = version.course
    return CoursePage(
        version=version,
        text=version.in_words(language()),
        contents=queries.contents(work, version.id),
        prerequisites=queries.named(work, version.prerequisites) if version.prerequisites else (),
        actions=work.hooks.gather("course_actions", work=work, course=course),
        panels=sorted(work.hooks.gather("course_panels", work=work, course=course), key=lambda panel: panel.order),
        notice=archive_notice(course.archive_on, course.archive_note, work.today),
    )


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
