"""What the address of "my courses" asks for."""

from __future__ import annotations

from collections.abc import Mapping

from .queries import COMPLETED, CourseView

LONGEST_SEARCH = 100
LAST_PAGE = 1000


def read_view(arguments: Mapping[str, str]) -> CourseView:
    """The view an address asks for; what cannot be read is left out."""
    page = arguments.get("halaman", "")
    return CourseView(
        completed=arguments.get("tampil") == COMPLETED,
        words=" ".join(arguments.get("q", "").split())[:LONGEST_SEARCH],
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
    )
