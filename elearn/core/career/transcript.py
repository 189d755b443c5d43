"""The transcript as a PDF, for the bundle with everything that is a person's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from elearn.core.certificates.rules import long_date_id
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.kernel.lettering import drawable
from elearn.kernel.typesetting import typeset
from elearn.kernel.work import Work
from elearn.web.dates import number

from . import queries
from .pages import by_year

_LAYOUT: Final = Path(__file__).with_name("transcript.typ")


def transcript_pdf(work: Work, person: Person) -> bytes:
    """Every entry of the actor that counts, by year; `person` is the actor."""
    years = by_year(queries.my_transcript(work))
    facts = {
        "agency": people.agency_of(work, person.unit_id).name,
        "name": person.full_name,
        "nip": person.nip,
        "printed": long_date_id(work.today),
        "address": f"{work.settings.address}/verifikasi",
        "years": [
            {
                "year": str(year.year),
                "jp": number(year.jp, 1),
                "lines": [
                    [line.title, line.organiser, line.period, line.number or "–", number(line.jp, 1)]
                    for line in year.lines
                ],
            }
            for year in years
        ],
    }
    return typeset(_LAYOUT, {"facts": json.dumps(drawable(facts))}, work.now.replace(microsecond=0))
