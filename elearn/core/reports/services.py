"""Exports: asked for in a request, written by the worker, removed when their time is up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Gone
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.kernel.permissions import HR
from elearn.kernel.work import Actor, Grant, Work
from elearn.web.dates import clock, day, number

from . import queries
from .permissions import EXPORT_CREATE
from .queries import EXPORT_JOB, Export
from .rules import EXPORT_KEPT
from .selection import written
from .sheets import ROWS_AT_ONCE, Sheet, open_sheet
from .workbook import Cell, Note, write_workbook

FORGET_JOB = "reports:forget"


def ask_export(work: Work, sheet: Sheet) -> Job:
    """Asks the worker for a workbook, limited to what the actor may see at this moment, and notes it for the audit.

    Raises NotFound for a unit outside the scope and for an unknown course.
    """
    sheet.filters(work)
    filters = written(sheet.wanted)
    audit.note(work, EXPORT_CREATE, sheet.key, filters=filters)
    return work.later(
        EXPORT_JOB,
        sheet=sheet.key,
        filters=filters,
        roots=[unit.id for unit in queries.tops(work)],
        asker_id=work.actor.person_id,
        asker=work.actor.name,
    )


def run_export(
    errand: Errand, sheet: str, filters: dict[str, str], roots: list[int], asker_id: int, asker: str
) -> Mapping[str, Any]:
    """The job EXPORT_JOB: reads with the frozen scope of whoever asked, whatever they may see by now."""
    grants = tuple(Grant(HR, root) for root in roots)
    with errand.looking() as system:
        work = replace(system, actor=Actor(asker_id, asker, grants=grants))
        wanted = open_sheet(sheet, filters, work.today.year)
        rows = _Counted(wanted.rows(work), errand, wanted.count(work))
        content = write_workbook(wanted.key, wanted.columns, rows, lambda: _notes(work, wanted, rows.done))
        digest = work.files.put(content, what="Berkas ekspor")
    with errand.writing() as work:
        work.later(FORGET_JOB, due_at=work.now + EXPORT_KEPT, digest=digest)
    return {"digest": digest, "name": f"laporan-{wanted.key}-{work.today.isoformat()}.xlsx", "rows": rows.done}


def forget_export(errand: Errand, digest: str) -> None:
    """The job FORGET_JOB: removes a file whose time is up."""
    with errand.looking() as work:
        work.files.forget(digest)


def export_file(work: Work, export: Export) -> bytes:
    """The workbook of the actor's own export.

    Raises Conflict while it is being written, and Gone when its time is up or the actor's scope has shrunk since.
    """
    if export.state == "expired":
        raise Gone(_("Berkas ekspor hanya disimpan 24 jam dan sudah dihapus. Minta ekspor baru dari halaman Laporan."))
    if export.state != "ready":
        raise Conflict(
            _("Ekspor ini belum selesai. Buka lagi halaman ekspornya dan tunggu sampai tombol unduh muncul.")
        )
    if not queries.holds_all(work, export.roots):
        raise Gone(_("Lingkup unit Anda berubah sejak ekspor ini diminta. Minta ekspor baru dari halaman Laporan."))
    return work.files.read(export.digest)


class _Counted:
    """Rows that tell how far they are, for the person who waits; each report is a short transaction of its own."""

    def __init__(self, rows: Iterable[Sequence[Cell]], errand: Errand, total: int) -> None:
        self._rows = rows
        self._errand = errand
        self._total = total
        self.done = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            if self.done % ROWS_AT_ONCE == 0:
                self._tell()
            self.done += 1
            yield row
        self._tell()

    def _tell(self) -> None:
        self._errand.progress(self.done, max(self._total, self.done))


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
