"""What SIASN tells of people: their `pnsOrangId`, and the official value of their IP-ASN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from elearn.plugin import Invalid, Work

from ..client import Siasn
from ..models import IpAsn
from .identities import note_identity

POINTS: Mapping[str, str] = {
    "qualification": "kualifikasi",
    "competence": "kompetensi",
    "performance": "kinerja",
    "discipline": "disiplin",
    "total": "subtotal",
}
"""Column → SIASN's word. Source: docs/sources.md#siasn-reference."""


@dataclass(slots=True)
class Fetched:
    """How many people something was told of; the NIPs SIASN does not know; agencies it names (id → name)."""

    noted: int = 0
    unknown: list[str] = field(default_factory=list)
    agencies: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        return {"noted": self.noted, "unknown": self.unknown, "agencies": self.agencies}


def told_identity(work: Work, fetched: Fetched, person_id: int, nip: str, told: Mapping[str, Any]) -> None:
    """Notes what `data-utama` said of a person. An answer about somebody else is none."""
    if str(told.get("nipBaru") or nip) != nip or not told.get("id"):
        fetched.unknown.append(nip)
        return
    try:
        note_identity(work, person_id, str(told["id"]))
    except Invalid:
        fetched.unknown.append(nip)
        return
    fetched.noted += 1
    if told.get("instansiKerjaId"):
        fetched.agencies[str(told["instansiKerjaId"])] = str(told.get("instansiKerjaNama") or "")


def told_ip_asn(work: Work, fetched: Fetched, person_id: int, nip: str, told: Mapping[str, Any]) -> None:
    """Notes the official value in the place of the one before."""
    if not told:
        fetched.unknown.append(nip)
        return
    row = work.session.get(IpAsn, person_id) or IpAsn(person_id=person_id)
    for column, word in POINTS.items():
        setattr(row, column, _points(told.get(word)))
    row.valued_at, row.fetched_at = str(told.get("created_at") or "")[:40], work.now
    work.add(row)
    fetched.noted += 1


def ask_each(
    siasn: Siasn, what: str, people: Iterable[tuple[int, str]]
) -> Iterable[tuple[int, str, Mapping[str, Any]]]:
    """(id, NIP, what SIASN told) of each person; `what` is "people" or "ip_asn". Raises SiasnError."""
    ask = siasn.ip_asn if what == "ip_asn" else siasn.main_data
    for person_id, nip in people:
        yield person_id, nip, ask(nip)


def _points(told: Any) -> float | None:
    try:
        return float(str(told).replace(",", "."))
    except ValueError:
        return None
