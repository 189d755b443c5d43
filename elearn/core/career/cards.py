"""What the room shows on the start page: this year's hours against the law's mark."""

from __future__ import annotations

from elearn.hooks.values import Card, Link, Meter
from elearn.kernel.i18n import _
from elearn.kernel.work import Work
from elearn.web.dates import number

from . import queries
from .rules import JpStanding

ORDER = 20


def on_dashboard(work: Work) -> tuple[Card, ...]:
    """The meter of the current calendar year; nothing for somebody who is no civil servant."""
    if work.actor.person_id is None:
        return ()
    year = work.today.year
    standing = queries.my_standing(work, year)
    meter = _meter(standing)
    return (
        Card(
            title=_("JP tahun %(year)s", year=year),
            order=ORDER,
            figure=None if meter else f"{number(standing.jp, 1)} JP",
            link=Link(_("Lihat riwayat"), "career.index"),
            meter=meter,
        ),
    )


def _meter(standing: JpStanding) -> Meter | None:
    if standing.floor is not None:
        return Meter(standing.jp, standing.floor, "JP")
    if standing.ceiling is not None:
        return Meter(standing.jp, standing.ceiling, "JP", is_floor=False)
    return None
