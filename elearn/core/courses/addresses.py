"""Addresses inside compiled HTML: they begin with a marker, so that the same text serves any mount point."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

from .parser.assets import LARGEST_ASSET
from .parser.folder import ASSET_FOLDER, COURSE_FILE

ROOT = "@root@"
"""Stands in compiled HTML where the app's own root belongs; `rooted` puts it there."""


def step_addresses(slug: str) -> Callable[[str], str]:
    """For the compiler: a course file's name without .md → its address in the course with this slug.

    It is the same for every reader, wherever the text is shown: a lesson, a quiz, its feedback, the course's own page.
    """
    course = f"{ROOT}/kursus/{quote(slug)}"
    return lambda name: course if f"{name}.md" == COURSE_FILE else f"{course}/{quote(name)}"


def asset_address(digest: str, name: str) -> str:
    """Where a stored course file is served."""
    return f"{ROOT}/aset/{digest}/{quote(name)}"


def small_address(address: str, width: int) -> str:
    """The same picture, `width` pixels wide."""
    place, _slash, name = address.rpartition("/")
    return f"{place}/{width}/{name}"


def asset_addresses(folder: Path) -> Callable[[str], str]:
    """For the compiler: a path as written in a course file → its address; a path that is no file of it stays."""
    home = folder.resolve() / ASSET_FOLDER
    known: dict[str, str] = {}

    def address(written: str) -> str:
        if written not in known:
            known[written] = _address(home, folder / unquote(written)) or written
        return known[written]

    return address


def _address(home: Path, path: Path) -> str | None:
    try:
        target = path.resolve(strict=True)
        if not target.is_relative_to(home) or not target.is_file() or target.stat().st_size > LARGEST_ASSET:
            return None
        return asset_address(hashlib.sha256(target.read_bytes()).hexdigest(), target.name)
    except (OSError, RuntimeError, ValueError):  # a missing file, a loop of links, a name no file can have
        return None
