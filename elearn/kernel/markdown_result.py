"""What compiling Markdown needs from its surroundings and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


def _as_written(path: str) -> str:
    return path


def _size_unknown(_path: str) -> tuple[int, int] | None:
    return None


@dataclass(frozen=True, slots=True)
class LinkBase:
    """How relative targets become addresses.

    `asset_url` gets the path as written (`aset/alur.svg`), `step_url` the file name without `.md`; `size_of` tells
    width and height of a picture in pixels, None when unknown. `small_url` makes a photograph's address that of the same
    one so many pixels wide; None where there are none. `id_prefix` keeps ids apart from those of the page.
    """

    asset_url: Callable[[str], str] = _as_written
    step_url: Callable[[str], str] = _as_written
    size_of: Callable[[str], tuple[int, int] | None] = _size_unknown
    small_url: Callable[[str, int], str] | None = None
    id_prefix: str = "m-"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that stays in the HTML. `target` is a file name without .md (step), a path (asset) or the whole address."""

    kind: Literal["step", "asset", "external", "anchor"]
    target: str
    fragment: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture or a player; `path` as written, without anchor."""

    path: str
    alt: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2..6 as shown, `id` without the prefix."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was shown as text or left out; the sentence and the way to mend it carry no full stop."""

    line: int
    sentence: str
    fix: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """Sanitised HTML and what is in it; `footnotes` are the keys in the order of the text."""

    html: str
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    footnotes: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()
