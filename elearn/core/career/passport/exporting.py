"""Writing a passport: the whole record of a person with its papers, signed by this house."""

from __future__ import annotations

import json
from typing import Any

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.states import ISSUED
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.kernel import audit
from elearn.kernel.errors import NotFound
from elearn.kernel.issuer import did_of
from elearn.kernel.keys import keys_of
from elearn.kernel.work import Work

from ..models import CareerEntry, Evidence, ForeignEntry
from ..services.proof import files as evidence_files
from . import queries
from .bundle import FORMAT, RECORD, seal
from .facts import EntryFacts

EXPORTED = "career:passport:create"
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def export_passport(work: Work, person: Person) -> bytes:
    """The signed bundle. Draws certificates nobody has downloaded yet, so `work` writes; notes it for the audit."""
    files: dict[str, bytes] = {}
    entries = [_facts(work, files, *row) for row in queries.entries_of(work, person.id)]
    events, digest = queries.ledger_digest(work, person.id)
    record = {
        "format": FORMAT,
        "person": {"nip": person.nip, "old_nip": person.old_nip or "", "name": person.name},
        "agency": people.agency_of(work, person.unit_id).name,
        "ledger": {"events": events, "sha256": digest},
        "entries": [entry.as_json() for entry in entries],
    }
    files[RECORD] = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1).encode()
    audit.note(work, EXPORTED, f"person:{person.id}", entries=len(entries))
    return seal(files, did_of(work.settings), keys_of(work.settings).current, work.now)


def _facts(
    work: Work,
    files: dict[str, bytes],
    entry: CareerEntry,
    certificate: Certificate | None,
    evidence: Evidence | None,
    foreign: ForeignEntry | None,
) -> EntryFacts:
    """An entry as the passport tells it; its paper is added to `files`."""
    proof = _of_certificate(work, files, certificate) if certificate else None
    proof = proof or (_of_evidence(work, files, evidence) if evidence else None)
    proof = proof or (_of_passport(work, files, foreign) if foreign else None)
    return EntryFacts(
        title=entry.title,
        form=entry.form,
        organiser=entry.organiser,
        minutes=entry.minutes,
        quantity=entry.quantity,
        competencies=[list(one) for one in entry.competencies],
        began_on=entry.began_on,
        ended_on=entry.ended_on,
        withdrawn=(entry.withdrawn_reason or "-") if entry.withdrawn_at else "",
        **(proof or _bare(work, f"entry:{entry.id}")),
    )


def _bare(work: Work, name: str) -> dict[str, Any]:
    return {"origin": did_of(work.settings), "name": name, "number": "", "code": "", "claims": None, "document": ""}


def _of_certificate(work: Work, files: dict[str, bytes], certificate: Certificate) -> dict[str, Any]:
    found = _bare(work, f"certificate:{certificate.code}")
    if certificate.state == ISSUED:
        found["document"] = f"pdf/{certificate.code}.pdf"
        files[found["document"]] = _document(work, certificate)
    return {**found, "number": certificate.number, "code": certificate.code, "claims": json.loads(certificate.claims)}


def _of_evidence(work: Work, files: dict[str, bytes], evidence: Evidence) -> dict[str, Any]:
    found = _bare(work, f"evidence:{evidence.id}")
    found["document"] = f"bukti/{evidence.id}.{ENDINGS[evidence.media_type]}"
    files[found["document"]] = evidence_files(work).read(evidence.stored)
    return {**found, "number": queries.corrected_number(work, evidence)}


def _of_passport(work: Work, files: dict[str, bytes], foreign: ForeignEntry) -> dict[str, Any]:
    document = ""
    if foreign.document:
        document = f"asal/{foreign.document}.pdf"
        try:
            files[document] = work.files.read(foreign.document)
        except NotFound:
            document = ""
    claims = foreign.claims or None
    said = {"origin": foreign.origin, "name": foreign.name, "number": foreign.number, "code": foreign.code}
    return {**said, "claims": claims, "document": document}


def _document(work: Work, certificate: Certificate) -> bytes:
    kept = certificates.kept_document(work, certificate)
    if kept is not None:
        return kept
    digest = certificates.build_document(work, certificate)
    return work.files.read(certificates.keep_document(work, certificate.id, digest))
