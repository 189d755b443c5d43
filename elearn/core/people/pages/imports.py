"""Sending a file of units and people, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from flask import url_for

from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from .. import queries, services
from ..queries import ImportLine, Intake, Wish
from ..services import RESULTS
from ..sheets.guide import guide_table


@dataclass(frozen=True, slots=True)
class ImportsPage(Page):
    """`form` is an ImportForm; `columns` are lines of the guide; `limit` is the largest file, in megabytes."""

    template: ClassVar[str] = "people/imports.html"
    form: Form
    columns: tuple[tuple[str, ...], ...]
    limit: int
    recent: tuple[Intake, ...]

    @classmethod
    def of(cls, work: Work, form: Form) -> ImportsPage:
        """The page as the actor sees it."""
        return cls(form, tuple(guide_table()), work.settings.max_upload_mb, queries.own_imports(work))


@dataclass(frozen=True, slots=True)
class ImportProgress(Page):
    """The part that changes while a job runs; htmx asks for it every second."""

    template: ClassVar[str] = "people/_import_progress.html"
    intake: Intake


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows have a result; its address lists them, or all rows again while it is the chosen one."""

    result: str
    title: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ImportPage(ImportProgress):
    """An import in any of its states. There are `tallies` and `lines` once it was checked."""

    template: ClassVar[str] = "people/import.html"
    wish: Wish
    tallies: tuple[Tally, ...]
    lines: tuple[ImportLine, ...]
    paging: Paging
    previous_url: str | None
    next_url: str | None
    report_url: str

    @property
    def total(self) -> int:
        return sum(tally.count for tally in self.tallies)

    @property
    def refused(self) -> int:
        return self._count("ditolak")

    @property
    def fresh(self) -> int:
        """New rows."""
        return self._count("baru")

    @property
    def changed(self) -> int:
        return self._count("berubah")

    def _count(self, result: str) -> int:
        return sum(tally.count for tally in self.tallies if tally.result == result)


def result_words(result: str) -> str:
    """A result as the reader says it."""
    return {"baru": _("baru"), "berubah": _("berubah"), "sama": _("sama"), "ditolak": _("ditolak")}[result]


def import_page(work: Work, intake: Intake, wish: Wish) -> ImportPage:
    """The import with a page of its rows. Raises Gone when the actor's scope has shrunk since it was sent."""
    lines: tuple[ImportLine, ...] = ()
    paging = page_of(0, 1)
    is_read = intake.state in ("checked", "applied")
    if is_read:
        services.require_kept(work, intake)
        lines, paging = queries.import_lines(work, intake.sent.id, wish)
    return ImportPage(
        intake=intake,
        wish=wish,
        tallies=tuple(_tallies(intake, wish)) if is_read else (),
        lines=lines,
        paging=paging,
        previous_url=_url(intake, wish, paging.previous) if paging.previous else None,
        next_url=_url(intake, wish, paging.next) if paging.next else None,
        report_url=_url(intake, wish, endpoint="people.import_report"),
    )


def _tallies(intake: Intake, wish: Wish) -> Iterable[Tally]:
    for result in RESULTS:
        is_chosen = result == wish.result
        target = Wish("" if is_chosen else result, wish.words)
        yield Tally(result, result_words(result), intake.sent.counts[result], _url(intake, target), is_chosen)


def _url(intake: Intake, wish: Wish, page: int | None = None, endpoint: str = "people.show_import") -> str:
    return url_for(endpoint, import_id=intake.sent.id, hasil=wish.result or None, q=wish.words or None, halaman=page)
