"""A course in other programs' forms: the choice, and one file with what was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.core.exchange.formats import Exporter
from elearn.kernel.exports import Export
from elearn.web.page import Page

from ..reporting import Report


@dataclass(frozen=True, slots=True)
class ExportsPage(Page):
    """The forms there are. `back` is the title and address of the draft or course."""

    template: ClassVar[str] = "studio/exports.html"
    slug: str
    is_draft: bool
    back: tuple[str, str]
    exporters: tuple[Exporter, ...]


@dataclass(frozen=True, slots=True)
class ExportProgress(Page):
    """The part that changes while the worker writes; htmx asks for it every second."""

    template: ClassVar[str] = "studio/_export_progress.html"
    export: Export


@dataclass(frozen=True, slots=True)
class ExportPage(ExportProgress):
    """One file; `report` is there once it is ready."""

    template: ClassVar[str] = "studio/export.html"
    form: Exporter
    back: tuple[str, str]
    report: Report | None
