"""Where a reader is in a long list: numbered pages, of fifty rows unless a list has tall ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAGE_SIZE = 50
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `number` (from 1) of a list with `total` rows, `size` to a page; make it by `page_of`, which keeps the number within bounds."""

    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The first row's number, from 1; 0 for an empty list."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The last row's number."""
        return min(self.offset + self.size, self.total)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.last < self.total else None


def page_of(total: int, wanted: int, size: int = PAGE_SIZE) -> Paging:
    """The wanted page, or the nearest one that exists."""
    return Paging(min(max(wanted, 1), max(-(-total // size), 1)), total, size)


def read_page(arguments: Mapping[str, str]) -> int:
    """The number in an address's `halaman`; anything else is the first page."""
    written = arguments.get("halaman", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else 1
