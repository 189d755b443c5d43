"""What the address of "my courses" asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .queries import PAGE_SIZE

COMPLETED = "selesai"
LONGEST_SEARCH = 100
LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class CourseView:
    """Running or completed courses whose titles hold `words` (may be ""); `page` counts from 1."""

    completed: bool
    words: str
    page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE


def read_view(arguments: Mapping[str, str]) -> CourseView:
    """The view an address asks for; what cannot be read is left out."""
    page = arguments.get("halaman", "")
    return CourseView(
        completed=arguments.get("tampil") == COMPLETED,
        words=" ".join(arguments.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH],
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
    )
