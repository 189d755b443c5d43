"""What is written down of a record, each in a short transaction of its own: the intent before, the outcome after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from elearn.core.career.models import CareerEntry
from elearn.kernel.jobs import Errand
from elearn.plugin import Work, _

from .. import queries
from ..models import LONGEST_MESSAGE, Record
from ..remote import Remote, find
from ..rules import Ready, to_siasn
from ..states import DELETED, GONE, QUIET, REJECTED, SENT, UNSURE, WAITING


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with an entry now: `send` is what to send; else its `state` says what became of it."""

    state: str
    send: Ready | None = None
    remote_id: str | None = None


def prepare(errand: Errand, entry_id: int, there: list[Remote], *, again: bool, changed: bool = False) -> Verdict:
    """Looks at an entry anew, and writes the intent before anything is sent: after a crash the next run finds it.

    A record that SIASN shows already is noted as sent. One whose last request was not answered waits QUIET before
    another is sent. With `changed` a record that says something else in SIASN is sent anew under its id.
    """
    with errand.writing() as work:
        record = queries.hold_record(work, entry_id)
        line = queries.find_line(work, entry_id)
        ready = to_siasn(line.source) if line and line.withdrawn_at is None else ()
        if line is None or not isinstance(ready, Ready):
            return Verdict("left_out")
        if record is not None and record.remote_id and (record.state == UNSURE or (changed and line.update)):
            return _prepare_update(work, record, ready, there)
        settled = _settled(record, ready, again=again)
        if settled is not None:
            return settled
        found = find(ready, there, taken=queries.taken_ids(work, line.person_id, entry_id))
        if found is not None:
            settle_found(work, record, entry_id, ready, found)
            return Verdict("found", remote_id=found.remote_id)
        if record is not None and record.state == UNSURE and work.now < record.intended_at + QUIET:
            record.message = record.message or _unanswered(work, record.intended_at)
            return Verdict(UNSURE)
        intend(work, record, entry_id, ready)
        return Verdict(WAITING, send=ready)


def _settled(record: Record | None, ready: Ready, *, again: bool) -> Verdict | None:
    """What became of a record that is not to be sent any more, or not before it was mended."""
    if record is not None and record.state in (SENT, DELETED):
        return Verdict("known", remote_id=record.remote_id if record.state == SENT else None)
    if record is not None and record.state == REJECTED and not again and record.payload == dict(ready.payload):
        return Verdict(REJECTED)
    return None


def _prepare_update(work: Work, record: Record, ready: Ready, there: list[Remote]) -> Verdict:
    """An update bears the record's id, so none comes twice; but where the record is gone it would make a new one."""
    remote_id = record.remote_id or ""
    if find(ready, there, known=remote_id) is None:
        record.message = _("Tidak ada lagi di SIASN, jadi tidak diperbarui.")
        return Verdict(GONE)
    if record.state == UNSURE and work.now < record.intended_at + QUIET:
        record.message = record.message or _unanswered(work, record.intended_at)
        return Verdict(UNSURE)
    record.earlier = record.earlier or dict(record.payload)
    intend(work, record, record.entry_id, ready)
    return Verdict(WAITING, send=ready.updating(remote_id))


def intend(work: Work, record: Record | None, entry_id: int, ready: Ready) -> None:
    """Notes that this is about to be sent."""
    row = record or Record(entry_id=entry_id)
    row.kind, row.payload, row.state = ready.kind, dict(ready.payload), UNSURE
    row.intended_at, row.settled_at, row.message = work.now, None, ""
    work.add(row)


def settle(errand: Errand, entry_id: int, state: str, *, message: str = "", remote_id: str | None = None) -> None:
    """Notes how it went. WAITING: it certainly was not taken; a record that was to be updated is then as it was."""
    with errand.writing() as work:
        record = queries.hold_record(work, entry_id)
        if record is None or (record.state in (SENT, DELETED) and state != DELETED):
            return
        if record.earlier is not None and state != UNSURE:
            state = _settle_update(work, record, is_taken=state == SENT)
        record.state, record.message = state, message[:LONGEST_MESSAGE]
        record.remote_id = remote_id or record.remote_id
        record.settled_at = work.now if state not in (UNSURE, WAITING) else None


def _settle_update(work: Work, record: Record, *, is_taken: bool) -> str:
    """Either way SIASN has the record: as it is now, and without its new PDF yet, or as it was before."""
    if is_taken:
        record.uploaded_at = None
        queries.forget_check(work, record.entry_id)
    else:
        record.payload = record.earlier or record.payload
    record.earlier = None
    return SENT


def hand_over(work: Work, entry: CareerEntry) -> None:
    """Lets the entry of a corrected certificate go on with its predecessor's record, which is then updated, not doubled."""
    record = queries.record_of_superseded(work, entry.certificate_id) if entry.certificate_id else None
    if record is not None and record.state in (SENT, UNSURE):
        queries.forget_check(work, record.entry_id)
        record.entry_id = entry.id
        work.session.flush()


def settle_found(work: Work, record: Record | None, entry_id: int, ready: Ready, found: Remote) -> None:
    """Notes that SIASN has the record already, whoever entered it."""
    if record is None:
        intend(work, None, entry_id, ready)
        record = queries.hold_record(work, entry_id)
    if record is not None:
        if record.earlier is not None:  # an update that had no answer: its PDF has not followed
            record.uploaded_at = None
        record.state, record.remote_id, record.settled_at, record.earlier = SENT, found.remote_id, work.now, None
        record.message = _("Sudah ada di SIASN, tidak dikirim lagi.")
        work.session.flush()


def note_upload(errand: Errand, entry_id: int, *, message: str = "") -> None:
    """Notes that the PDF is there, or why it is not."""
    with errand.writing() as work:
        record = queries.hold_record(work, entry_id)
        if record is not None:
            record.uploaded_at = None if message else work.now
            record.message = message[:LONGEST_MESSAGE]


def _unanswered(work: Work, at: datetime) -> str:
    moment = (at + QUIET).astimezone(work.settings.timezone)
    facts = {"clock": f"{moment:%H.%M}", "zone": work.settings.zone}
    return _("Belum ada jawaban SIASN. Diperiksa lagi pada pengiriman sesudah %(clock)s %(zone)s.", **facts)
