"""Hours of a year: unit by unit, and person by person against the law's mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import url_for

from elearn.core.career.rules import jp_of
from elearn.core.people.nip import parse_nip
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging
from elearn.web.dates import number
from elearn.web.page import Page

from ..queries import HoursLine, HoursTally, UnitLine
from ..rules import FIT, MEASURES, OVER, SHORT, Mark, Measure
from ..selection import Hours, written
from ..words import filters_of, measure_words
from .addresses import Chip, SortHead, chips_of, list_url, page_urls, sort_heads
from .choices import Choices, choices_of

BADGES: Mapping[Measure, str] = {SHORT: "warn", FIT: "done", OVER: "info"}


@dataclass(frozen=True, slots=True)
class HoursFigure:
    """People who stand in one way against the mark, and their list."""

    title: str
    value: int
    url: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class HoursBranch:
    """A unit with all below it, or ("" as `url`) the people of the chosen unit itself. `average` is JP a person."""

    title: str
    url: str
    figures: tuple[HoursFigure, ...]
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
    totals: tuple[HoursFigure, ...]
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


@dataclass(frozen=True, slots=True)
class HoursListing:
    """What was found: the units compared, their tallies, and one page of people."""

    unit: UnitLine | None
    heads: Sequence[UnitLine]
    tallies: Mapping[int, HoursTally]
    marks: Sequence[Mark]
    people: Sequence[HoursLine]
    paging: Paging
    this_year: int


def hours_page(hours: Hours, found: HoursListing) -> HoursPage:
    previous_url, next_url = page_urls(hours, found.paging)
    unit_id = found.unit.id if found.unit else None
    total = HoursTally.sum(found.tallies.values())
    return HoursPage(
        hours=hours,
        choices=choices_of((), found.this_year, hours.year),
        rules=tuple(sentence for mark in found.marks for sentence in _rule_words(mark)),
        totals=_figures(hours, total),
        average=_jp(total.average_minutes),
        branches=_branches(hours, found),
        people=tuple(_row(line, found.marks) for line in found.people),
        paging=found.paging,
        previous_url=previous_url,
        next_url=next_url,
        chips=chips_of(hours, filters_of(hours, found.unit.name if found.unit else "")),
        clear_url=list_url(Hours(unit=hours.unit, year=hours.year)),
        heads=sort_heads(hours, ("nama", "unit", "jp")),
        fields=written(hours),
        unit_url=url_for("reports.unit", unit_id=unit_id) if unit_id else url_for("reports.index"),
    )


def _branches(hours: Hours, found: HoursListing) -> tuple[HoursBranch, ...]:
    """Every unit below, and last the chosen unit's own people; nothing where there is nothing to compare."""
    if not found.heads:
        return ()
    branches = []
    for head in found.heads:
        theirs = replace(hours, unit=head.id)
        branches.append(_branch(head.name, list_url(replace(theirs, measure=None)), theirs, found.tallies.get(head.id)))
    if found.unit:
        own = replace(hours, direct=True)
        branches.append(_branch(_("Langsung di unit ini"), "", own, found.tallies.get(found.unit.id)))
    return tuple(branches)


def _branch(title: str, url: str, hours: Hours, tally: HoursTally | None) -> HoursBranch:
    tally = tally or HoursTally({}, 0)
    return HoursBranch(title, url, _figures(hours, tally), _jp(tally.average_minutes))


def _figures(hours: Hours, tally: HoursTally) -> tuple[HoursFigure, ...]:
    everybody = replace(hours, measure=None)
    figures = [HoursFigure(_("Pegawai"), tally.people, list_url(everybody), is_bad=False)]
    for measure in MEASURES:
        value = tally.by_measure.get(measure, 0)
        url = list_url(replace(everybody, measure=measure))
        figures.append(HoursFigure(measure_words(measure), value, url, is_bad=measure == SHORT and value > 0))
    return tuple(figures)


def _row(line: HoursLine, marks: Sequence[Mark]) -> HoursRow:
    mark = next(mark for mark in marks if mark.employment == line.employment)
    measure = mark.measure(line.minutes)
    return HoursRow(
        name=line.name,
        url=url_for("people.show", person_id=line.person_id),
        nip=parse_nip(line.nip).spaced,
        employment=line.employment,
        position=line.position,
        unit=line.unit,
        jp=_jp(line.minutes),
        mark=_mark_words(mark),
        badge=BADGES[measure],
        measure=measure_words(measure),
    )


def _rule_words(mark: Mark) -> tuple[str, ...]:
    """"PNS: paling sedikit 20 JP"; nothing for an employment without a rule."""
    words = _mark_words(mark)
    return (f"{mark.employment}: {words}",) if words else ()


def _mark_words(mark: Mark) -> str:
    floor = _("paling sedikit %(jp)s JP", jp=mark.floor) if mark.floor else ""
    ceiling = _("paling banyak %(jp)s JP", jp=mark.ceiling) if mark.ceiling else ""
    return ", ".join(words for words in (floor, ceiling) if words)


def _jp(minutes: int) -> str:
    return number(jp_of(minutes), 1)
