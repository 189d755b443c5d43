"""The job that reads another program's file, and says what taking it in would do; and the one that forgets it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from elearn.core.courses.parser.folder import LARGEST_TEXT
from elearn.core.exchange import services as exchange
from elearn.core.exchange.columns import Columns
from elearn.core.exchange.formats import Source
from elearn.core.exchange.report import Line
from elearn.core.exchange.services import Import as Preview
from elearn.kernel.errors import Conflict, DomainError, TooLarge
from elearn.kernel.exports import TELL_EVERY
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.work import Work

from ..models import Import
from ..queries import files as queries
from ..queries.imports import stored_import, target_of
from ..writing.appending import appended
from .findings import Found, packed
from .imports import draft_texts, fingerprint, store_of


def run_read(errand: Errand, import_id: int) -> None:
    """The job READ_JOB: reads the file against the draft as it is now."""
    with errand.looking() as work:
        sent = stored_import(work, import_id)
        draft = target_of(work, sent)
        texts = draft_texts(work, draft)
        digests = {file.path: file.digest or "" for file in queries.files_of(work, draft)} if draft else {}
        found, fault = _read(work, sent, texts, digests, errand)
        kept = store_of(work, sent.folder).put(packed(found))
    with errand.writing() as work:
        sent = stored_import(work, import_id, lock=True)
        if sent.taken_at is None:
            sent.found, sent.fault, sent.counts, sent.seen = kept, fault, found.counts, fingerprint(texts)


def forget_import(errand: Errand, import_id: int) -> None:
    """The job FORGET_JOB: removes the files of an import whose time is up; what was taken in stays."""
    with errand.writing() as work:
        store_of(work, stored_import(work, import_id, lock=True).folder).clear()


def _read(
    work: Work, sent: Import, texts: Mapping[str, str], digests: Mapping[str, str], errand: Errand
) -> tuple[Found, str]:
    """What is in the file, and why nothing can be taken ("")."""
    store = store_of(work, sent.folder)
    source = Source(sent.filename, store.read(sent.sent), Columns(**sent.columns) if sent.columns else None)
    found = Found("")
    try:
        if sent.into and sent.into not in texts:
            raise Conflict(
                _("%(path)s tidak ada lagi di naskah. Kirim berkasnya lagi, lalu pilih kuis lain.", path=sent.into)
            )
        importer = exchange.importer_of(work, source, sent.form or None)
        found = Found(importer.name, grids=importer.look(source) if importer.look else (), roles=importer.roles)
        preview = exchange.preview_import(
            work, source, importer.name, beside=texts, into=sent.into, tell=lambda done: _tell(errand, done)
        )
        if sent.into:
            _measure(texts[sent.into], preview.added, sent.filename)
    except DomainError as error:
        return found, error.sentence
    taken = {path for path, content in preview.files.items() if digests.get(path, None) not in (None, _digest(content))}
    files = {path: store.put(content) for path, content in preview.files.items() if path not in digests}
    return replace(found, lines=tuple(_lines(preview, taken)), files=files, added=preview.added), ""


def _lines(preview: Preview, taken: set[str]) -> Iterator[Line]:
    """The report; a file whose name is taken in the draft is not written over, and says so."""
    yield from (line for line in preview.report if line.position not in taken)
    reason = _("sudah ada berkas bernama sama di naskah; tidak ditimpa")
    yield from (Line(path, path, "ditolak", reason) for path in sorted(taken))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _measure(text: str, added: str, title: str) -> None:
    """Raises TooLarge when the quiz could not hold what is added to it."""
    if len(appended(text, added, title).encode()) > LARGEST_TEXT:
        raise TooLarge(_("Kuis itu akan lebih dari 1 MB. Pilih “Berkas baru” sebagai tujuannya, lalu kirim lagi."))


def _tell(errand: Errand, done: int) -> None:
    if done % TELL_EVERY == 0:
        errand.progress(done, None)
