"""Entries of the career record for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from elearn.core.career.models import CERTIFICATE, CareerEntry, Evidence
from elearn.core.career.rules import MINUTES_PER_JP
from elearn.core.career.services import send
from elearn.core.career.services.evidence import Description
from elearn.core.career.services.proof import SentFile
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
            counted_minutes=minutes,
            competencies=[["Pelayanan Publik", 2]],
            began_on=day,
            ended_on=day,
            year=day.year,
            recorded_at=work.now,
        )
    )


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def described(work: Work, *, title: str = "Seminar Kearsipan", form: str = "seminar", **facts: Any) -> Description:
    """What evidence says: a seminar of today with 8 JP on its paper; `facts` are fields of Description."""
    usual = Description(
        title, form, "Universitas Harapan", "12/SEM/2026", work.today, work.today, 8 * MINUTES_PER_JP, 1, []
    )
    return replace(usual, **facts)


def make_evidence(work: Work, person: Person | None = None, *, file: bytes = PDF, **facts: Any) -> Evidence:
    """Evidence that waits for a decision; `facts` as in `described`."""
    owner = person or make_person(work)
    return send(work, owner, described(work, **facts), SentFile("bukti.pdf", file))
