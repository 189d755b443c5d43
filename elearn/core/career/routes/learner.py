"""The learner's own record: a year at a time, and all of it on paper."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR

from flask import request

from elearn.core.people import queries as people
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import queries
from ..pages import RulesPage, TranscriptPage, by_year, record_page
from ..permissions import OWN_READ
from .blueprint import bp


@bp.get("/riwayat")
@requires(OWN_READ)
def index() -> str:
    """A year of the record, this one unless another is chosen."""
    work = current_work()
    year = request.args.get("tahun", work.today.year, type=int)
    return show(record_page(work, year, request.args.get("halaman", 1, type=int)))


@bp.get("/riwayat/transkrip")
@requires(OWN_READ)
def transcript() -> str:
    """Every entry that counts, to be printed."""
    work = current_work()
    person = people.facts_of(work, people.me(work).id)
    agency = people.agency_of(work, person.unit_id)
    years, check_address = by_year(queries.my_transcript(work)), f"{work.settings.address}/verifikasi"
    return show(TranscriptPage(agency.name, person, years, work.now, check_address))


@bp.get("/riwayat/aturan")
@requires(OWN_READ)
def rules() -> str:
    """How JP are counted in a year, this one unless another is named."""
    work = current_work()
    wanted = request.args.get("tahun", work.today.year, type=int)
    return show(RulesPage.of(work, wanted if MINYEAR <= wanted <= MAXYEAR else work.today.year))
