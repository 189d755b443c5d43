"""Comparing with what SIASN has: matching, missing there, or different, and in which fields. Nothing is changed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from elearn.core.people.services import exporting
from elearn.kernel.jobs import Errand
from elearn.plugin import Work, _

from .. import queries
from ..client import Siasn, open_siasn
from ..errors import Unanswered, Untaken
from ..models import Check
from ..queries import Line
from ..remote import NUMBER, TITLE, Remote, differences, find
from ..rules import Ready, to_siasn
from ..selection import Wanted
from ..sitting import finish, take
from ..states import DIFFERENT, MATCH, MISSING, UNSURE, WAITING
from . import records
from .exporting import valid_lines
from .pushing import NOT_LENT


@dataclass(slots=True)
class Findings:
    """Result → how many entries; records that only SIASN has; why it was paused ("" when it was not)."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((MATCH, MISSING, DIFFERENT), 0))
    only_there: list[dict[str, str]] = field(default_factory=list)
    paused: str = ""

    @property
    def outcome(self) -> dict[str, Any]:
        return {"counts": self.counts, "only_there": self.only_there, "paused": self.paused}


def run_reconcile(
    errand: Errand, wanted: dict[str, Any], roots: list[int], asker_id: int, asker: str
) -> Mapping[str, Any]:
    """The job RECONCILE_JOB."""
    findings = Findings()
    with errand.looking() as system:
        work = exporting.in_scope(system, roots, asker_id, asker) if asker_id else system
        lines = list(valid_lines(work, Wanted(**wanted)))
        settings, token = work.settings, take(work.settings, errand.job_id)
    if not token:
        findings.paused = _(NOT_LENT)
        return findings.outcome
    people = [(nip, list(own)) for nip, own in groupby(lines, key=lambda line: line.nip)]
    try:
        siasn = open_siasn(settings, token)
        for number, (nip, own) in enumerate(people):
            errand.progress(number, len(people))
            _compare_person(errand, siasn, findings, nip, own)
    except (Untaken, Unanswered) as pause:
        findings.paused = pause.sentence
    else:
        errand.progress(len(people), len(people))
    finish(settings, errand.job_id)
    return findings.outcome


def _compare_person(errand: Errand, siasn: Siasn, findings: Findings, nip: str, lines: list[Line]) -> None:
    there = siasn.history(nip)
    seen = set[str]()
    with errand.writing() as work:
        for line in lines:
            found = _compare(work, line, there)
            if found is not None:
                findings.counts[found.result] += 1
                seen.add(found.remote_id or "")
    findings.only_there += [_named(nip, row) for row in there if row.remote_id not in seen]


def _compare(work: Work, line: Line, there: list[Remote]) -> Check | None:
    """Stores what was found of an entry; None for one that cannot be written there anyway."""
    ready = to_siasn(line.source)
    if not isinstance(ready, Ready):
        return None
    taken = queries.taken_ids(work, line.person_id, line.entry_id)
    found = find(ready, there, taken=taken, known=line.remote_id)
    unlike = differences(ready, found) if found else ()
    check = work.session.get(Check, line.entry_id) or Check(entry_id=line.entry_id)
    check.result = MISSING if found is None else DIFFERENT if unlike else MATCH
    check.fields, check.checked_at = list(unlike), work.now
    check.remote_id = found.remote_id if found else None
    work.add(check)
    is_update = line.remote_id is not None
    if found is not None and line.state in (WAITING, UNSURE) and not (is_update and unlike):
        records.settle_found(work, queries.hold_record(work, line.entry_id), line.entry_id, ready, found)
    return check


def _named(nip: str, row: Remote) -> dict[str, str]:
    """A record that only SIASN has."""
    number, title = row.fields.get(NUMBER[row.kind], ""), row.fields.get(TITLE[row.kind], "")
    return {"nip": nip, "kind": row.kind, "id": row.remote_id, "number": number, "title": title}
