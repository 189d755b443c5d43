"""A course folder on somebody's disk: its files, and a small note of what it and the studio last had in common."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from elearn.core.courses.parser.assets import LARGEST_ASSET
from elearn.kernel.errors import Invalid, TooLarge
from elearn.kernel.files import write_whole
from elearn.kernel.i18n import _

from ..writing.three_way import Content, Side, text_content
from .drafts import sorted_out
from .files import tidy

STATE_FILE = ".elearn.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Common:
    """A file as both had it: its digest, and where the studio's history keeps it (`number` 0: nowhere)."""

    digest: str
    path: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a folder was last made the same with: a draft by its slug ("" for none yet), and its files by their paths."""

    slug: str = ""
    files: Mapping[str, Common] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """A folder's texts and pictures; `content` are the bytes of the pictures, `left_out` what belongs to no course."""

    side: Side
    content: Mapping[str, bytes]
    left_out: tuple[str, ...]


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_folder(folder: Path) -> FolderFiles:
    """The files of a course folder; hidden ones and links are left alone. None when there is no folder yet.

    Raises Invalid for a text that is not UTF-8, TooLarge for a file that no course may have.
    """
    shown = [path for path in folder.rglob("*") if _is_shown(path.relative_to(folder)) and not path.is_symlink()]
    texts, assets, left_out = sorted_out(folder, [path for path in shown if path.is_file()])
    for path, content in assets.items():
        if len(content) > LARGEST_ASSET:
            raise TooLarge(
                _("%(path)s lebih dari %(most)s MB. Perkecil, lalu ulangi.", path=path, most=LARGEST_ASSET // 1_000_000)
            )
    side = {path: text_content(tidy(text)) for path, text in texts.items()}
    side |= {path: Content(digest_of(content)) for path, content in assets.items()}
    return FolderFiles(side, assets, tuple(left_out))


def _is_shown(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts)


def read_state(folder: Path) -> FolderState:
    """The note of the last time; an empty one when there is none. Raises Invalid when it cannot be read."""
    place = folder / STATE_FILE
    if not place.is_file():
        return FolderState()
    try:
        facts = json.loads(place.read_text(encoding="utf-8"))
        files = {path: Common(**common) for path, common in facts["files"].items()}
        return FolderState(str(facts["course"]), files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(
            _("%(place)s rusak. Hapus berkas itu; perbedaannya akan dilaporkan sebagai bentrok.", place=place)
        ) from error


def write_state(folder: Path, state: FolderState) -> None:
    """Writes the note."""
    files = {path: asdict(common) for path, common in sorted(state.files.items())}
    facts = {"version": _VERSION, "course": state.slug, "files": files}
    write_whole(folder / STATE_FILE, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())


def write_files(folder: Path, removed: set[str], written: Mapping[str, bytes]) -> None:
    """Writes files whole, then removes others. Raises Invalid, before anything is done, for a path outside the folder."""
    root = folder.resolve()
    for path in (*written, *removed):
        if not (root / path).resolve().is_relative_to(root):
            raise Invalid(_("%(path)s berada di luar folder pelatihan, jadi tidak ditulis.", path=path))
    for path, content in written.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    for path in removed - written.keys():
        (root / path).unlink(missing_ok=True)
