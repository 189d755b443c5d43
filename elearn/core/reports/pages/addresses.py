"""Addresses of the reports: every number leads to the list behind it, asked for with the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from elearn.kernel.paging import Paging
from elearn.web.urls import fixed_url

from ..selection import Gaps, Hours, Study, Wanted, written
from ..words import Filter

_ENDPOINTS: Final = {Study: "reports.people", Hours: "reports.jp", Gaps: "reports.gaps"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the same list without it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SortHead:
    """A column that sorts the list: its link, and "asc", "desc" or None as it stands now."""

    url: str
    direction: str | None


def unit_url(unit_id: int | None, study: Study) -> str:
    """The unit's page with the same course, period and people; the whole scope's when there is no unit."""
    words = written(replace(study, unit=None, direct=False, words="", order="nama", backwards=False))
    return _asking("reports.index", words) if unit_id is None else _asking("reports.unit", words, unit_id=unit_id)


def list_url(wanted: Wanted, page: int | None = None) -> str:
    """The list behind a number, or one page of it."""
    return _url(wanted, {**written(wanted), **({"halaman": str(page)} if page else {})})


def page_urls(wanted: Wanted, paging: Paging) -> tuple[str | None, str | None]:
    """The pages before and after; None at the ends."""
    before, after = paging.previous, paging.next
    return list_url(wanted, before) if before else None, list_url(wanted, after) if after else None


def chips_of(wanted: Wanted, filters: Sequence[Filter]) -> tuple[Chip, ...]:
    """The filters that are on, each with the address that drops it."""
    words = written(wanted)
    return tuple(
        Chip(
            f"{found.title}: {found.value}",
            _url(wanted, {name: words[name] for name in words if name not in found.names}),
        )
        for found in filters
    )


def sort_heads(wanted: Wanted, orders: Sequence[str]) -> dict[str, SortHead]:
    """For each column that sorts: the same list by it, or the other way round when it is by it already."""
    heads = {}
    for order in orders:
        is_now = wanted.order == order
        changes: dict[str, Any] = {"order": order, "backwards": is_now and not wanted.backwards}  # of this very list
        direction = ("desc" if wanted.backwards else "asc") if is_now else None
        heads[order] = SortHead(list_url(replace(wanted, **changes)), direction)
    return heads


def unbroken(text: str) -> str:
    """The text with spaces at which no line may end: a NIP or a day stays whole in a narrow column."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _url(wanted: Wanted, words: Mapping[str, str]) -> str:
    return _asking(_ENDPOINTS[type(wanted)], words)


def _asking(endpoint: str, words: Mapping[str, str], **values: int) -> str:
    """The address with these words: a page has a hundred of them, and `url_for` would build each from nothing."""
    page = fixed_url(endpoint, **values)
    return f"{page}?{urlencode(words)}" if words else page
