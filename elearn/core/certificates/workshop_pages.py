"""The pages on which HR issues certificates to the participants of a workshop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.kernel.waiting import Wait
from elearn.web.forms import Form
from elearn.web.page import Page

from .models import Workshop
from .services import CheckedRow
from .workshop_queries import RefusedLine, WorkshopLine


@dataclass(frozen=True, slots=True)
class WorkshopsPage(Page):
    """The form (a WorkshopForm), what was found in a list that was sent, and the workshops there are."""

    template: ClassVar[str] = "certificates/workshops.html"
    form: Form
    checked: Sequence[CheckedRow]
    lines: Sequence[WorkshopLine]
    has_agency: bool

    @property
    def good(self) -> list[CheckedRow]:
        """Rows that give a certificate."""
        return [row for row in self.checked if row.is_new]

    @property
    def numbers(self) -> str:
        """Their NIPs, to be sent again when they are issued."""
        return "\n".join(row.nip for row in self.good)


@dataclass(frozen=True, slots=True)
class WorkshopProgress(Page):
    """How far the issue is, and whom policies refused; htmx asks for it every second until it is over."""

    template: ClassVar[str] = "certificates/_workshop.html"
    workshop: Workshop
    wait: Wait | None
    issued: int
    total: int
    refused: Sequence[RefusedLine]


@dataclass(frozen=True, slots=True)
class WorkshopPage(WorkshopProgress):
    """The same inside a page."""

    template: ClassVar[str] = "certificates/workshop.html"
