"""The demo's SIASN: entries in every state there, and jobs waiting, done, paused and failed."""

from __future__ import annotations

from elearn.core.people import queries as people
from elearn.kernel.outbox import DEAD, DONE, Job
from elearn.kernel.work import Work
from elearn.plugins.siasn import queries, services
from elearn.plugins.siasn.models import Check, Record
from elearn.plugins.siasn.rules import Ready, to_siasn
from elearn.plugins.siasn.selection import Wanted
from elearn.plugins.siasn.states import DELETED, DIFFERENT, MATCH, MISSING, REJECTED, SENT, UNSURE

FATES: tuple[tuple[str, str, str, list[str]], ...] = (
    (SENT, "", MATCH, []),
    (SENT, "Sudah ada di SIASN, tidak dikirim lagi.", DIFFERENT, ["jumlahJam", "tanggalSelesaiKursus"]),
    (SENT, "PDF belum terunggah: Berkas terlalu besar", MISSING, []),
    (REJECTED, "3 errors occurred: * NomorSertipikat is required * PnsOrangId is required * Path is required", "", []),
    (UNSURE, "Belum ada jawaban SIASN. Diperiksa lagi pada pengiriman sesudah 10.42 WIB.", MISSING, []),
    (DELETED, "", "", []),
)
"""State, message, and what the last reconciliation found."""


def furnish_siasn(work: Work) -> dict[str, object]:
    """`work` is that of HR; most of the people are known to SIASN."""
    agency = people.agency_of(work, work.actor.grants[0].scope or 0)
    services.note_agency(work, agency, "A5EB03E23CF8F6A0E040640A040252AD")
    lines = list(queries.stream_lines(work, Wanted()))
    for number, line in enumerate(lines):
        if number % 5 != 4:
            services.note_identity(work, line.person_id, f"8ae48289-{line.person_id:08}-1111-2222-aaaabbbbcccc")
    ready = [line for line in queries.stream_lines(work, Wanted()) if isinstance(to_siasn(line.source), Ready)]
    for line, fate in zip(ready, FATES, strict=False):
        _meet(work, line, *fate)
    for record in work.session.query(Record).filter_by(entry_id=ready[1].entry_id):
        record.payload = {**record.payload, "jumlahJam": 2, "nomorSertipikat": "Nomor lama"}
    jobs = {name: services.ask_push(work, Wanted()) for name in ("waiting", "done", "paused", "failed")}
    _end(work, jobs["done"], {"counts": {"sent": 214, "rejected": 3, "document": 211}, "paused": ""})
    why = "Token SSO tidak berlaku lagi. Masuk lagi ke SIASN, lalu masukkan token yang baru."
    _end(work, jobs["paused"], {"counts": {"sent": 41}, "paused": why})
    jobs["failed"].state, jobs["failed"].error = DEAD, "OSError: contoh"
    jobs["export"] = services.ask_export(work, Wanted(), "xlsx")
    return {
        "siasn_entry": ready[0].entry_id,
        "siasn_changed": ready[1].entry_id,
        **{f"siasn_{name}": job.id for name, job in jobs.items()},
    }


def _meet(work: Work, line: queries.Line, state: str, message: str, result: str, fields: list[str]) -> None:
    ready = to_siasn(line.source)
    assert isinstance(ready, Ready)
    work.add(
        Record(
            entry_id=line.entry_id,
            kind=ready.kind,
            state=state,
            payload=dict(ready.payload),
            intended_at=work.now,
            settled_at=None if state == UNSURE else work.now,
            remote_id=f"rw-{line.entry_id}" if state in (SENT, DELETED) else None,
            message=message,
            uploaded_at=work.now if state == SENT and not message else None,
        )
    )
    if result:
        work.add(Check(entry_id=line.entry_id, result=result, fields=fields, remote_id=None, checked_at=work.now))


def _end(work: Work, job: Job, outcome: dict[str, object]) -> None:
    job.state, job.ended_at, job.outcome, job.tries = DONE, work.now, outcome, 1
