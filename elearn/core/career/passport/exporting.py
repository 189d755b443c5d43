"""What makes “Unduh semuanya” a passport: the whole record for a machine, and the papers that came from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.states import ISSUED
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.hooks.values import BundleFile
from elearn.kernel.errors import NotFound
from elearn.kernel.files import FileStore
from elearn.kernel.i18n import N_
from elearn.kernel.issuer import did_of
from elearn.kernel.work import Work

from ..models import CareerEntry, Evidence, ForeignEntry
from ..services.proof import files as evidence_files
from . import queries
from .facts import EntryFacts
from .opening import FORMAT, RECORD

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def passport_files(work: Work, person: Person) -> Iterator[BundleFile]:
    """The record, and each paper it names that no other room packs."""
    entries, papers = list[EntryFacts](), dict[str, bytes]()
    for row in queries.entries_of(work, person.id):
        entries.append(_facts(work, papers, *row))
    events, digest = queries.ledger_digest(work, person.id)
    record = {
        "format": FORMAT,
        "person": {"nip": person.nip, "old_nip": person.old_nip or "", "name": person.name},
        "agency": people.agency_of(work, person.unit_id).name,
        "ledger": {"events": events, "sha256": digest},
        "entries": [entry.as_json() for entry in entries],
    }
    told = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1)
    yield BundleFile(RECORD, told.encode(), N_("riwayat"))
    yield from (BundleFile(name, content, N_("bukti")) for name, content in papers.items())


def _facts(
    work: Work,
    papers: dict[str, bytes],
    entry: CareerEntry,
    certificate: Certificate | None,
    evidence: Evidence | None,
    foreign: ForeignEntry | None,
) -> EntryFacts:
    """An entry as the passport tells it; its paper is added to `papers`."""
    proof = _of_certificate(certificate) if certificate else None
    proof = proof or (_of_evidence(work, papers, evidence) if evidence else None)
    proof = proof or (_of_passport(work, papers, foreign) if foreign else None)
    usual = {"origin": did_of(work.settings), "name": f"entry:{entry.id}", "code": "", "claims": None, "document": ""}
    return EntryFacts(
        title=entry.title,
        form=entry.form,
        organiser=entry.organiser,
        number=entry.number,
        minutes=entry.minutes,
        quantity=entry.quantity,
        competencies=[list(one) for one in entry.competencies],
        began_on=entry.began_on,
        ended_on=entry.ended_on,
        withdrawn=(entry.withdrawn_reason or "-") if entry.withdrawn_at else "",
        **{**usual, **(proof or {})},
    )


def _of_certificate(certificate: Certificate) -> dict[str, Any]:
    document = certificates.packed_paper(certificate) if certificate.state == ISSUED else ""
    claims = json.loads(certificate.claims)
    return {"name": f"certificate:{certificate.code}", "code": certificate.code, "claims": claims, "document": document}


def _of_evidence(work: Work, papers: dict[str, bytes], evidence: Evidence) -> dict[str, Any]:
    name = f"bukti/{evidence.id}.{ENDINGS[evidence.media_type]}"
    document = _packed(papers, name, evidence_files(work), evidence.stored)
    return {"name": f"evidence:{evidence.id}", "document": document}


def _of_passport(work: Work, papers: dict[str, bytes], foreign: ForeignEntry) -> dict[str, Any]:
    document = _packed(papers, f"asal/{foreign.document}.pdf", work.files, foreign.document) if foreign.document else ""
    claims = foreign.claims or None
    told = {"origin": foreign.origin, "name": foreign.name, "code": foreign.code}
    return {**told, "claims": claims, "document": document}


def _packed(papers: dict[str, bytes], name: str, files: FileStore, digest: str) -> str:
    """Packs a paper; its name, or "" when the file store has lost it."""
    try:
        papers[name] = files.read(digest)
    except NotFound:
        return ""
    return name
