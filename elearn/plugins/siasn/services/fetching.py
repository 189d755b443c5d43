"""What SIASN tells of people: their `pnsOrangId`, and the official value of their IP-ASN."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from elearn.core.profiles.services import keep_official
from elearn.plugin import Conflict, Invalid, Work

from ..client import Siasn
from .identities import note_identity

POINTS: Mapping[str, str] = {
    "qualification": "kualifikasi",
    "competency": "kompetensi",
    "performance": "kinerja",
    "discipline": "disiplin",
    "total": "subtotal",
}
"""The profiles room's word → SIASN's. Source: docs/sources.md#siasn-reference."""

SOURCE: Final = "SIASN"
MOST_POINTS: Final = 100


@dataclass(slots=True)
class Fetched:
    """How many people something was told of; the NIPs SIASN does not know or tells only in part; agencies it names (id → name)."""

    noted: int = 0
    unknown: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    agencies: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("noted", "unknown", "incomplete", "agencies")}


def told_identity(work: Work, fetched: Fetched, person_id: int, nip: str, told: Mapping[str, Any]) -> None:
    """Notes what `data-utama` said of a person. An answer about somebody else is none."""
    if str(told.get("nipBaru") or nip) != nip or not told.get("id"):
        fetched.unknown.append(nip)
        return
    try:
        note_identity(work, person_id, str(told["id"]))
    except (Invalid, Conflict):
        fetched.unknown.append(nip)
        return
    fetched.noted += 1
    if told.get("instansiKerjaId"):
        fetched.agencies[str(told["instansiKerjaId"])] = str(told.get("instansiKerjaNama") or "")


def told_ip_asn(work: Work, fetched: Fetched, person_id: int, nip: str, told: Mapping[str, Any]) -> None:
    """Keeps the official value where the profiles room shows it; one without all its points is told, and not kept.

    SIASN names no year: that of `created_at` is taken, else that of today.
    """
    if not told:
        fetched.unknown.append(nip)
        return
    points = {name: value for name, word in POINTS.items() if (value := _points(told.get(word))) is not None}
    if len(points) < len(POINTS):
        fetched.incomplete.append(nip)
        return
    named = re.search(r"20\d\d", str(told.get("created_at") or ""))
    year = int(named.group()) if named else work.today.year
    keep_official(work, person_id, year, points, work.today, SOURCE)
    fetched.noted += 1


def ask_each(
    siasn: Siasn, what: str, people: Iterable[tuple[int, str]]
) -> Iterable[tuple[int, str, Mapping[str, Any]]]:
    """(id, NIP, what SIASN told) of each person; `what` is "people" or "ip_asn". Raises SiasnError."""
    ask = siasn.ip_asn if what == "ip_asn" else siasn.main_data
    for person_id, nip in people:
        yield person_id, nip, ask(nip)


def _points(told: Any) -> float | None:
    """Points from 0 to 100; None for anything else, such as "NaN", which Python reads as a number."""
    try:
        points = float(str(told).replace(",", "."))
    except ValueError:
        return None
    return points if 0 <= points <= MOST_POINTS else None
