"""What HR sees on the start page: who is still below the year's floor of hours."""

from __future__ import annotations

from elearn.hooks.values import Card, Link
from elearn.kernel.i18n import _
from elearn.kernel.work import Work
from elearn.web.dates import number

from . import queries
from .permissions import JP_READ
from .rules import SHORT
from .selection import Hours, written

ORDER = 30


def on_dashboard(work: Work) -> tuple[Card, ...]:
    """One card, in two statements; nothing for those who may not read hours, or where the law sets no floor."""
    if not work.actor.may(JP_READ) or work.actor.person_id is None:
        return ()
    year = work.today.year
    marks = [mark for mark in queries.marks(work, year) if mark.floor]
    if not marks:
        return ()
    floors = " / ".join(f"{mark.floor} JP" for mark in marks)
    short, everybody = queries.count_short(work, year, marks)
    return (
        Card(
            title=_("Kewajiban %(floors)s tahun %(year)s", floors=floors, year=year),
            order=ORDER,
            figure=number(short),
            text=_(
                "dari %(all)s %(employment)s di lingkup Anda belum memenuhi %(floors)s.",
                all=number(everybody),
                employment=" / ".join(mark.employment for mark in marks),
                floors=floors,
            ),
            link=Link(_("Lihat daftarnya"), "reports.jp", written(Hours(year=year, measure=SHORT))),
        ),
    )
