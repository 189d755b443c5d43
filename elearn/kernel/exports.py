"""Exports: a file that the worker writes for the one who asked, kept for a day, then removed by a job of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, TypeVar

from elearn.kernel.errors import Conflict, Gone, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.waiting import Wait, own_wait
from elearn.kernel.work import Work

ExportState: TypeAlias = Literal["waiting", "running", "ready", "expired", "failed"]

EXPORT_KEPT: Final = timedelta(hours=24)
"""How long the file can be had: it holds personal data and is out of date soon."""
FORGET_JOB: Final = "kernel:forget"
TELL_EVERY: Final = 500
"""Rows between two reports of progress."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Export:
    """A job that writes a file, as the one who asked for it sees it. `rows`, `name` and `digest` are of a file that is ready."""

    wait: Wait
    state: ExportState

    @property
    def rows(self) -> int:
        return int(self.wait.outcome.get("rows", 0))

    @property
    def parts(self) -> list[tuple[str, int]]:
        """How many of what are in it, in order; empty where it is rows of one kind."""
        return [(what, count) for what, count in self.wait.outcome.get("parts", ())]

    @property
    def name(self) -> str:
        return str(self.wait.outcome.get("name", ""))

    @property
    def expires_at(self) -> datetime | None:
        """When the file is removed (UTC)."""
        return self.wait.ended_at + EXPORT_KEPT if self.wait.ended_at else None


def own_export(work: Work, job_id: int, name: str) -> Export:
    """An export the actor asked for, of the job with this name. Raises NotFound for somebody else's, and for any other job."""
    wait = own_wait(work, job_id, name)
    if wait is None:
        raise NotFound(_("Ekspor ini tidak ditemukan. Minta ekspor baru."))
    return Export(wait, _state(wait, work.now))


def export_content(work: Work, export: Export) -> bytes:
    """The file. Raises Conflict while it is being written, Gone when its time is up."""
    if export.state == "expired":
        raise Gone(_("Berkas ekspor hanya disimpan 24 jam dan sudah dihapus. Minta ekspor baru."))
    if export.state != "ready":
        raise Conflict(
            _("Ekspor ini belum selesai. Buka lagi halaman ekspornya dan tunggu sampai tombol unduh muncul.")
        )
    return work.files.read(export.wait.outcome["digest"])


def keep_export(
    errand: Errand, content: bytes, name: str, rows: int, parts: Mapping[str, int] = MappingProxyType({})
) -> Mapping[str, Any]:
    """Keeps what an export's job has written; returns the outcome of that job.

    `parts` says how many of what are in it, where that is more than rows.
    """
    with errand.looking() as work:
        digest = work.files.put(content, what="Berkas ekspor")
    with errand.writing() as work:
        work.later(FORGET_JOB, due_at=work.now + EXPORT_KEPT, digest=digest)
    return {"digest": digest, "name": name, "rows": rows, "parts": [list(one) for one in parts.items()]}


def forget_export(errand: Errand, digest: str) -> None:
    """The job FORGET_JOB: removes a file whose time is up."""
    with errand.looking() as work:
        work.files.forget(digest)


class Counted(Iterable[Row]):
    """Rows that tell how far they are, for the person who waits; each report is a short transaction of its own."""

    def __init__(self, rows: Iterable[Row], errand: Errand, total: int) -> None:
        self._rows = rows
        self._errand = errand
        self._total = total
        self.done = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            if self.done % TELL_EVERY == 0:
                self._tell()
            self.done += 1
            yield row
        self._tell()

    def _tell(self) -> None:
        self._errand.progress(self.done, max(self._total, self.done))


def _state(wait: Wait, now: datetime) -> ExportState:
    if wait.state != "done":
        return wait.state
    return "ready" if wait.ended_at is not None and now < wait.ended_at + EXPORT_KEPT else "expired"
