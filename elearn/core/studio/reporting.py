"""A loss report in parts that can be read: its lines counted by what became of them, narrowed, and paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elearn.core.exchange.report import Line
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of

STATUSES = ("utuh", "sebagian", "ditolak")


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Which lines: those of one `status` ("" for all), in which `words` stand; `page` is from 1."""

    status: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """The lines of one page, how many there are of each status in all, and what was asked for."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    paging: Paging
    wish: ReportWish

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def titles(self) -> dict[str, str]:
        """Status → what it says."""
        return {"utuh": _("utuh"), "sebagian": _("sebagian"), "ditolak": _("ditolak")}


def report_of(lines: Sequence[Line], wish: ReportWish) -> Report:
    """The part of a report that is wanted."""
    counts = {status: sum(line.status == status for line in lines) for status in STATUSES}
    asked = wish.words.casefold()
    wanted = [
        line
        for line in lines
        if wish.status in ("", line.status) and asked in f"{line.item} {line.position} {line.reason}".casefold()
    ]
    paging = page_of(len(wanted), wish.page)
    return Report(tuple(wanted[paging.offset : paging.offset + PAGE_SIZE]), counts, paging, wish)
