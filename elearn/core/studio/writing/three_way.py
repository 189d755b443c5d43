"""Three states of a course's files (as both last had it, the folder's, the studio's) → one, and what nobody can decide."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.kernel.i18n import _

from .merging import Choice, Clash, joined, merge

ALIKE = 0.5
"""A file that is gone and a new one are the same, renamed, when they share so much of their lines."""

Prefer = Literal["folder", "studio"]


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file: its SHA-256, and the text of a text (None for a picture, and for a text that is not at hand)."""

    digest: str
    text: str | None = field(default=None, compare=False)


def text_content(text: str) -> Content:
    """The content of a text."""
    return Content(hashlib.sha256(text.encode()).hexdigest(), text)


Side = Mapping[str, Content]
"""The files of one state by their paths."""
Placed = tuple[str, Content]
"""A path and what is in it."""


@dataclass(frozen=True, slots=True)
class Clashing:
    """Where both sides changed the same thing: the path and line (from 1) in the folder, and why it cannot be decided."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Trio:
    """One file in its three states, None where it is not; `result` is what it becomes on both sides (None: nothing).

    With `clashes` nothing is to be done.
    """

    base: Placed | None
    folder: Placed | None
    studio: Placed | None
    result: Placed | None
    clashes: tuple[Clashing, ...] = ()

    @property
    def path(self) -> str:
        """What people know it by."""
        return next(one[0] for one in (self.folder, self.studio, self.base) if one)


def compare(base: Side, folder: Side, studio: Side, prefer: Prefer | None = None) -> tuple[Trio, ...]:
    """Every file of any of the three; `prefer` decides what nobody can."""
    in_folder, in_studio = renamed(base, folder), renamed(base, studio)
    trios = []
    for path, content in base.items():
        mine, theirs = in_folder.get(path, path), in_studio.get(path, path)
        here = (mine, folder[mine]) if mine in folder else None
        there = (theirs, studio[theirs]) if theirs in studio else None
        trios.append(_settled((path, content), here, there, prefer))
    old_here, old_there = {*base, *in_folder.values()}, {*base, *in_studio.values()}
    for path in sorted((folder.keys() - old_here) | (studio.keys() - old_there)):
        here = (path, folder[path]) if path in folder and path not in old_here else None
        there = (path, studio[path]) if path in studio and path not in old_there else None
        trios.append(_settled(None, here, there, prefer))
    return tuple(_apart(trios))


def renamed(base: Side, side: Side) -> dict[str, str]:
    """Old → new path of the files of `base` that have another name in `side`: the same content, or much the same text."""
    gone = [path for path in base if path not in side]
    fresh = [path for path in side if path not in base]
    pairs = sorted(
        ((-_likeness(base[old], side[new]), old, new) for old in gone for new in fresh), key=lambda pair: pair
    )
    found = dict[str, str]()
    for likeness, old, new in pairs:
        if -likeness >= ALIKE and old not in found and new not in found.values():
            found[old] = new
    return found


def _likeness(old: Content, new: Content) -> float:
    """0 (nothing in common) to 1 (the same)."""
    if old.digest == new.digest:
        return 1
    if not old.text or not new.text:
        return 0
    before, after = (Counter(filter(None, map(str.strip, text.split("\n")))) for text in (old.text, new.text))
    return (before & after).total() / max(before.total(), after.total(), 1)


def _settled(base: Placed | None, folder: Placed | None, studio: Placed | None, prefer: Prefer | None) -> Trio:
    if studio in (folder, base):
        clashes = _refused(base, folder)
        return Trio(base, folder, studio, studio if clashes else folder, clashes)
    if folder == base:
        return Trio(base, folder, studio, studio)
    if folder is None or studio is None:
        return _one_gone(base, folder, studio, prefer)
    path, path_clashes = _path(base, folder[0], studio[0], prefer)
    content, clashes = _content(base, folder, studio[1], prefer)
    clashes = (*path_clashes, *clashes)
    return Trio(base, folder, studio, None if clashes else (path, content), clashes)


def _refused(base: Placed | None, folder: Placed | None) -> tuple[Clashing, ...]:
    """The course's own file cannot go."""
    if folder is not None or base is None or base[0] != COURSE_FILE:
        return ()
    return (Clashing(COURSE_FILE, 1, _("kursus.md adalah keterangan pelatihan, jadi tidak dapat dihapus")),)


def _one_gone(base: Placed | None, folder: Placed | None, studio: Placed | None, prefer: Prefer | None) -> Trio:
    if prefer is not None and not _refused(base, folder):
        return Trio(base, folder, studio, folder if prefer == "folder" else studio)
    path = next(one[0] for one in (folder, studio, base) if one)
    reason = _("dihapus di folder, diubah di studio") if folder is None else _("diubah di folder, dihapus di studio")
    return Trio(base, folder, studio, None, (Clashing(path, 1, reason),))


def _path(base: Placed | None, here: str, there: str, prefer: Prefer | None) -> tuple[str, tuple[Clashing, ...]]:
    old = base[0] if base else here
    if here in (there, old):
        return there, ()
    if there == old or prefer == "folder":
        return here, ()
    if prefer == "studio":
        return there, ()
    return here, (Clashing(here, 1, _("namanya diganti di kedua sisi; di studio menjadi %(name)s", name=there)),)


def _content(
    base: Placed | None, folder: Placed, studio: Content, prefer: Prefer | None
) -> tuple[Content, tuple[Clashing, ...]]:
    (path, mine), old = folder, base[1] if base else Content("", "")
    if studio in (mine, old):
        return mine, ()
    if mine == old:
        return studio, ()
    if mine.text is not None and studio.text is not None and old.text is not None:
        return _text(path, old.text, mine.text, studio.text, prefer)
    if prefer is not None:
        return (mine if prefer == "folder" else studio), ()
    return mine, (Clashing(path, 1, _("diubah di folder dan di studio")),)


def _text(path: str, old: str, mine: str, theirs: str, prefer: Prefer | None) -> tuple[Content, tuple[Clashing, ...]]:
    """Both texts in one, as those of two authors of the studio are merged."""
    parts = merge(old, mine, theirs)
    clashes = [part for part in parts if isinstance(part, Clash)]
    choice: Choice = "theirs" if prefer == "studio" else "mine"
    whole = text_content(joined(parts, dict.fromkeys(range(len(clashes)), choice)) or "")
    if prefer is not None:
        return whole, ()
    reason = _("baris ini diubah di folder dan di studio")
    return whole, tuple(Clashing(path, clash.line, reason) for clash in clashes)


def _apart(trios: Collection[Trio]) -> Iterator[Trio]:
    """Two files that would get one name get none."""
    names = Counter(trio.result[0] for trio in trios if trio.result)
    for trio in trios:
        if trio.result and names[trio.result[0]] > 1:
            reason = _("dua berkas berbeda akan bernama %(name)s", name=trio.result[0])
            yield Trio(trio.base, trio.folder, trio.studio, None, (Clashing(trio.path, 1, reason),))
        else:
            yield trio
