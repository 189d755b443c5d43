"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for

from elearn.kernel.paging import Paging
from elearn.plugin import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from . import queries
from .client import troubles
from .permissions import SIGNATORY_UPDATE
from .queries import AgencyLine, Line, Progress
from .rules import STATES


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """HR's list: how many documents are in each state (`counts`, by its word in addresses), and those of one `state`.

    `may_name`: whether the reader names officials; they also read what is wrong in the settings (`troubles`).
    """

    template: ClassVar[str] = "bsre/index.html"
    counts: Mapping[str, int]
    state: str
    lines: list[Line]
    paging: Paging
    troubles: list[str]
    may_name: bool


@dataclass(frozen=True, slots=True)
class NewPage(Page):
    """What the official may sign: the first of `total` that wait, those in `chosen` ticked; `form` is a SittingForm."""

    template: ClassVar[str] = "bsre/new.html"
    form: Form
    lines: list[Line]
    total: int
    chosen: Collection[int]
    is_signatory: bool
    is_ready: bool


@dataclass(frozen=True, slots=True)
class ProgressPart(Page):
    """How far a sitting is, the part that htmx asks for again; `failed` is empty until it is over."""

    template: ClassVar[str] = "bsre/_progress.html"
    sitting: Progress
    failed: list[Line]
    url: str


@dataclass(frozen=True, slots=True)
class ShowPage(ProgressPart):
    """The same inside a page."""

    template: ClassVar[str] = "bsre/show.html"


@dataclass(frozen=True, slots=True)
class EditPage(Page):
    """Who signs for which agency; `form` is a SignatoryForm."""

    template: ClassVar[str] = "bsre/edit.html"
    form: Form
    agencies: list[AgencyLine]


def index_page(work: Work, state: str, page: int) -> IndexPage:
    """The wanted page of documents in one state."""
    counts = queries.counts(work)
    lines, paging = queries.lines(work, state, counts[state], page)
    words = {word: counts[name] for word, name in STATES.items()}
    may_name = work.actor.may(SIGNATORY_UPDATE)
    return IndexPage(words, state, lines, paging, troubles(work.settings), may_name)


def new_page(work: Work, form: Form, chosen: Collection[int] | None) -> NewPage:
    """What waits for the actor; `chosen` None ticks everything."""
    lines = queries.waiting(work)
    ticked = [line.certificate_id for line in lines] if chosen is None else chosen
    total = queries.count_waiting(work)
    return NewPage(form, lines, total, ticked, total > 0 or queries.signs(work), not troubles(work.settings))


def show_page(work: Work, sitting_id: int) -> ProgressPart:
    """How far a sitting of the actor's is; only what changes when htmx asks."""
    sitting = queries.progress(work, sitting_id)
    failed = queries.failed_in(work, sitting_id) if sitting.is_over else []
    kind = ProgressPart if "HX-Request" in request.headers else ShowPage
    return kind(sitting, failed, url_for("bsre.show", sitting_id=sitting_id))


def edit_page(work: Work, form: Form) -> EditPage:
    """All agencies, which are the choices of the form."""
    agencies = queries.agencies(work)
    form.agency.choices = [(line.code, line.name) for line in agencies]
    return EditPage(form, agencies)
