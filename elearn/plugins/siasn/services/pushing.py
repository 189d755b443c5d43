"""Sending what waits: person by person, each record looked up in SIASN before it is sent, none sent twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, cast

from elearn.core.career.services.proof import files as evidence_files
from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.people.services import exporting
from elearn.kernel.jobs import Errand
from elearn.plugin import N_, DomainError, Work, _

from .. import queries
from ..client import Siasn, open_siasn
from ..errors import Refusal, Unanswered, Untaken
from ..pictures import as_pdf
from ..queries import Line
from ..rules import Kind, Ready, to_siasn
from ..selection import Wanted
from ..sitting import finish, take
from ..states import IN_A_ROW, REJECTED, SENT, UNSURE, UPDATED, WAITING
from . import records
from .exporting import valid_lines

NOT_LENT = N_("Token SSO tidak tersedia lagi. Masukkan token, lalu kirim lagi; yang belum terkirim tetap menunggu.")


class Paused(Exception):
    """The run ends here; what is left waits for the next one. The message says why."""


@dataclass(slots=True)
class Tally:
    """How many records came to what in a run, and why it was paused ("" when it was not)."""

    counts: dict[str, int] = field(default_factory=dict)
    paused: str = ""
    unanswered: int = 0

    def add(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    @property
    def outcome(self) -> dict[str, Any]:
        return {"counts": self.counts, "paused": self.paused}


@dataclass(frozen=True, slots=True)
class Run:
    """One run with one token."""

    errand: Errand
    siasn: Siasn
    tally: Tally
    again: bool
    changed: bool


def run_push(
    errand: Errand,
    wanted: dict[str, Any],
    again: bool,
    roots: list[int],
    asker_id: int,
    asker: str,
    changed: bool = False,
) -> Mapping[str, Any]:
    """The job PUSH_JOB. When it is paused it ends well: its outcome says why, and the rest waits."""
    tally = Tally()
    with errand.looking() as system:
        work = exporting.in_scope(system, roots, asker_id, asker) if asker_id else system
        people = _people(waiting(work, Wanted(**wanted), again=again, changed=changed))
        settings, token = work.settings, take(work.settings, errand.job_id)
    if not token:
        tally.paused = _(NOT_LENT)
        return tally.outcome
    try:
        run = Run(errand, open_siasn(settings, token), tally, again, changed)
        for number, (nip, entries) in enumerate(people):
            errand.progress(number, len(people))
            _push_person(run, nip, entries)
    except (Paused, Untaken, Unanswered) as pause:
        tally.paused = str(pause)
    else:
        errand.progress(len(people), len(people))
    finish(settings, errand.job_id)
    return tally.outcome


def waiting(work: Work, wanted: Wanted, *, again: bool, changed: bool = False) -> list[Line]:
    """The entries that a run would look at: complete, and not settled in SIASN with their PDF."""
    return [line for line in valid_lines(work, wanted) if _is_waiting(line, again) or (changed and line.update)]


def _is_waiting(line: Line, again: bool) -> bool:
    ready = to_siasn(line.source)
    if not isinstance(ready, Ready):
        return False
    if line.state == SENT:
        return line.has_document and line.uploaded_at is None
    is_news = line.state == REJECTED and line.payload != dict(ready.payload)
    return line.state in (WAITING, UNSURE) or is_news or (again and line.state == REJECTED)


def _people(lines: list[Line]) -> list[tuple[str, list[int]]]:
    return [(nip, [line.entry_id for line in own]) for nip, own in groupby(lines, key=lambda line: line.nip)]


def _push_person(run: Run, nip: str, entries: list[int]) -> None:
    there = run.siasn.history(nip)
    for entry_id in entries:
        verdict = records.prepare(run.errand, entry_id, there, again=run.again, changed=run.changed)
        remote_id = verdict.remote_id
        if verdict.send is None:
            run.tally.add(verdict.state)
        else:
            remote_id = _send(run, entry_id, verdict.send)
        if remote_id:
            _upload(run, entry_id, remote_id)


def _send(run: Run, entry_id: int, ready: Ready) -> str | None:
    """Sends one record whose intent is written; its id in SIASN, None when it was not taken or nobody knows."""
    try:
        remote_id = run.siasn.save(ready.kind, ready.payload)
    except Refusal as refusal:
        records.settle(run.errand, entry_id, REJECTED, message=refusal.sentence)
        run.tally.add(REJECTED)
        run.tally.unanswered = 0
        return None
    except Untaken:
        records.settle(run.errand, entry_id, WAITING)
        raise
    except Unanswered as silence:
        records.settle(run.errand, entry_id, UNSURE, message=silence.sentence)
        run.tally.add(UNSURE)
        _bear(run, silence)
        return None
    known = ready.payload["id"]
    if known and known != remote_id:
        trouble = _("SIASN menyimpan perubahan di riwayat lain (%(id)s). Periksa di SIASN apakah ada yang kembar.", id=remote_id)  # fmt: skip
        records.settle(run.errand, entry_id, REJECTED, message=trouble)
        raise Paused(trouble)
    records.settle(run.errand, entry_id, SENT, remote_id=remote_id)
    run.tally.add(UPDATED if known else SENT)
    run.tally.unanswered = 0
    return remote_id


def _bear(run: Run, silence: Unanswered) -> None:
    """One silence is the record's; a few in a row are SIASN's, and the rest can wait."""
    run.tally.unanswered += 1
    if run.tally.unanswered >= IN_A_ROW:
        raise Paused(silence.sentence)


def _upload(run: Run, entry_id: int, remote_id: str) -> None:
    """Adds the PDF; a record without one stays sent, and the next run tries the PDF again."""
    with run.errand.looking() as work:
        line, record = queries.line_of(work, entry_id), queries.record_of(work, entry_id)
    if record is None or record.uploaded_at is not None or not line.has_document:
        return
    try:
        pdf = document_of(run.errand, line)
        run.siasn.upload(cast(Kind, record.kind), remote_id, f"{remote_id}.pdf", pdf)
    except Untaken:
        raise
    except DomainError as trouble:
        records.note_upload(run.errand, entry_id, message=_("PDF belum terunggah: %(why)s", why=trouble.sentence))
        run.tally.add("without_document")
        return
    records.note_upload(run.errand, entry_id)
    run.tally.add("document")


def document_of(errand: Errand, line: Line) -> bytes:
    """The PDF behind an entry; a certificate's is drawn now if nobody asked for it before, a picture becomes one.

    Raises Gone for a withdrawn certificate, NotFound when the store has lost the file, Invalid for a damaged picture.
    """
    with errand.looking() as work:
        if line.certificate_id is None:
            found = evidence_files(work).read(line.evidence) if line.evidence else work.files.read(line.foreign)
            return as_pdf(found) if line.is_picture else found
        certificate = work.session.get_one(Certificate, line.certificate_id)
        kept = certificates.kept_document(work, certificate)
        if kept is not None:
            return kept
        digest = certificates.build_document(work, certificate)
    with errand.writing() as work:
        certificates.keep_document(work, line.certificate_id, digest)
        return work.files.read(digest)


__all__ = ["NOT_LENT", "document_of", "run_push", "waiting"]
