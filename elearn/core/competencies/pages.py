"""One frozen page per template of the room."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.web.forms import Form
from elearn.web.page import Page

from .dictionary import KINDS, Competency
from .queries import Standard
from .tables import Report


@dataclass(frozen=True, slots=True)
class DictionaryPage(Page):
    """Competencies that match `words` and `kind` ("" for all); `totals` counts the whole dictionary by kind."""

    template: ClassVar[str] = "competencies/index.html"
    lines: tuple[Competency, ...]
    paging: Paging
    words: str
    kind: str
    totals: dict[str, int]
    level_names: tuple[str, ...]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Value and words of each choice."""
        return [(kind, kind.capitalize()) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class StandardsPage(Page):
    """What positions require."""

    template: ClassVar[str] = "competencies/requirements.html"
    lines: tuple[Standard, ...]
    paging: Paging
    words: str


@dataclass(frozen=True, slots=True)
class ImportPage(Page):
    """A file to send, or what became of the one that was; `agency` is whose dictionary is changed."""

    template: ClassVar[str] = "competencies/import.html"
    form: Form
    agency: str
    report: Report | None = None

    @property
    def shown(self) -> int:
        """How many refused rows the page lists."""
        return 100


def dictionary_page(
    whole: tuple[Competency, ...], words: str, kind: str, page: int, level_names: tuple[str, ...]
) -> DictionaryPage:
    """The wanted page (from 1) of the competencies that match."""
    asked = words.casefold()
    found = [
        one
        for one in whole
        if (not kind or one.kind == kind) and asked in f"{one.name} {one.source} {one.code}".casefold()
    ]
    paging = page_of(len(found), page)
    lines = tuple(found[paging.offset : paging.offset + PAGE_SIZE])
    return DictionaryPage(lines, paging, words, kind, dict(Counter(one.kind for one in whole)), level_names)
