"""A file sent in the browser: kept, checked by the worker, and applied by it once whoever sent it agrees to what they saw."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from io import BytesIO

from elearn.core.people import queries
from elearn.core.people.models import Import
from elearn.core.people.queries import APPLY_JOB, CHECK_JOB, IMPORT_KEPT, ImportLine, Intake, Wish
from elearn.core.people.sheets import UnreadableSheet, Workbook
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_template, write_workbook
from elearn.kernel import workbook
from elearn.kernel.errors import Conflict, Denied, Gone
from elearn.kernel.exports import TELL_EVERY
from elearn.kernel.files import FileStore
from elearn.kernel.i18n import N_, _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work
from elearn.kernel.workbook import Column

from .importing import check_rows, import_rows
from .report import NOTHING, Report

FORGET_JOB = "people:forget"
REPORT_COLUMNS = (
    Column("Lembar", 10),
    Column("Baris", 8),
    Column("Kode atau NIP", 22),
    Column("Nama", 34),
    Column("Hasil", 10),
    Column("Perubahan atau alasan", 70),
    Column("Cara memperbaiki", 70),
)

_BUSY = N_("Impor ini belum selesai diperiksa atau sedang diterapkan. Tunggu sebentar, lalu muat ulang.")
_USELESS = N_(
    "Impor ini tidak dapat diterapkan. Buka halamannya untuk melihat sebabnya, lalu kirim berkasnya sekali lagi."
)
_NOT_NOW = {
    "checking": _BUSY,
    "applying": _BUSY,
    "unreadable": _USELESS,
    "failed": _USELESS,
    "applied": N_("Impor ini sudah diterapkan. Buka halamannya untuk melihat hasilnya."),
}
"""Why an import in this state cannot be applied."""


def receive(work: Work, filename: str, content: bytes) -> Import:
    """Keeps a file of units and people and asks the worker to check it. Raises NoSpace when the disk is full."""
    if work.actor.person_id is None:
        raise Denied
    folder = secrets.token_hex(16)
    digest = _files(work, folder).put(content, what=_("Berkas"))
    sent = work.add(
        Import(
            filename=filename,
            roots=queries.roots(work),
            folder=folder,
            sent=digest,
            sent_at=work.now,
            sent_by=work.actor.person_id,
        )
    )
    sent.job_id = work.later(CHECK_JOB, import_id=sent.id).id
    work.later(FORGET_JOB, due_at=work.now + IMPORT_KEPT, import_id=sent.id)
    return sent


def ask_apply(work: Work, intake: Intake, seen: str, *, keep_good: bool) -> None:
    """Asks the worker to apply what was checked; `seen` is the fingerprint of the report that was agreed to.

    Raises Gone when the file has been removed or the actor's scope has shrunk, Conflict when there is nothing to apply (any more).
    """
    require_kept(work, intake)
    if intake.state in _NOT_NOW:
        raise Conflict(_(_NOT_NOW[intake.state]))
    if seen != intake.sent.seen:
        raise Conflict(
            _("Hasil pemeriksaan sudah berubah sejak halaman ini dibuka. Muat ulang, periksa lagi, lalu terapkan.")
        )
    if intake.sent.counts["ditolak"] and not keep_good:
        raise Conflict(_("Masih ada baris yang ditolak. Perbaiki berkasnya, atau pilih “Terapkan yang benar saja”."))
    intake.sent.job_id = work.later(APPLY_JOB, import_id=intake.sent.id, seen=seen, keep_good=keep_good).id


def replaced_file(work: Work, intake: Intake) -> bytes:
    """What the changed rows said before, as a workbook. Raises Gone as `ask_apply` does, Conflict when nothing was changed."""
    require_kept(work, intake)
    if not intake.sent.replaced:
        raise Conflict(_("Tidak ada data lama: impor ini belum diterapkan atau tidak mengubah baris yang sudah ada."))
    return _files(work, intake.sent.folder).read(intake.sent.replaced)


def template_file() -> bytes:
    """The empty example."""
    book = BytesIO()
    write_template(book)
    return book.getvalue()


def report_file(work: Work, intake: Intake, wish: Wish) -> bytes:
    """The rows of the report as a workbook, narrowed as on the page. Raises Gone as `ask_apply` does."""
    require_kept(work, intake)
    lines = queries.all_import_lines(work, intake.sent.id, wish)
    rows = ((line.sheet, line.row, line.key, line.name, line.result, line.reason, line.fix) for line in lines)
    notes = [("Berkas", intake.sent.filename), ("Diterapkan", "ya" if intake.sent.applied_at else "belum")]
    notes += [(result, str(count)) for result, count in intake.sent.counts.items()]
    return workbook.write_workbook("hasil", REPORT_COLUMNS, rows, lambda: notes)


def require_kept(work: Work, intake: Intake) -> None:
    """Raises Gone when an import's rows and files were removed, or the actor's scope has shrunk since it was sent."""
    if intake.state == "expired":
        raise Gone(_("Isi impor hanya disimpan 7 hari dan sudah dihapus. Kirim berkasnya sekali lagi."))
    if not queries.holds_all(work, intake.sent.roots):
        raise Gone(_("Lingkup unit Anda berubah sejak berkas ini dikirim. Kirim berkasnya sekali lagi."))


def run_check(errand: Errand, import_id: int) -> None:
    """The job CHECK_JOB: says what an import would do with each row, as far as the sender's scope goes now."""
    with errand.looking() as system:
        work = _as_sender(system, import_id)
        try:
            report = check_rows(work, _read(work, import_id, errand))
        except UnreadableSheet as error:
            fault, report = error.sentence, Report((), saved=False)
        else:
            fault = ""
    with errand.writing() as work:
        sent = queries.stored_import(work, import_id, lock=True)
        sent.fault = fault
        _keep_report(work, sent, report)


def run_apply(errand: Errand, import_id: int, seen: str, *, keep_good: bool) -> None:
    """The job APPLY_JOB: checks again and applies when the report is still the one that was `seen`, else keeps the new one."""
    with errand.looking() as work:
        content = _read(work, import_id, errand)
    with errand.writing() as system:
        sent = queries.stored_import(system, import_id, lock=True)
        if sent.applied_at is not None:  # the worker died after the commit, and runs again
            return
        work = _as_sender(system, import_id)
        report = import_rows(work, content, keep_good=keep_good, seen=seen)
        if report.saved:
            sent.applied_at, sent.replaced = work.now, _keep_replaced(work, sent, report.replaced)
        else:
            sent.is_stale = True
            _keep_report(work, sent, report)


def forget_import(errand: Errand, import_id: int) -> None:
    """The job FORGET_JOB: removes rows and files whose time is up; that there was an import stays known."""
    with errand.writing() as work:
        sent = queries.stored_import(work, import_id, lock=True)
        queries.replace_import_lines(work, import_id, ())
        _files(work, sent.folder).clear()


def _as_sender(system: Work, import_id: int) -> Work:
    """The same work with the scope that whoever sent the file has now."""
    sent = queries.stored_import(system, import_id)
    system.actor = queries.actor_now(system, sent.sent_by)
    return system


def _read(work: Work, import_id: int, errand: Errand) -> Workbook:
    """The file as it was sent, telling how many rows have been read. Raises UnreadableSheet."""
    sent = queries.stored_import(work, import_id)
    total, done = sum(sent.counts.values()) or None, 0

    def advance(rows: int) -> None:
        nonlocal done
        done += rows
        if done % TELL_EVERY == 0:
            errand.progress(done, total)

    path = _files(work, sent.folder).path(sent.sent)
    content = read_workbook(path, known_units=list(queries.stored_units(work)), advance=advance)
    errand.progress(done, done)
    return content


def _keep_report(work: Work, sent: Import, report: Report) -> None:
    sent.seen = report.fingerprint
    sent.counts = {str(result): count for result, count in report.counts.items()}
    queries.replace_import_lines(work, sent.id, _lines(report))


def _lines(report: Report) -> Iterator[ImportLine]:
    for row in report.rows:
        yield ImportLine(row.sheet, row.row, row.key, row.name, row.result, row.reason, row.fix)


def _keep_replaced(work: Work, sent: Import, replaced: Workbook) -> str:
    if replaced == NOTHING:
        return ""
    book = BytesIO()
    write_workbook(book, replaced.units, replaced.people)
    return _files(work, sent.folder).put(book.getvalue(), what=_("Data lama"))


def _files(work: Work, folder: str) -> FileStore:
    return work.files.within("impor").within(folder)
