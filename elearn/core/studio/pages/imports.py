"""Another program's file on its way into a draft: sending it, its report, and what its columns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from elearn.core.exchange.columns import Columns, Grid
from elearn.kernel.errors import NotFound
from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..queries.imports import Intake
from ..reporting import Report
from ..services.findings import Found
from ..writing.front_matter import kind_of, title_of
from ..writing.names import in_order


@dataclass(frozen=True, slots=True)
class ImportNewPage(Page):
    """Sending a file; `draft` is where it goes, None for a new course. `limit` is the largest file, in megabytes.

    `templates` are the forms with an empty file to fill in (name → title).
    """

    template: ClassVar[str] = "studio/import_new.html"
    form: Form
    draft: Draft | None
    limit: int
    templates: Mapping[str, str]
    recent: tuple[Intake, ...]


@dataclass(frozen=True, slots=True)
class ImportProgress(Page):
    """The part that changes while a job runs; htmx asks for it every second."""

    template: ClassVar[str] = "studio/_import_progress.html"
    intake: Intake


@dataclass(frozen=True, slots=True)
class ImportPage(ImportProgress):
    """An import in any of its states; `found` and `report` are there once the file was read, and while it is kept."""

    template: ClassVar[str] = "studio/import.html"
    found: Found | None
    report: Report | None

    @property
    def new_files(self) -> int:
        """How many texts would be added."""
        return sum(path.endswith(".md") for path in self.found.files) if self.found else 0

    @property
    def pictures(self) -> int:
        return len(self.found.files) - self.new_files if self.found else 0


@dataclass(frozen=True, slots=True)
class ColumnsPage(Page):
    """The first rows of a table, and a select above each column; `said` is what stands in the selects."""

    template: ClassVar[str] = "studio/import_columns.html"
    intake: Intake
    found: Found
    grid: Grid
    said: Columns
    fault: str

    @property
    def chosen(self) -> dict[str, str]:
        """Letter → role."""
        return {letter: role for role, letter in self.said.places.items()}


def columns_page(intake: Intake, found: Found, number: int, fault: str = "") -> ColumnsPage:
    """The page of one sheet (from 1). Raises NotFound when there is none."""
    if not 1 <= number <= len(found.grids):
        raise NotFound
    grid = found.grids[number - 1]
    said = Columns(**intake.sent.columns) if intake.sent.columns else grid.guess
    return ColumnsPage(intake, found, grid, said if said.sheet == grid.sheet else grid.guess, fault)


def quizzes_in(heads: Mapping[str, str]) -> dict[str, str]:
    """Path → title of the quizzes among texts, by their beginnings, in order."""
    quizzes = (path for path in in_order(heads) if kind_of(heads[path]) not in ("", "materi", "lesson"))
    return {path: title_of(heads[path]) or path for path in quizzes}
