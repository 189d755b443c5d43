"""The picture of a badge: what was learned, where and how much; not by whom, so that one drawing serves a course."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from elearn.kernel.lettering import printable
from elearn.kernel.typesetting import Picture, draw

from ..claims import Claims

_LAYOUT: Final = Path(__file__).with_name("badge.typ")
_DOTS_PER_INCH: Final = 128
"""504 pixels for 100 mm."""


def picture(claims: Claims, kind: Picture) -> bytes:
    """The badge as "svg" or "png", drawn once per course and process; equal claims give equal bytes."""
    training = claims.training
    return _drawn(kind, printable(claims.holder.agency), printable(training.title), f"{training.jp} JP")


@lru_cache(maxsize=64)
def _drawn(kind: Picture, agency: str, title: str, load: str) -> bytes:
    drawn = draw(_LAYOUT, {"agency": agency, "title": title, "load": load}, kind, ppi=_DOTS_PER_INCH)
    return _named(drawn, f"{title}, {load}, {agency}") if kind == "svg" else drawn


def _named(svg: bytes, name: str) -> bytes:
    """The drawing with a name for those who do not see it: its letters are outlines."""
    end = svg.index(b">", svg.index(b"<svg")) + 1
    return svg[: end - 1] + b' role="img">' + f"<title>{escape(name)}</title>".encode() + svg[end:]
