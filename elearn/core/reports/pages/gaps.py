"""Required competencies against what is proven: by competency, unit by unit, and person by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import url_for

from elearn.core.people.nip import parse_nip
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries
from ..queries import GapLine, UnitLine
from ..rules import GAP_STATES, LACKING, MET, UNASKED, UNPROVEN, GapState, percent
from ..selection import Gaps, Study, written
from ..sheets import unit_name
from ..words import filters_of, gap_words
from .addresses import Chip, SortHead, chips_of, list_url, page_urls, sort_heads, unbroken, unit_url
from .choices import Choices, Options, choices_of
from .hours import compared
from .unit import Figure

BADGES: Mapping[GapState, str] = {LACKING: "warn", UNPROVEN: "new", MET: "done", UNASKED: "info"}


@dataclass(frozen=True, slots=True)
class GapRow:
    """A competency, or a unit with all below it ("" as `url`: the chosen unit's own people); `met` is in percent."""

    title: str
    url: str
    figures: tuple[Figure, ...]
    met: float


@dataclass(frozen=True, slots=True)
class GapPerson:
    """A person: `reached` of `required` are competencies, or the levels of the chosen one; `nip` with its spaces."""

    name: str
    url: str
    nip: str
    position: str
    unit: str
    reached: int
    required: int
    badge: str
    state: str


@dataclass(frozen=True, slots=True)
class GapsPage(Page):
    """`bars` are triples (competency, percent who reach it, address); the rest as in HoursPage."""

    template: ClassVar[str] = "reports/gaps.html"
    gaps: Gaps
    choices: Choices
    names: Options
    totals: tuple[Figure, ...]
    has_evidence: bool
    competencies: tuple[GapRow, ...]
    bars: tuple[tuple[str, float, str], ...]
    branches: tuple[GapRow, ...]
    people: tuple[GapPerson, ...]
    paging: Paging
    previous_url: str | None
    next_url: str | None
    chips: tuple[Chip, ...]
    clear_url: str
    heads: Mapping[str, SortHead]
    fields: Mapping[str, str]
    unit_url: str


def gaps_page(work: Work, gaps: Gaps, page: int) -> GapsPage:
    """The numbers and one page of the people behind. Raises NotFound for a unit outside the scope."""
    name, (place, heads) = unit_name(work, gaps.unit), compared(work, gaps)
    pairs = queries.pairs_of(work, gaps)
    tallies = queries.by_branch(work, place, pairs, heads)
    everybody = _together(tallies.values())
    competencies = _competencies(gaps, queries.by_competency(work, pairs))
    paging = page_of(everybody[gaps.state] if gaps.state else everybody.total(), page)
    previous_url, next_url = page_urls(gaps, paging)
    return GapsPage(
        gaps=gaps,
        choices=choices_of((), work.today.year, None),
        names=(("", _("Semua yang disyaratkan")), *((one, one) for one in pairs.names)),
        totals=_figures(gaps, everybody),
        has_evidence=everybody[MET] + everybody[LACKING] > 0,
        competencies=competencies,
        bars=tuple((one.title, one.met, one.url) for one in competencies),
        branches=_branches(place, heads, tallies),
        people=tuple(_person(gaps, line) for line in queries.gaps_page(work, gaps, pairs, paging)),
        paging=paging,
        previous_url=previous_url,
        next_url=next_url,
        chips=chips_of(gaps, filters_of(gaps, name)),
        clear_url=list_url(Gaps()),
        heads=sort_heads(gaps, ("nama", "unit", "kurang")),
        fields=written(gaps),
        unit_url=unit_url(gaps.unit, Study()),
    )


def _together(tallies: Iterable[Mapping[GapState, int]]) -> Counter[GapState]:
    whole: Counter[GapState] = Counter()
    for tally in tallies:
        whole.update(tally)
    return whole


def _competencies(gaps: Gaps, found: Mapping[str, Mapping[GapState, int]]) -> tuple[GapRow, ...]:
    """Each competency, the one that most people lack first."""
    rows = []
    for name, tally in found.items():
        mine = replace(gaps, competency=name)
        figures = _figures(mine, tally)
        rows.append(GapRow(name, figures[0].url, figures, percent(tally.get(MET, 0), sum(tally.values()))))
    return tuple(sorted(rows, key=lambda row: (row.met, row.title)))


def _branches(
    gaps: Gaps, heads: Sequence[UnitLine], tallies: Mapping[int, Mapping[GapState, int]]
) -> tuple[GapRow, ...]:
    """Every unit below, and last the chosen unit's own people; nothing where there is nothing to compare."""
    rows = [_branch(head.name, replace(gaps, unit=head.id), tallies.get(head.id, {}), is_linked=True) for head in heads]
    if gaps.unit is not None and heads:
        own = replace(gaps, direct=True)
        rows.append(_branch(_("Langsung di unit ini"), own, tallies.get(gaps.unit, {}), is_linked=False))
    return tuple(rows)


def _branch(title: str, gaps: Gaps, tally: Mapping[GapState, int], *, is_linked: bool) -> GapRow:
    figures = _figures(gaps, tally)
    asked = sum(tally.values()) - tally.get(UNASKED, 0)
    return GapRow(title, figures[0].url if is_linked else "", figures, percent(tally.get(MET, 0), asked))


def _figures(gaps: Gaps, tally: Mapping[GapState, int]) -> tuple[Figure, ...]:
    """All people, then those in each state; nobody is unasked among those that a competency is required of."""
    everybody = list_url(replace(gaps, state=None))
    figures = [Figure(_("Pegawai"), sum(tally.values()), everybody)]
    for state in GAP_STATES[:-1] if gaps.competency else GAP_STATES:
        value = tally.get(state, 0)
        url = list_url(replace(gaps, state=state))
        figures.append(Figure(gap_words(state), value, url, is_bad=state == LACKING and value > 0))
    return tuple(figures)


def _person(gaps: Gaps, line: GapLine) -> GapPerson:
    reached, required = (line.reached, line.required) if gaps.competency else (line.met, line.asked)
    return GapPerson(
        name=line.name,
        url=url_for("profiles.show", person_id=line.person_id),
        nip=unbroken(parse_nip(line.nip).spaced),
        position=line.position,
        unit=line.unit,
        reached=reached,
        required=required,
        badge=BADGES[line.state],
        state=unbroken(gap_words(line.state)),
    )
