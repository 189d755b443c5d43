"""Hours of a year: unit by unit, and person by person against the law's mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from flask import url_for

from elearn.core.career.rules import jp_of
from elearn.core.people.nip import parse_nip
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.work import Work
from elearn.web.dates import number
from elearn.web.page import Page

from .. import queries
from ..queries import HoursLine, HoursTally, UnitLine
from ..rules import FIT, MEASURES, OVER, SHORT, Mark, Measure
from ..selection import Gaps, Hours, Study, written
from ..sheets import unit_name
from ..words import filters_of, measure_words
from .addresses import Chip, SortHead, chips_of, list_url, page_urls, sort_heads, unbroken, unit_url
from .choices import Choices, choices_of
from .unit import Figure

BADGES: Mapping[Measure, str] = {SHORT: "warn", FIT: "done", OVER: "info"}


Asked = TypeVar("Asked", Hours, Gaps)


@dataclass(frozen=True, slots=True)
class HoursBranch:
    """A unit with all below it, or ("" as `url`) the people of the chosen unit itself. `average` is JP a person."""

    title: str
    url: str
    figures: tuple[Figure, ...]
    average: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A person's year. `jp` and `mark` in words; `nip` with its spaces."""

    name: str
    url: str
    nip: str
    employment: str
    position: str
    unit: str
    jp: str
    mark: str
    badge: str
    measure: str


@dataclass(frozen=True, slots=True)
class HoursPage(Page):
    """`rules` says each mark of the year; `chips`, `fields` and `heads` as in PeoplePage."""

    template: ClassVar[str] = "reports/jp.html"
    hours: Hours
    choices: Choices
    rules: tuple[str, ...]
    totals: tuple[Figure, ...]
    average: str
    branches: tuple[HoursBranch, ...]
    people: tuple[HoursRow, ...]
    paging: Paging
    previous_url: str | None
    next_url: str | None
    chips: tuple[Chip, ...]
    clear_url: str
    heads: Mapping[str, SortHead]
    fields: Mapping[str, str]
    unit_url: str


def hours_page(work: Work, hours: Hours, page: int) -> HoursPage:
    """The year's sums and one page of the list. Raises NotFound for a unit outside the scope."""
    name = unit_name(work, hours.unit)
    marks, (place, heads) = queries.marks(work, hours.year), compared(work, hours)
    tallies = queries.hours_tallies(work, place, marks, heads)
    total = HoursTally.sum(tallies.values())
    paging = page_of(total.by_measure.get(hours.measure, 0) if hours.measure else total.people, page)
    previous_url, next_url = page_urls(hours, paging)
    return HoursPage(
        hours=hours,
        choices=choices_of((), work.today.year, hours.year),
        rules=tuple(f"{mark.employment}: {_mark_words(mark)}" for mark in marks if _mark_words(mark)),
        totals=_figures(hours, total),
        average=_jp(total.average_minutes),
        branches=_branches(place, heads, tallies),
        people=tuple(_row(line, marks) for line in queries.hours_page(work, hours, marks, paging)),
        paging=paging,
        previous_url=previous_url,
        next_url=next_url,
        chips=chips_of(hours, filters_of(hours, name)),
        clear_url=list_url(Hours(year=hours.year)),
        heads=sort_heads(hours, ("nama", "unit", "jp")),
        fields=written(hours),
        unit_url=unit_url(hours.unit, Study()),
    )


def compared(work: Work, wanted: Asked) -> tuple[Asked, list[UnitLine]]:
    """The same question at the unit whose branches are compared, and these branches.

    Without a unit it is the one on top of the scope; where there are several, they are compared themselves.
    """
    if wanted.unit is None:
        tops = queries.tops(work)
        if len(tops) != 1:
            return wanted, tops
        wanted = replace(wanted, unit=tops[0].id)
    below = [] if wanted.unit is None or wanted.direct else queries.children(work, wanted.unit)
    return wanted, below


def _branches(hours: Hours, heads: Sequence[UnitLine], tallies: Mapping[int, HoursTally]) -> tuple[HoursBranch, ...]:
    """Every unit below, and last the chosen unit's own people; nothing where there is nothing to compare."""
    branches = []
    for head in heads:
        theirs = replace(hours, unit=head.id)
        branches.append(_branch(head.name, list_url(replace(theirs, measure=None)), theirs, tallies.get(head.id)))
    if hours.unit is not None and heads:
        branches.append(_branch(_("Langsung di unit ini"), "", replace(hours, direct=True), tallies.get(hours.unit)))
    return tuple(branches)


def _branch(title: str, url: str, hours: Hours, tally: HoursTally | None) -> HoursBranch:
    tally = tally or HoursTally({}, 0)
    return HoursBranch(title, url, _figures(hours, tally), _jp(tally.average_minutes))


def _figures(hours: Hours, tally: HoursTally) -> tuple[Figure, ...]:
    everybody = replace(hours, measure=None)
    figures = [Figure(_("Pegawai"), tally.people, list_url(everybody))]
    for measure in MEASURES:
        value = tally.by_measure.get(measure, 0)
        url = list_url(replace(everybody, measure=measure))
        figures.append(Figure(measure_words(measure), value, url, is_bad=measure == SHORT and value > 0))
    return tuple(figures)


def _row(line: HoursLine, marks: Sequence[Mark]) -> HoursRow:
    mark = next(mark for mark in marks if mark.employment == line.employment)
    measure = mark.measure(line.minutes)
    return HoursRow(
        name=line.name,
        url=url_for("people.show", person_id=line.person_id),
        nip=unbroken(parse_nip(line.nip).spaced),
        employment=line.employment,
        position=line.position,
        unit=line.unit,
        jp=_jp(line.minutes),
        mark=_mark_words(mark),
        badge=BADGES[measure],
        measure=unbroken(measure_words(measure)),
    )


def _mark_words(mark: Mark) -> str:
    floor = _("paling sedikit %(jp)s JP", jp=mark.floor) if mark.floor else ""
    ceiling = _("paling banyak %(jp)s JP", jp=mark.ceiling) if mark.ceiling else ""
    return ", ".join(words for words in (floor, ceiling) if words)


def _jp(minutes: int) -> str:
    return number(jp_of(minutes), 1)
