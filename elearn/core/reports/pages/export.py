"""How far an export is, and where its file can be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from flask import url_for

from elearn.web.page import Page

from ..queries import Export

PATIENCE = timedelta(seconds=15)
"""A worker that runs takes a job within a second or two; after this the page says that none seems to run."""


@dataclass(frozen=True, slots=True)
class ExportStatus(Page):
    """The part that changes; htmx asks for it every second until `is_over`. `file_url` is None until it can be had."""

    template: ClassVar[str] = "reports/_export.html"
    export: Export
    url: str
    file_url: str | None
    is_over: bool
    is_alone: bool


@dataclass(frozen=True, slots=True)
class ExportPage(ExportStatus):
    """The same inside a page."""

    template: ClassVar[str] = "reports/export.html"


def export_page(export: Export, now: datetime, *, partial: bool) -> ExportStatus:
    """`is_alone` when no worker has taken it for longer than one that runs would need."""
    kind = ExportStatus if partial else ExportPage
    return kind(
        export=export,
        url=url_for("reports.export_show", job_id=export.id),
        file_url=url_for("reports.export_file", job_id=export.id) if export.state == "ready" else None,
        is_over=export.state in ("ready", "expired", "failed"),
        is_alone=export.state == "waiting" and now - export.asked_at > PATIENCE,
    )
