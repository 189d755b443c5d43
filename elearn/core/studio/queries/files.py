"""The files of a draft and their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select

from elearn.core.people.models import Person
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.work import Work

from ..models import Comment, Draft, DraftFile, Revision
from ..writing.merging import Part, merge
from .authors import signed_name

HEAD = 3000
"""Letters of a text that hold its title."""


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One change of a file; `author` is None for the server, `is_gone` says that it removed the file."""

    number: int
    note: str
    at: datetime
    author: str | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a draft without its text; `author` is who changed it last, None for the server."""

    path: str
    media_type: str
    size: int
    number: int
    digest: str | None
    changed_at: datetime
    author: str | None


class Typed(NamedTuple):
    """A state saved while typing."""

    id: int
    number: int
    by: int | None
    at: datetime


def lock(work: Work, draft: Draft) -> None:
    """Lets one author at a time write a draft, until the end of the transaction (SQLite's write lock does so already)."""
    work.session.execute(select(Draft.id).where(Draft.id == draft.id).with_for_update())


def file_of(work: Work, draft: Draft, path: str) -> DraftFile:
    """A file of the draft as it is now. Raises NotFound."""
    found = find_file(work, draft, path)
    if found is None:
        raise NotFound(
            _("Berkas ini tidak ada di naskah. Mungkin baru diganti namanya atau dihapus; lihat susunannya.")
        )
    return found


def find_file(work: Work, draft: Draft, path: str) -> DraftFile | None:
    """The same, or None. As it is now, even if it was read before."""
    wanted = select(DraftFile).where(DraftFile.draft_id == draft.id, DraftFile.path == path)
    return work.session.scalar(wanted.execution_options(populate_existing=True))


def files_of(work: Work, draft: Draft) -> Sequence[DraftFile]:
    """Every file of the draft with its text, by path."""
    return work.session.scalars(select(DraftFile).where(DraftFile.draft_id == draft.id).order_by(DraftFile.path)).all()


def lines_of(work: Work, draft: Draft) -> tuple[FileLine, ...]:
    """Every file of the draft without its text, by path."""
    columns = (
        DraftFile.path, DraftFile.media_type, DraftFile.size, DraftFile.number, DraftFile.digest, DraftFile.changed_at,
        signed_name(),
    )  # fmt: skip
    rows = select(*columns).outerjoin(Person, Person.id == DraftFile.changed_by).where(DraftFile.draft_id == draft.id)
    return tuple(FileLine(*row) for row in work.session.execute(rows.order_by(DraftFile.path)))


def heads_of(work: Work, draft: Draft) -> dict[str, str]:
    """Path → the beginning of every text: enough for the front matter."""
    begun = func.substr(DraftFile.text, 1, HEAD)
    rows = select(DraftFile.path, begun).where(DraftFile.draft_id == draft.id, DraftFile.text.is_not(None))
    return {str(path): str(text) for path, text in work.session.execute(rows)}


def text_of(work: Work, draft: Draft, path: str) -> tuple[DraftFile, str, tuple[str, ...]]:
    """A text file, its text, and the names of all files of the draft. Raises NotFound, for a picture too."""
    file = file_of(work, draft, path)
    if file.text is None:
        raise NotFound
    return file, file.text, paths_of(work, draft)


@dataclass(frozen=True, slots=True)
class Versions:
    """A file as it is now (`number`) and as somebody else kept it, merged as far as they agree."""

    draft: Draft
    number: int
    parts: tuple[Part, ...]


def versions_of(work: Work, draft: Draft, path: str, began: int, kept: int) -> Versions:
    """What became of revision `began` in the file and in revision `kept`. Raises NotFound."""
    file = file_of(work, draft, path)
    base, mine = find_revision(work, draft, path, began), revision(work, draft, path, kept)
    parts = merge((base.text if base else "") or "", mine.text or "", file.text or "")
    return Versions(draft, file.number, parts)


def two_states(work: Work, draft: Draft, path: str, number: int) -> tuple[str | None, str | None]:
    """The texts before and after change `number`; None where there is no text. Raises NotFound."""
    after = revision(work, draft, path, number)
    of_path = (Revision.draft_id == draft.id, Revision.path == path, Revision.number < number)
    before = work.session.scalar(select(Revision.text).where(*of_path).order_by(Revision.number.desc()).limit(1))
    return before, after.text


def last_number(work: Work, draft: Draft, path: str) -> int:
    """The number of the newest change of a path; 0 when there never was one."""
    of_path = (Revision.draft_id == draft.id, Revision.path == path)
    return work.session.scalar(select(func.max(Revision.number)).where(*of_path)) or 0


def find_revision(work: Work, draft: Draft, path: str, number: int) -> Revision | None:
    of_path = (Revision.draft_id == draft.id, Revision.path == path)
    return work.session.scalar(select(Revision).where(*of_path, Revision.number == number))


def number_of_text(work: Work, draft: Draft, path: str, text: str) -> int:
    """The newest state of a path that had this text; 0 when there is none."""
    of_path = (Revision.draft_id == draft.id, Revision.path == path, Revision.text == text)
    return work.session.scalar(select(func.max(Revision.number)).where(*of_path)) or 0


def revision(work: Work, draft: Draft, path: str, number: int) -> Revision:
    """One state of a file. Raises NotFound."""
    found = find_revision(work, draft, path, number)
    if found is None:
        raise NotFound(_("Versi berkas ini tidak tersimpan lagi. Buka riwayatnya, lalu pilih versi lain."))
    return found


def history(work: Work, draft: Draft, path: str, *, page: int = 1) -> tuple[tuple[RevisionLine, ...], Paging]:
    """The changes of a path, newest first: the page wanted (from 1), or the last one there is.

    Raises NotFound for a path that never was a file.
    """
    of_path = (Revision.draft_id == draft.id, Revision.path == path)
    paging = page_of(work.session.scalar(select(func.count()).select_from(Revision).where(*of_path)) or 0, page)
    if not paging.total:
        raise NotFound
    columns = (
        Revision.number,
        Revision.note,
        Revision.at,
        signed_name(),
        Revision.text.is_(None) & Revision.digest.is_(None),
    )
    newest = select(*columns).outerjoin(Person, Person.id == Revision.by).where(*of_path)
    rows = newest.order_by(Revision.number.desc()).limit(PAGE_SIZE).offset(paging.offset)
    return tuple(
        RevisionLine(number, note, at, name, bool(gone)) for number, note, at, name, gone in work.session.execute(rows)
    ), paging


def gone_files(work: Work, draft: Draft) -> tuple[str, ...]:
    """Paths that once were files of the draft and are no more."""
    now = select(DraftFile.path).where(DraftFile.draft_id == draft.id)
    was = select(Revision.path).where(Revision.draft_id == draft.id, Revision.path.not_in(now)).distinct()
    return tuple(work.session.scalars(was.order_by(Revision.path)))


def comments_on(work: Work, draft: Draft, path: str) -> Sequence[Comment]:
    """What was said about a file."""
    return work.session.scalars(select(Comment).where(Comment.draft_id == draft.id, Comment.path == path)).all()


def typed_before(work: Work, draft: Draft, path: str, moment: datetime) -> tuple[Typed, ...]:
    """What was saved while typing before that moment, oldest first."""
    of_path = (Revision.draft_id == draft.id, Revision.path == path, Revision.note == "", Revision.at < moment)
    rows = select(Revision.id, Revision.number, Revision.by, Revision.at).where(*of_path).order_by(Revision.number)
    return tuple(Typed(*row) for row in work.session.execute(rows))


def forget(work: Work, ids: Sequence[int]) -> None:
    """Removes states that nobody will look for any more."""
    work.session.execute(delete(Revision).where(Revision.id.in_(ids)))


def texts_of(work: Work, draft: Draft) -> tuple[str, ...]:
    """The names of the text files of the draft, in their order."""
    rows = select(DraftFile.path).where(DraftFile.draft_id == draft.id, DraftFile.text.is_not(None))
    return tuple(work.session.scalars(rows.order_by(DraftFile.path)))


def paths_of(work: Work, draft: Draft) -> tuple[str, ...]:
    """The names of all files of the draft."""
    return tuple(work.session.scalars(select(DraftFile.path).where(DraftFile.draft_id == draft.id)))


def asset_of(work: Work, draft: Draft, path: str) -> DraftFile:
    """A picture or file of the draft. Raises NotFound, for a text too."""
    file = file_of(work, draft, path)
    if file.digest is None:
        raise NotFound
    return file
