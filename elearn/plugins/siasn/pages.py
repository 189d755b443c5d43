"""One frozen page per template of the room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask import request, url_for

from elearn.core.people.nip import spaced
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.waiting import Wait
from elearn.plugin import N_, Work, _
from elearn.web.forms import Form
from elearn.web.page import Page

from . import queries
from .queries import Line, Unknown
from .rules import Lack, to_siasn
from .selection import RESULT_WORDS, STATE_WORDS, WITHDRAWN, Wanted, written
from .states import DELETED, DIFFERENT, GONE, MISSING, REJECTED, RESULTS, SENT, STATES, UNSURE, UPDATED, WAITING

ROWS = 20
"""To a page: on a phone a row takes a third of the screen."""

BADGES = {WAITING: "new", SENT: "done", REJECTED: "warn", UNSURE: "warn", DELETED: "expired"}


@dataclass(frozen=True, slots=True)
class Stat:
    """A number that leads to the entries behind it."""

    count: int
    title: str
    url: str
    is_current: bool
    is_worry: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the list shows it; `update_url` and `delete_url` None: nothing to update or to remove.

    `lacks`: what it lacks itself; what it lacks as others do stands above the list.
    """

    line: Line
    nip: str
    badge: str
    state: str
    lacks: tuple[Lack, ...]
    result: str
    update_url: str | None
    delete_url: str | None


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """Entries and their way to SIASN; `fields` are what an export of this list asks for."""

    template: ClassVar[str] = "siasn/index.html"
    rows: tuple[Row, ...]
    unknown: tuple[Unknown, ...]
    paging: Paging
    wanted: Wanted
    states: tuple[Stat, ...]
    results: tuple[Stat, ...]
    years: tuple[tuple[str, str], ...]
    fields: dict[str, str]
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class SittingPage(Page):
    """Lending a token; `waiting` is how many entries wait, `fields` narrow what is meant."""

    template: ClassVar[str] = "siasn/sitting.html"
    form: Form
    waiting: int
    fields: dict[str, str]
    is_ready: bool


@dataclass(frozen=True, slots=True)
class UpdatePage(Page):
    """Updating one record in SIASN: what would change of what was sent, and what SIASN was last seen to say otherwise."""

    template: ClassVar[str] = "siasn/update.html"
    form: Form
    line: Line
    nip: str


@dataclass(frozen=True, slots=True)
class DeletePage(Page):
    """Removing one record from SIASN."""

    template: ClassVar[str] = "siasn/delete.html"
    form: Form
    line: Line
    nip: str


@dataclass(frozen=True, slots=True)
class JobStatus(Page):
    """The part that changes; htmx asks for it every second until it is over. `counts` are (words, how many)."""

    template: ClassVar[str] = "siasn/_job.html"
    wait: Wait
    url: str
    counts: tuple[tuple[str, int], ...]
    paused: str


@dataclass(frozen=True, slots=True)
class JobPage(JobStatus):
    """The same inside a page."""

    template: ClassVar[str] = "siasn/job.html"


def index_page(work: Work, wanted: Wanted, number: int) -> IndexPage:
    """The list with its numbers."""
    paging = page_of(queries.count_lines(work, wanted), number, ROWS)
    years = tuple((str(year), str(year)) for year in queries.years(work))
    return IndexPage(
        rows=tuple(_row(line) for line in queries.page_of_lines(work, wanted, paging)),
        unknown=tuple(queries.count_unknown(work, wanted)),
        paging=paging,
        wanted=wanted,
        states=_states(queries.count_states(work, wanted), wanted),
        results=_results(queries.count_results(work, wanted), wanted),
        years=(("", _("Semua tahun")), *years),
        fields=written(wanted.scope),
        previous_url=_url(wanted, halaman=paging.previous) if paging.previous else None,
        next_url=_url(wanted, halaman=paging.next) if paging.next else None,
    )


def sitting_page(work: Work, wanted: Wanted, form: Form) -> SittingPage:
    """The form, fresh or just refused."""
    waiting = queries.count_states(work, wanted).get(WAITING, 0)
    is_ready = work.settings.siasn_consumer_file is not None
    return SittingPage(form, waiting, written(wanted.scope), is_ready)


def update_page(line: Line, form: Form) -> UpdatePage:
    return UpdatePage(form, line, spaced(line.nip))


def delete_page(line: Line, form: Form) -> DeletePage:
    return DeletePage(form, line, spaced(line.nip))


def job_page(wait: Wait) -> JobStatus:
    """The page, or only what changes when htmx asks."""
    words = {**STATES, **RESULTS, **_OUTCOMES}
    told: dict[str, Any] = wait.outcome.get("counts", {"deleted": 1} if wait.outcome.get("deleted") else {})
    counts = tuple((_(words[name]), count) for name, count in told.items() if count)
    paused = str(wait.outcome.get("paused", ""))
    parts = (wait, url_for("siasn.job", job_id=wait.id), counts, paused)
    return JobStatus(*parts) if "HX-Request" in request.headers else JobPage(*parts)


_OUTCOMES = {
    "found": N_("Sudah ada di SIASN"),
    "known": N_("Sudah terkirim sebelumnya"),
    "left_out": N_("Tidak berlaku lagi"),
    UPDATED: N_("Diperbarui"),
    GONE: N_("Tidak ada lagi di SIASN"),
    "document": N_("PDF terunggah"),
    "without_document": N_("PDF belum terunggah"),
}


def _row(line: Line) -> Row:
    ready = to_siasn(line.source)
    is_waiting = line.state == WAITING and line.withdrawn_at is None
    badge, state = BADGES[line.state], _(STATES[line.state])
    if line.withdrawn_at is not None:
        badge, state = "revoked", _("Dicabut di sini")
    elif line.is_changed:
        badge, state = "warn", _("Berbeda dari yang dikirim")
    elif is_waiting and isinstance(ready, tuple):
        badge, state = "warn", _("Perlu dilengkapi")
    can_delete = line.state == SENT and line.remote_id
    return Row(
        line=line,
        nip=spaced(line.nip),
        badge=badge,
        state=state,
        lacks=tuple(lack for lack in ready if not lack.is_shared) if is_waiting and isinstance(ready, tuple) else (),
        result=_(RESULTS[line.result]) if line.result else "",
        update_url=url_for("siasn.show", entry_id=line.entry_id) if line.update else None,
        delete_url=url_for("siasn.edit", entry_id=line.entry_id) if can_delete else None,
    )


def _states(counts: dict[str, int], wanted: Wanted) -> tuple[Stat, ...]:
    titles = {**STATES, WITHDRAWN: _("Dicabut di sini")}
    return tuple(
        Stat(
            counts.get(state, 0),
            _(titles[state]),
            _url(replace(wanted, state="" if wanted.state == word else word, result="")),
            wanted.state == word,
            state in (REJECTED, UNSURE, WITHDRAWN) and counts.get(state, 0) > 0,
        )
        for word, state in STATE_WORDS.items()
        if state != DELETED or counts.get(DELETED)
    )


def _results(counts: dict[str, int], wanted: Wanted) -> tuple[Stat, ...]:
    return tuple(
        Stat(
            counts.get(result, 0),
            _(RESULTS[result]),
            _url(replace(wanted, result="" if wanted.result == word else word, state="")),
            wanted.result == word,
            result in (MISSING, DIFFERENT) and counts.get(result, 0) > 0,
        )
        for word, result in RESULT_WORDS.items()
        if counts
    )


def _url(wanted: Wanted, **more: int) -> str:
    return url_for("siasn.index", **written(wanted), **more)  # type: ignore[arg-type]  # an address takes any value
