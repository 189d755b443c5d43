"""The learner's own record: a year at a time, and all of it on paper."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, request

from elearn.core.people import queries as people
from elearn.kernel.paging import page_of
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from . import queries
from .pages import RecordPage, TranscriptPage, by_year
from .permissions import OWN_READ

bp = Blueprint("career", __name__, template_folder="templates")


@bp.get("/riwayat")
@requires(OWN_READ)
def index() -> str:
    """A year of the record, this one unless another is chosen."""
    work = current_work()
    this_year, found = work.today.year, queries.my_years(work)
    years = tuple(sorted({this_year, *found}, reverse=True))
    wanted = request.args.get("tahun", this_year, type=int)
    year = wanted if wanted in years else this_year
    paging = page_of(found.get(year, 0), request.args.get("halaman", 1, type=int))
    lines, standing = queries.my_lines(work, year, paging), queries.my_standing(work, year)
    return show(RecordPage(year, years, standing, lines, paging, date(year, 12, 31), year == this_year))


@bp.get("/riwayat/transkrip")
@requires(OWN_READ)
def transcript() -> str:
    """Every entry that counts, to be printed."""
    work = current_work()
    person = people.facts_of(work, people.me(work).id)
    agency = people.agency_of(work, person.unit_id)
    years, check_address = by_year(queries.my_transcript(work)), f"{work.settings.address}/verifikasi"
    return show(TranscriptPage(agency.name, person, years, work.now, check_address))
