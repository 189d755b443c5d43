"""Sets a layout with data as PDF; the only file that imports typst."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Literal, TypeAlias

import typst

Picture: TypeAlias = Literal["svg", "png"]

_ONE_AT_A_TIME: Final = Lock()


def typeset(layout: Path, inputs: Mapping[str, str], at: datetime) -> bytes:
    """The PDF (PDF/A-3a and PDF/UA-1, fonts embedded) of a .typ file; `at` is the time written inside.

    Equal inputs give equal bytes in every process with the same release of typst. Inputs reach the layout as strings,
    so nothing a user typed is ever read as markup. Nothing outside the layout's folder can be read.
    Safe to call from several threads: they take turns, because a compiler refuses two calls at once.
    Raises RuntimeError in a process forked after its parent has set something.
    """
    with _ONE_AT_A_TIME:
        pdf = _compiler(layout).compile(
            format="pdf", sys_inputs=dict(inputs), timestamp=at, pdf_standards=["a-3a", "ua-1"]
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned several files for one document")
    return pdf


def picture(layout: Path, inputs: Mapping[str, str], page: int, dots_per_inch: int = 80) -> bytes:
    """One page (from 1; the last one when there are fewer) as PNG; the rest is as with `typeset`."""
    with _ONE_AT_A_TIME:
        drawn = _compiler(layout).compile(format="png", sys_inputs=dict(inputs), ppi=dots_per_inch)
    pages = [drawn] if isinstance(drawn, bytes) else list(drawn or ())
    return pages[min(page, len(pages)) - 1]


def _compiler(layout: Path) -> typst.Compiler:
    home, compiler = _compiler_at_home(layout)
    if home != os.getpid():
        raise RuntimeError("start worker processes before the first document: typst cannot continue after a fork")
    return compiler


@cache
def _compiler_at_home(layout: Path) -> tuple[int, typst.Compiler]:
    """The process that first used a layout, and its compiler, kept because it remembers fonts and ornaments.

    Typst's worker threads do not survive a fork: a forked child would wait for them for ever.
    """
    return os.getpid(), typst.Compiler(input=layout, root=layout.parent, ignore_system_fonts=True)


def draw(layout: Path, inputs: Mapping[str, str], kind: Picture, *, ppi: int) -> bytes:
    """The one page of a .typ file as a picture, "svg" or "png" (at `ppi` dots per inch); inputs as for `typeset`."""
    with _ONE_AT_A_TIME:
        drawn = _compiler(layout).compile(format=kind, ppi=float(ppi), sys_inputs=dict(inputs))
    if not isinstance(drawn, bytes):
        raise TypeError("typst returned several pages for one picture")
    return drawn
