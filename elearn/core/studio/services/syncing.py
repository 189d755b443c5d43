"""A draft and a folder made the same: pulled into the folder, or pushed into the draft, by a three-way comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries
from ..writing.three_way import Clashing, Content, Prefer, Side, Trio, compare, text_content
from . import files
from .assets import keep
from .folder_state import (
    Common,
    FolderFiles,
    FolderState,
    digest_of,
    read_folder,
    read_state,
    write_files,
    write_state,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a file; `before` is its old name when it gets another, else ""."""

    path: str
    action: Literal["new", "write", "rename", "remove"]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Synced:
    """What was done, or would be, and what nobody could decide; `left_out` are files of the folder that belong to no course."""

    slug: str
    changes: tuple[Change, ...]
    clashes: tuple[Clashing, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Both sides, what they last had in common, and what comes of it."""

    state: FolderState
    folder: FolderFiles
    studio: Mapping[str, Common]
    trios: tuple[Trio, ...]

    def settled(self) -> Iterator[Trio]:
        return (trio for trio in self.trios if not trio.clashes)

    def told(self, draft: Draft, side: Literal["folder", "studio"]) -> Synced:
        changes = (_change(getattr(trio, side), trio.result) for trio in self.settled())
        clashes = tuple(clash for trio in self.trios for clash in trio.clashes)
        ordered = sorted((one for one in changes if one), key=lambda one: one.path)
        return Synced(draft.slug, tuple(ordered), clashes, self.folder.left_out)

    def common(self, now: Iterable[tuple[str, Common]]) -> FolderState:
        """The note for next time; what clashed keeps its old one."""
        kept = {trio.base[0]: self.state.files[trio.base[0]] for trio in self.trios if trio.clashes and trio.base}
        return FolderState(self.state.slug, kept | dict(now))


def pull(work: Work, draft: Draft, folder: Path, prefer: Prefer | None = None, *, dry_run: bool = False) -> Synced:
    """Brings the folder what the draft has; what changed on both sides stays as it is and is told.

    Raises Invalid when the folder belongs to another draft, or a text of it is not UTF-8.
    """
    meeting = _meet(work, draft, folder, prefer)
    told = meeting.told(draft, "folder")
    if dry_run:
        return told
    written, removed = dict[str, bytes](), set[str]()
    for trio in meeting.settled():
        if trio.folder and (not trio.result or trio.result[0] != trio.folder[0]):
            removed.add(trio.folder[0])
        if trio.result and trio.result != trio.folder:
            own = trio.folder and trio.folder[1] == trio.result[1]
            old = meeting.folder.content.get(trio.folder[0]) if trio.folder and own else None
            written[trio.result[0]] = _bytes(work, trio.result[1]) if old is None else old
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, removed, written)
    now = [(trio.studio[0], meeting.studio[trio.studio[0]]) for trio in meeting.settled() if trio.studio]
    _note(work, draft, folder, meeting.common(now))
    return told


def push(work: Work, draft: Draft, folder: Path, prefer: Prefer | None = None, *, dry_run: bool = False) -> Synced:
    """Brings the draft what the folder has; what changed on both sides stays as it is and is told. Raises as `pull`."""
    queries.lock(work, draft)
    meeting = _meet(work, draft, folder, prefer)
    told = meeting.told(draft, "studio")
    if dry_run:
        return told
    files.rename(work, draft, {
        trio.studio[0]: trio.result[0]
        for trio in meeting.settled()
        if trio.studio and trio.result and trio.studio[0] != trio.result[0]
    })  # fmt: skip
    now = list[tuple[str, Common]]()
    for trio in meeting.settled():
        if trio.result is None and trio.studio is not None:
            files.remove(work, draft, trio.studio[0], note=_("dihapus di folder"))
        elif trio.result is not None and _brings(trio):
            _put(work, draft, trio, meeting.folder)
        if trio.folder is not None:
            now.append((trio.folder[0], _kept(work, draft, trio, meeting)))
    _note(work, draft, folder, meeting.common(now))
    return told


def _meet(work: Work, draft: Draft, folder: Path, prefer: Prefer | None) -> _Meeting:
    state = read_state(folder)
    if state.slug not in ("", draft.slug):
        raise Invalid(
            _(
                "Folder ini milik naskah %(mine)s, bukan %(other)s. Pilih folder lain.",
                mine=state.slug,
                other=draft.slug,
            )
        )
    here = read_folder(folder)
    studio, numbers = dict[str, Content](), dict[str, Common]()
    for file in queries.files_of(work, draft):
        content = Content(file.digest) if file.digest else text_content(file.text or "")
        studio[file.path] = content
        numbers[file.path] = Common(content.digest, file.path, file.number)
    trios = compare(_base(work, draft, state), here.side, studio, prefer)
    return _Meeting(FolderState(draft.slug, state.files), here, numbers, trios)


def _base(work: Work, draft: Draft, state: FolderState) -> Side:
    """What both had, with the texts that the studio's history still knows."""
    side = dict[str, Content]()
    for path, common in state.files.items():
        found = queries.find_revision(work, draft, common.path, common.number) if common.number else None
        text = found.text if found and found.text and digest_of(found.text.encode()) == common.digest else None
        side[path] = Content(common.digest, text)
    return side


def _change(now: tuple[str, Content] | None, result: tuple[str, Content] | None) -> Change | None:
    if now == result:
        return None
    if result is None:
        return Change(now[0], "remove") if now else None
    if now is None:
        return Change(result[0], "new")
    return Change(result[0], "rename", now[0]) if now[0] != result[0] else Change(result[0], "write")


def _bytes(work: Work, content: Content) -> bytes:
    return content.text.encode() if content.text is not None else work.files.read(content.digest)


def _brings(trio: Trio) -> bool:
    """Whether the folder has something the draft lacks, if only to be overruled."""
    if trio.folder is None or trio.studio is None:
        return trio.folder is not None
    return trio.folder[1] not in (trio.studio[1], trio.base[1] if trio.base else None)


def _put(work: Work, draft: Draft, trio: Trio, folder: FolderFiles) -> None:
    """Writes the result into the draft; a merged text after the folder's own, so that the history keeps both."""
    if trio.result is None or trio.folder is None:
        return
    (path, content), own, note = trio.result, trio.folder[1], _("dari folder")
    if content.text is None:
        if content == own:
            keep(work, draft, path, folder.content[trio.folder[0]], note=note)
        return
    if own.text is not None and own != content:
        files.write(work, draft, path, own.text, note=note)
        note = _("digabung")
    files.write(work, draft, path, content.text, note=note)


def _kept(work: Work, draft: Draft, trio: Trio, meeting: _Meeting) -> Common:
    """Where the history keeps what the folder has now."""
    path, content = trio.folder or ("", Content(""))
    if trio.folder == trio.base and path in meeting.state.files:
        return meeting.state.files[path]
    if trio.result is None or content.text is None:
        return Common(content.digest, path)
    number = queries.number_of_text(work, draft, trio.result[0], content.text)
    return Common(content.digest, trio.result[0], number)


def _note(work: Work, draft: Draft, folder: Path, state: FolderState) -> None:
    """Writes the note once the rest is sure; the states it names stay in the history, for the next comparison needs them."""
    for common in state.files.values():
        found = queries.find_revision(work, draft, common.path, common.number) if common.number else None
        if found is not None and not found.note:
            found.note = _("sama dengan folder")
    work.session.flush()
    work.after_commit.append(lambda: write_state(folder, state))
