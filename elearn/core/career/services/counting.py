"""Keeps what entries count in step with the rules: the one writer of `counted_minutes` beside a recompute."""

from __future__ import annotations

from elearn.kernel.work import Work

from .. import queries
from ..models import CareerEntry
from ..rules import count_year


def count(work: Work, entry: CareerEntry) -> None:
    """Counts the person's year again after `entry` came, changed or went.

    A form without limits touches no other entry, so a certificate of one costs no more than holding and knowing the rules.
    """
    work.session.flush()
    queries.hold_packs(work)
    pack = queries.pack_of_year(work, entry.year)
    line = queries.line_of(entry)
    if pack is None or not pack.limits_of(line.form):
        entry.counted_minutes = count_year(pack, [line])[entry.id].minutes
        work.session.flush()
        return
    queries.lock_person(work, entry.person_id)
    entries = queries.counting_entries(work, entry.person_id, entry.year)
    counted = count_year(pack, [queries.line_of(one) for one in entries])
    for one in entries:
        one.counted_minutes = counted[one.id].minutes
    work.session.flush()
