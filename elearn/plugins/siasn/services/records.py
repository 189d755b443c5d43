"""What is written down of a record, each in a short transaction of its own: the intent before, the outcome after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from elearn.kernel.jobs import Errand
from elearn.plugin import Work, _

from .. import queries
from ..models import LONGEST_MESSAGE, Record
from ..remote import Remote, find
from ..rules import Ready, to_siasn
from ..states import DELETED, QUIET, REJECTED, SENT, UNSURE, WAITING


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with an entry now: `send` is what to send; else its `state` says what became of it."""

    state: str
    send: Ready | None = None
    remote_id: str | None = None


def prepare(errand: Errand, entry_id: int, there: list[Remote], *, again: bool) -> Verdict:
    """Looks at an entry anew, and writes the intent before anything is sent: after a crash the next run finds it.

    A record that SIASN shows already is noted as sent. One whose last request was not answered waits QUIET before
    another is sent.
    """
    with errand.writing() as work:
        record = queries.hold_record(work, entry_id)
        line = queries.find_line(work, entry_id)
        ready = to_siasn(line.source) if line and line.withdrawn_at is None else ()
        if line is None or not isinstance(ready, Ready):
            return Verdict("left_out")
        if record is not None and record.state in (SENT, DELETED):
            return Verdict("known", remote_id=record.remote_id if record.state == SENT else None)
        if record is not None and record.state == REJECTED and not again and record.payload == dict(ready.payload):
            return Verdict(REJECTED)
        found = find(ready, there, taken=queries.taken_ids(work, line.person_id, entry_id))
        if found is not None:
            settle_found(work, record, entry_id, ready, found)
            return Verdict("found", remote_id=found.remote_id)
        if record is not None and record.state == UNSURE and work.now < record.intended_at + QUIET:
            record.message = record.message or _unanswered(work, record.intended_at)
            return Verdict(UNSURE)
        intend(work, record, entry_id, ready)
        return Verdict(WAITING, send=ready)


def intend(work: Work, record: Record | None, entry_id: int, ready: Ready) -> None:
    """Notes that this is about to be sent."""
    row = record or Record(entry_id=entry_id)
    row.kind, row.payload, row.state = ready.kind, dict(ready.payload), UNSURE
    row.intended_at, row.settled_at, row.message = work.now, None, ""
    work.add(row)


def settle(errand: Errand, entry_id: int, state: str, *, message: str = "", remote_id: str | None = None) -> None:
    """Notes how it went. WAITING: it certainly was not taken."""
    with errand.writing() as work:
        record = queries.hold_record(work, entry_id)
        if record is None or (record.state in (SENT, DELETED) and state != DELETED):
            return
        record.state, record.message = state, message[:LONGEST_MESSAGE]
        record.remote_id = remote_id or record.remote_id
        record.settled_at = work.now if state not in (UNSURE, WAITING) else None


def settle_found(work: Work, record: Record | None, entry_id: int, ready: Ready, found: Remote) -> None:
    """Notes that SIASN has the record already, whoever entered it."""
    if record is None:
        intend(work, None, entry_id, ready)
        record = queries.hold_record(work, entry_id)
    if record is not None:
        record.state, record.remote_id, record.settled_at = SENT, found.remote_id, work.now
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
