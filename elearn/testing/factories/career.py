"""Entries of the career record for tests."""

from __future__ import annotations

from datetime import date

from elearn.core.career.models import CERTIFICATE, CareerEntry
from elearn.core.people.models import Person
from elearn.kernel.work import Work

from .people import make_person


def make_career_entry(
    work: Work,
    person: Person | None = None,
    *,
    ended_on: date | None = None,
    minutes: int = 180,
    title: str = "Pelayanan Prima",
) -> CareerEntry:
    """An entry of `minutes` that ended on a day (today when left out); without a certificate behind it."""
    day = ended_on or work.today
    return work.add(
        CareerEntry(
            person_id=(person or make_person(work)).id,
            certificate_id=None,
            source=CERTIFICATE,
            title=title,
            form="e-learning",
            organiser="BKPSDM Kota Harapan",
            minutes=minutes,
            competencies=[["Pelayanan Publik", 2]],
            began_on=day,
            ended_on=day,
            year=day.year,
            recorded_at=work.now,
        )
    )
