"""The widths in which a large picture is offered, so that a phone fetches no more than it shows."""

from __future__ import annotations

from collections.abc import Sequence

WIDTHS = (400, 800)
"""Pixels: a phone of 360 points with a plain screen, and with one of twice the points."""
SHOWN = "(min-width: 48rem) 48rem, 100vw"
"""How wide the text that holds a picture is, for the browser to choose by."""
_WORTH = 1.25
"""A picture less wide than this many times the small width is not offered in it."""


def widths_of(width: int) -> Sequence[int]:
    """The smaller widths for a picture `width` pixels wide."""
    return [small for small in WIDTHS if small * _WORTH <= width]
