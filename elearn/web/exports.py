"""Waiting for a file: how far its export is, and the file itself; each room has its own addresses for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, request, url_for

from elearn.kernel.exports import Export
from elearn.kernel.i18n import _

from .dates import number
from .page import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ExportStatus(Page):
    """The part that changes; htmx asks for it every second until `is_over`. `file_url` is None until it can be had.

    `unit` is what is counted: "baris". `contents` is what is in the file, in words.
    """

    template: ClassVar[str] = "web/_export.html"
    export: Export
    url: str
    file_url: str | None
    is_over: bool
    unit: str
    contents: str


@dataclass(frozen=True, slots=True)
class ExportPage(ExportStatus):
    """The same inside a page with a title; `back` is the title and address of the page it was asked for on."""

    template: ClassVar[str] = "web/export.html"
    back: tuple[str, str]
    title: str


def export_page(export: Export, room: str, back: tuple[str, str], *, unit: str = "", title: str = "") -> ExportStatus:
    """The page, or only what changes when htmx asks; `room` has the endpoints export_show and export_file."""
    job_id, counted = export.wait.id, unit or _("baris")
    held = [(_(what), count) for what, count in export.parts] or [(counted, export.rows)]
    parts = (
        export,
        url_for(f"{room}.export_show", job_id=job_id),
        url_for(f"{room}.export_file", job_id=job_id) if export.state == "ready" else None,
        export.state in ("ready", "expired", "failed"),
        counted,
        ", ".join(f"{number(count)} {what}" for what, count in held),
    )
    if "HX-Request" in request.headers:
        return ExportStatus(*parts)
    return ExportPage(*parts, back, title or _("Ekspor ke Excel"))


def workbook_file(content: bytes, name: str) -> Response:
    """A workbook to be saved under this name."""
    response = Response(content, mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
