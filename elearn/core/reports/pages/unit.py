"""A unit's page: its people by state, branch by branch, each number a link to the list behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from elearn.core.courses.queries import published_courses
from elearn.kernel.i18n import _
from elearn.kernel.work import Work
from elearn.web.dates import number
from elearn.web.page import Page

from .. import queries
from ..queries import HoursTally, Tally, UnitLine
from ..rules import DONE, ELSEWHEN, NEW, RUNNING, SHORT, Mark, State, percent
from ..selection import Gaps, Hours, Study
from ..sheets import course_title
from ..words import state_words
from .addresses import list_url, unit_url
from .choices import Choices, choices_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people and the list of exactly these people. `note` a few words, `is_bad` when it should be 0."""

    title: str
    value: int
    url: str
    note: str = ""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A unit with all below it, or ("" as `url`) the people of the page's unit itself."""

    title: str
    url: str
    figures: tuple[Figure, ...]
    done_percent: float


@dataclass(frozen=True, slots=True)
class UnitPage(Page):
    """`trail` are pairs of title and address; `bars` triples (label, percent, address), under `chart_title`.

    `course` is the title of the chosen course, "" for all of them.
    """

    template: ClassVar[str] = "reports/unit.html"
    title: str
    kind: str
    course: str
    trail: tuple[tuple[str, str], ...]
    study: Study
    choices: Choices
    form_url: str
    is_filtered: bool
    totals: tuple[Figure, ...]
    rows: tuple[BranchRow, ...]
    bars: tuple[tuple[str, float, str], ...]
    chart_title: str
    jp_url: str
    people_url: str
    gaps_url: str


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What was counted: people by state and by measure of hours, both by branch; the marks of the year."""

    tallies: Mapping[int, Tally]
    hours: Mapping[int, HoursTally]
    marks: tuple[Mark, ...]
    year: int


@dataclass(frozen=True, slots=True)
class _Branch:
    """Some of the page's people: what they are called, what asks for them, and what was counted of them."""

    title: str
    url: str
    study: Study
    tally: Tally
    short: int

    def share(self, state: State) -> tuple[str, float, str]:
        """The branch's bar for one state."""
        value = percent(self.tally.by_state.get(state, 0), self.tally.people)
        return self.title, value, list_url(replace(self.study, state=state))


def unit_page(work: Work, study: Study) -> UnitPage:
    """The page of the study's unit, or of the whole scope without one. Raises NotFound for a unit outside the scope
    and for an unknown course. The state in `study` chooses what the picture shows; the numbers are of all states.
    """
    everybody, shown = replace(study, state=None), study.state or DONE
    trail = queries.trail(work, study.unit) if study.unit is not None else []
    heads = queries.children(work, study.unit) if study.unit is not None else queries.tops(work)
    found = _numbers(work, everybody, heads)
    branches = _branches(study, everybody, trail, heads, found)
    total = _total(everybody, found)
    leaf_bars = [(state_words(state), *total.share(state)[1:]) for state in _states(study)]
    return UnitPage(
        title=trail[-1].name if trail else _("Lingkup Anda"),
        kind=trail[-1].kind if trail else "",
        course=course_title(work, study.course),
        trail=((_("Laporan"), unit_url(None, study)), *((line.name, unit_url(line.id, study)) for line in trail)),
        study=study,
        choices=choices_of(published_courses(work), found.year, study.year),
        form_url=unit_url(study.unit, Study()),
        is_filtered=unit_url(study.unit, study) != unit_url(study.unit, Study()),
        totals=_figures(total, found),
        rows=tuple(
            BranchRow(branch.title, branch.url, _figures(branch, found), branch.tally.done_percent)
            for branch in branches
        ),
        bars=tuple(branch.share(shown) for branch in branches) or tuple(leaf_bars),
        chart_title=_("%(state)s per unit", state=state_words(shown)) if branches else _("Keadaan pegawai"),
        jp_url=list_url(_hours(everybody, found.year)),
        people_url=list_url(everybody),
        gaps_url=list_url(Gaps(unit=study.unit, kind=study.kind, employment=study.employment)),
    )


def _numbers(work: Work, study: Study, heads: Sequence[UnitLine]) -> _Numbers:
    year = work.today.year
    marks = queries.marks(work, year)
    hours = queries.hours_tallies(work, _hours(study, year), marks, heads)
    return _Numbers(queries.tallies(work, study, heads), hours, marks, year)


def _branches(
    study: Study, everybody: Study, trail: Sequence[UnitLine], heads: Sequence[UnitLine], found: _Numbers
) -> list[_Branch]:
    """Every unit below, and last the people of the page's unit itself; none where there is nothing to compare."""
    branches = [_branch(head, unit_url(head.id, study), replace(everybody, unit=head.id), found) for head in heads]
    if trail and heads:
        own = UnitLine(trail[-1].id, _("Langsung di unit ini"), "")
        branches.append(_branch(own, "", replace(everybody, direct=True), found))
    return branches


def _branch(line: UnitLine, url: str, study: Study, found: _Numbers) -> _Branch:
    hours = found.hours.get(line.id)
    short = hours.by_measure.get(SHORT, 0) if hours else 0
    return _Branch(line.name, url, study, found.tallies.get(line.id, Tally({})), short)


def _total(study: Study, found: _Numbers) -> _Branch:
    """All branches together: the people of the page's unit and of everything below it."""
    short = HoursTally.sum(found.hours.values()).by_measure.get(SHORT, 0)
    return _Branch("", "", study, Tally.sum(found.tallies.values()), short)


def _states(study: Study) -> tuple[State, ...]:
    """The states a person can be in: without a period no completion lies outside it."""
    return (NEW, RUNNING, DONE, ELSEWHEN) if study.has_period else (NEW, RUNNING, DONE)


def _figures(branch: _Branch, found: _Numbers) -> tuple[Figure, ...]:
    """All people, those in each state, and those below the floor of hours where the law sets one."""
    study, tally = branch.study, branch.tally
    figures = [Figure(_("Pegawai"), tally.people, list_url(study))]
    for state in _states(study):
        title, share, url = state_words(state), *branch.share(state)[1:]
        figures.append(Figure(title, tally.by_state.get(state, 0), url, f"{number(share, 1)} %"))
    floors = sorted({mark.floor for mark in found.marks if mark.floor})
    if floors:
        title = _("Di bawah %(jp)s JP", jp=" / ".join(map(str, floors)))
        url = list_url(replace(_hours(study, found.year), measure=SHORT))
        note = _("tahun %(year)s", year=found.year)
        figures.append(Figure(title, branch.short, url, note, is_bad=branch.short > 0))
    return tuple(figures)


def _hours(study: Study, year: int) -> Hours:
    """The hours of the same people."""
    return Hours(unit=study.unit, direct=study.direct, kind=study.kind, employment=study.employment, year=year)
