"""Changes of a draft's files: every one is kept as a revision, and none is lost to another author's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from elearn.core.courses.parser.folder import COURSE_FILE, LARGEST_TEXT
from elearn.kernel.errors import Conflict, Invalid, TooLarge
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import PUBLISHED, WRITING, Draft, DraftFile, Revision
from ..queries import files as queries
from ..writing.front_matter import title_of
from ..writing.merging import joined, merge

MARKDOWN = "text/markdown"
SITTING = timedelta(minutes=10)
"""Of what one author saves while typing, so much becomes one entry of the history after a day."""
KEPT_WHOLE = timedelta(days=1)
LONGEST_PATH = 200
MOST_FILES = 600

Outcome = Literal["saved", "unchanged", "merged", "clash"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saved text.

    `number` is what the writer goes on from. Merged: the file also holds what others wrote meanwhile. Clash: the file
    is as the others left it, `kept` is the number under which the writer's own text waits to be merged by hand.
    """

    file: DraftFile
    outcome: Outcome
    number: int
    kept: int = 0


def tidy(text: str) -> str:
    """The text with plain line ends and one at its end, without BOM.

    Raises TooLarge when it is longer than a course file may be.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    if len(text.encode()) > LARGEST_TEXT:
        raise TooLarge(_("Berkas ini lebih dari 1 MB teks. Bagi menjadi beberapa materi, lalu simpan lagi."))
    return text


def write(work: Work, draft: Draft, path: str, text: str, *, note: str = "") -> DraftFile:
    """Makes `text` the content of a file, new or old, whatever it was before."""
    queries.lock(work, draft)
    return _write(work, draft, path, tidy(text), note)


def save(work: Work, draft: Draft, path: str, text: str, began: int) -> Saved:
    """Saves what somebody wrote who began with revision `began`; what others wrote since then stays.

    Raises NotFound when the file has been removed or renamed meanwhile.
    """
    queries.lock(work, draft)
    file, text = queries.file_of(work, draft, path), tidy(text)
    if text == file.text:
        return Saved(file, "unchanged", file.number)
    if began == file.number:
        return Saved(_write(work, draft, path, text, ""), "saved", file.number)
    base = queries.find_revision(work, draft, path, began)
    if base is not None and text == base.text:
        return Saved(file, "unchanged", began)
    parts = merge((base.text if base else "") or "", text, file.text or "")
    whole = joined(parts)
    kept = _keep(work, draft, path, text, "" if whole is not None else _("menunggu digabung"))
    if whole is None:
        return Saved(file, "clash", began, kept.number)
    if whole != file.text:
        _write(work, draft, path, whole, _("digabung"))
    return Saved(file, "merged", kept.number)


def put(work: Work, draft: Draft, path: str, content: bytes, media_type: str, *, note: str = "") -> DraftFile:
    """Makes `content` the content of a picture or file of the draft."""
    queries.lock(work, draft)
    return put_stored(work, draft, path, work.files.put(content), media_type, len(content), note=note)


def put_stored(
    work: Work, draft: Draft, path: str, digest: str, media_type: str, size: int, *, note: str = ""
) -> DraftFile:
    """The same for what the file store already holds; `size` in bytes."""
    file = queries.find_file(work, draft, path)
    if file is not None and file.digest == digest:
        return file
    file = file or _new_file(work, draft, path)
    file.text, file.digest, file.media_type, file.size = None, digest, media_type, size
    return _changed(work, draft, file, note)


def remove(work: Work, draft: Draft, path: str, *, note: str = "") -> None:
    """Takes a file out of the draft; its history brings it back. Raises Conflict for the course's own file."""
    if path == COURSE_FILE:
        raise Conflict(_("kursus.md adalah keterangan pelatihan ini, jadi tidak dapat dihapus."))
    queries.lock(work, draft)
    file = queries.file_of(work, draft, path)
    _keep(work, draft, path, None, note or _("dihapus"))
    work.session.delete(file)
    _touched(work, draft)
    work.session.flush()


def restore(work: Work, draft: Draft, path: str, number: int) -> DraftFile:
    """Makes an earlier state of a file its newest one.

    Raises NotFound when there is no such state, Invalid when that state is the file's removal.
    """
    queries.lock(work, draft)
    old = queries.revision(work, draft, path, number)
    note = _("dipulihkan dari versi %(number)s", number=number)
    if old.text is not None:
        return _write(work, draft, path, old.text, note)
    if old.digest is None:
        raise Invalid(_("Versi ini mencatat penghapusan berkas. Pilih versi sebelumnya untuk memulihkan isinya."))
    content = work.files.read(old.digest)
    return put_stored(work, draft, path, old.digest, old.media_type, len(content), note=note)


def rename(work: Work, draft: Draft, renamed: Mapping[str, str]) -> None:
    """Gives files new names (old → new), all at once; histories begin anew and say where they came from."""
    queries.lock(work, draft)
    files = {old: queries.file_of(work, draft, old) for old in renamed}
    for old, new in renamed.items():
        if new not in renamed and queries.find_file(work, draft, new) is not None:
            raise Conflict(_("Sudah ada berkas bernama %(name)s. Pilih nama lain.", name=new))
        _keep(work, draft, old, None, _("menjadi %(name)s", name=new))
        files[old].path = f"~{files[old].id}"  # two names may be exchanged
    work.session.flush()
    for old, new in renamed.items():
        files[old].path = new
        for comment in queries.comments_on(work, draft, old):
            comment.path = new
        _changed(work, draft, files[old], _("sebelumnya %(name)s", name=old))


def _write(work: Work, draft: Draft, path: str, text: str, note: str) -> DraftFile:
    file = queries.find_file(work, draft, path)
    if file is not None and file.text == text:
        return file
    if file is not None and file.changed_at < work.now - SITTING:
        _thin(work, draft, file)
    file = file or _new_file(work, draft, path)
    file.text, file.digest, file.media_type, file.size = text, None, MARKDOWN, len(text.encode())
    if path == COURSE_FILE:
        draft.title = title_of(text) or draft.title
    return _changed(work, draft, file, note)


def _new_file(work: Work, draft: Draft, path: str) -> DraftFile:
    if len(path) > LONGEST_PATH:
        raise Invalid(_("Nama berkas ini terlalu panjang. Pakai paling banyak %(most)s huruf.", most=LONGEST_PATH))
    file = DraftFile(draft_id=draft.id, path=path)
    work.session.add(file)
    return file


def _changed(work: Work, draft: Draft, file: DraftFile, note: str) -> DraftFile:
    kept = _keep(work, draft, file.path, file.text, note, file.digest, file.media_type)
    file.number, file.changed_at, file.changed_by = kept.number, work.now, work.actor.person_id
    _touched(work, draft)
    work.session.flush()
    return file


def _keep(
    work: Work,
    draft: Draft,
    path: str,
    text: str | None,
    note: str,
    digest: str | None = None,
    media_type: str = MARKDOWN,
) -> Revision:
    with work.session.no_autoflush:
        number = queries.last_number(work, draft, path) + 1
    kept = Revision(
        draft_id=draft.id, path=path, number=number, text=text, digest=digest, media_type=media_type, note=note,
        at=work.now, by=work.actor.person_id,
    )  # fmt: skip
    work.session.add(kept)
    return kept


def _thin(work: Work, draft: Draft, file: DraftFile) -> None:
    """A day later only the last state of each author's sitting stays of what was saved while typing."""
    typed = queries.typed_before(work, draft, file.path, work.now - KEPT_WHOLE)
    superseded = [
        one.id
        for one, following in pairwise(typed)
        if one.by == following.by and following.at - one.at < SITTING and one.number != file.number
    ]
    if superseded:
        queries.forget(work, superseded)


def _touched(work: Work, draft: Draft) -> None:
    draft.revision += 1
    draft.changed_at = work.now
    if draft.state == PUBLISHED:
        draft.state = WRITING
