"""Numbered pages stay within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.kernel.paging import PAGE_SIZE, page_of, read_page


@pytest.mark.parametrize(
    ("total", "wanted", "expected"),
    [
        (0, 1, (1, 0, 0, 0, None, None)),
        (50, 1, (1, 0, 1, 50, None, None)),
        (51, 1, (1, 0, 1, 50, None, 2)),
        (51, 2, (2, 50, 51, 51, 1, None)),
        (51, 99, (2, 50, 51, 51, 1, None)),
        (120, -3, (1, 0, 1, 50, None, 2)),
    ],
)
def test_page_knows_its_rows_and_neighbours(
    total: int, wanted: int, expected: tuple[int, int, int, int, int | None, int | None]
) -> None:
    page = page_of(total, wanted)

    assert (page.number, page.offset, page.first, page.last, page.previous, page.next) == expected


@given(st.integers(0, 10_000), st.integers())
def test_page_is_never_empty_while_there_are_rows(total: int, wanted: int) -> None:
    page = page_of(total, wanted)

    assert (0 < page.last - page.offset <= PAGE_SIZE) == (total > 0)


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("", 1), ("x", 1), ("-2", 1), ("٣", 1), ("9" * 30, 1), ("999999999", 999_999_999)]
)
def test_page_is_a_number_or_the_first(text: str, page: int) -> None:
    assert read_page({"halaman": text}) == page
