"""Exports: asked for in a request, written by the worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from elearn.core.people.services import exporting
from elearn.kernel import audit
from elearn.kernel.exports import Counted, keep_export
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.kernel.work import Work
from elearn.kernel.workbook import Note, write_workbook
from elearn.web.dates import clock, day, number

from . import queries
from .permissions import EXPORT_CREATE
from .selection import written
from .sheets import Sheet, open_sheet

EXPORT_JOB = "reports:export"


def ask_export(work: Work, sheet: Sheet) -> Job:
    """Asks the worker for a workbook, limited to what the actor may see at this moment, and notes it for the audit.

    Raises NotFound for a unit outside the scope and for an unknown course.
    """
    sheet.filters(work)
    filters = written(sheet.wanted)
    audit.note(work, EXPORT_CREATE, sheet.key, filters=filters)
    return exporting.ask_export(work, EXPORT_JOB, sheet=sheet.key, filters=filters)


def run_export(
    errand: Errand, sheet: str, filters: dict[str, str], roots: list[int], asker_id: int, asker: str
) -> Mapping[str, Any]:
    """The job EXPORT_JOB: reads with the frozen scope of whoever asked, whatever they may see by now."""
    with errand.looking() as system:
        work = exporting.in_scope(system, roots, asker_id, asker)
        wanted = open_sheet(sheet, filters, work.today.year)
        rows = Counted(wanted.rows(work), errand, wanted.count(work))
        content = write_workbook(wanted.key, wanted.columns, rows, lambda: _notes(work, wanted, rows.done))
        name = f"laporan-{wanted.key}-{work.today.isoformat()}.xlsx"
    return keep_export(errand, content, name, rows.done)


def _notes(work: Work, sheet: Sheet, rows: int) -> Iterator[Note]:
    """The second sheet: what, whose, when, how many."""
    yield "Laporan", sheet.title
    yield "Instansi", work.settings.agency_name
    yield "Lingkup", ", ".join(unit.name for unit in queries.tops(work))
    for found in sheet.filters(work):
        yield f"Saringan: {found.title}", found.value
    yield "Diminta oleh", work.actor.name
    yield "Keadaan data per", _moment(work, work.now)
    yield "Jumlah baris", number(rows)
    yield "Siapa yang dihitung", "Pegawai aktif menurut unit kerjanya sekarang, di lingkup pengelola SDM yang meminta."


def _moment(work: Work, at: datetime) -> str:
    local = at.astimezone(work.settings.timezone)
    return f"{day(local)}, {clock(local)} {work.settings.zone}"
