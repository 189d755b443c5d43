"""Another program's file, sent in the browser: kept, read by the worker, taken into a draft when its author agrees."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.exchange.assembly import title_of
from elearn.core.exchange.columns import Columns
from elearn.core.exchange.formats import Source
from elearn.core.questions.section import ID_COMMENT
from elearn.kernel.errors import Conflict, Denied, Gone, NotFound
from elearn.kernel.files import FileStore
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft, Import
from ..queries import files as queries
from ..queries.drafts import is_own
from ..queries.imports import IMPORT_KEPT, Intake
from ..writing.appending import appended
from ..writing.front_matter import with_keys
from . import files
from .assets import keep
from .drafts import begin_with
from .findings import Found, opened

READ_JOB = "studio:import"
FORGET_JOB = "studio:forget"


def receive(work: Work, source: Source, *, form: str = "", draft: Draft | None = None, into: str = "") -> Import:
    """Keeps a file and asks the worker to read it; without a draft it becomes a new course.

    Raises NotFound when the quiz `into` is not there, NoSpace when the disk is full.
    """
    if work.actor.person_id is None:
        raise Denied
    if into and (draft is None or queries.file_of(work, draft, into).text is None):
        raise NotFound
    folder = secrets.token_hex(16)
    digest = store_of(work, folder).put(source.content, what=_("Berkas"))
    sent = work.add(
        Import(
            draft_id=draft.id if draft else None, into=into, filename=source.name[-200:], form=form, folder=folder,
            sent=digest, sent_at=work.now, sent_by=work.actor.person_id, is_new=draft is None,
        )
    )  # fmt: skip
    read_again(work, sent)
    work.later(FORGET_JOB, due_at=work.now + IMPORT_KEPT, import_id=sent.id)
    return sent


def read_again(work: Work, sent: Import, columns: Columns | None = None) -> None:
    """Asks the worker to read the file once more, with its columns as somebody named them."""
    if columns is not None:
        sent.columns = asdict(columns)
    sent.job_id = work.later(READ_JOB, import_id=sent.id).id


def name_columns(work: Work, intake: Intake, columns: Columns) -> None:
    """Says what the columns of the file's table are. Raises Conflict once it was taken, Gone when its time is up."""
    if intake.state not in ("read", "unreadable"):
        found_in(work, intake)
        raise Conflict(_("Impor ini sudah dimasukkan atau masih dibaca. Muat ulang halamannya."))
    read_again(work, intake.sent, columns)


def found_in(work: Work, intake: Intake) -> Found:
    """What was found in the file. Raises Gone when its time is up, Conflict while it is being read."""
    if work.now >= intake.expires_at:
        raise Gone(_("Berkas impor hanya disimpan 7 hari dan sudah dihapus. Kirim berkasnya sekali lagi."))
    if not intake.sent.found:
        raise Conflict(_("Berkas ini belum selesai dibaca. Tunggu sebentar, lalu muat ulang."))
    return opened(store_of(work, intake.sent.folder).read(intake.sent.found))


def find_found(work: Work, intake: Intake) -> Found | None:
    """The same, or None."""
    return found_in(work, intake) if intake.sent.found and work.now < intake.expires_at else None


def take(work: Work, intake: Intake, title: str = "") -> bool:
    """Takes in what was found; False when the draft has other files or questions by now: it is read anew, nothing is written.

    Raises Conflict when there is nothing to take (any more), Gone when the file's time is up.
    """
    if intake.state in ("taken", "undone"):
        raise Conflict(_("Impor ini sudah dimasukkan. Buka halamannya untuk melihat hasilnya."))
    found = found_in(work, intake)
    if intake.state != "read" or not found.writes:
        raise Conflict(_("Tidak ada yang dapat dimasukkan dari berkas ini. Perbaiki berkasnya, lalu kirim lagi."))
    sent, draft = intake.sent, intake.draft
    if draft is not None:
        queries.lock(work, draft)
        if not is_own(work, draft):
            raise NotFound
        if fingerprint(draft_texts(work, draft)) != sent.seen:
            sent.is_stale = True
            read_again(work, sent)
            return False
    _write_all(work, sent, draft, found, title)
    sent.taken_at = work.now
    return True


def undo(work: Work, intake: Intake) -> tuple[str, ...]:
    """Takes the import out of the draft again; returns the files that stay because somebody has written in them since.

    Raises Conflict when there is nothing to undo: a new course is archived instead.
    """
    sent, draft = intake.sent, intake.draft
    if intake.state != "taken" or draft is None or sent.is_new or not is_own(work, draft):
        raise Conflict(
            _("Impor ini tidak dapat dibatalkan: belum dimasukkan, sudah dibatalkan, atau menjadi naskah baru.")
        )
    queries.lock(work, draft)
    kept = tuple(place["path"] for place in sent.places if not _undone(work, draft, **place))
    sent.undone_at = work.now
    return kept


def _undone(work: Work, draft: Draft, path: str, number: int, before: int) -> bool:
    """Whether a file was brought back to what it was before the import, or gone anyway; what others wrote since stays."""
    file = queries.find_file(work, draft, path)
    if file is None:
        return True
    if before:
        old = queries.find_revision(work, draft, path, before)
        return old is not None and files.save(work, draft, path, old.text or "", number).outcome != "clash"
    if file.number == number:
        files.remove(work, draft, path, note=_("impor dibatalkan"))
    return file.number == number


def store_of(work: Work, folder: str) -> FileStore:
    """Where an import's files lie."""
    return work.files.within("impor").within(folder)


def draft_texts(work: Work, draft: Draft | None) -> dict[str, str]:
    """The texts of a draft by path; none of a course that is not there yet."""
    return {file.path: file.text for file in queries.files_of(work, draft) if file.text is not None} if draft else {}


def fingerprint(texts: Mapping[str, str]) -> str:
    """Of all that the reading of an import depends on: the draft's files and the ids of its questions, not their words."""
    facts = [*sorted(texts), *sorted(found[1] for text in texts.values() for found in ID_COMMENT.finditer(text))]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _write_all(work: Work, sent: Import, draft: Draft | None, found: Found, title: str) -> None:
    note = _("dari %(name)s", name=sent.filename[:120])
    store = store_of(work, sent.folder)
    content = {path: store.read(digest) for path, digest in found.files.items()}
    texts = {path: text.decode() for path, text in content.items() if path.endswith(".md")}
    if draft is None:
        if title and COURSE_FILE in texts:
            texts[COURSE_FILE] = with_keys(texts[COURSE_FILE], {"judul": title})
        draft = begin_with(work, title or title_of(sent.filename), texts, note)
        sent.draft_id = draft.id
    written = [files.write(work, draft, path, text, note=note) for path, text in texts.items()]
    for path in sorted(content.keys() - texts.keys()):
        keep(work, draft, path, content[path], note=note)
        written.append(queries.file_of(work, draft, path))
    sent.places = [{"path": file.path, "number": file.number, "before": 0} for file in written]
    if found.added:
        quiz = queries.file_of(work, draft, sent.into)
        before = quiz.number
        files.write(work, draft, sent.into, appended(quiz.text or "", found.added, title_of(sent.filename)), note=note)
        sent.places = [*sent.places, {"path": quiz.path, "number": quiz.number, "before": before}]
