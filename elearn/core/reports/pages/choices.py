"""What the filter forms of the reports offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from elearn.core.courses.queries import CourseLine
from elearn.core.people.positions import POSITION_KINDS
from elearn.kernel.i18n import _

from ..rules import DONE, ELSEWHEN, EMPLOYMENTS, GAP_STATES, MEASURES, NEW, RUNNING
from ..words import gap_words, measure_words, state_words

Options: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of value and text."""

YEARS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of each select."""

    courses: Options
    years: Options
    kinds: Options
    employments: Options
    states: Options
    measures: Options
    gap_states: Options


def choices_of(courses: Sequence[CourseLine], this_year: int, chosen_year: int | None) -> Choices:
    """The first option of each narrows nothing; years are the last ones and the chosen one, newest first."""
    recent = set(range(this_year, this_year - YEARS_OFFERED, -1)) | {chosen_year or this_year}
    return Choices(
        courses=(("", _("Semua pelatihan")), *((course.slug, course.title) for course in courses)),
        years=tuple((str(year), str(year)) for year in sorted(recent, reverse=True)),
        kinds=(("", _("Semua jabatan")), *((kind, kind) for kind in POSITION_KINDS)),
        employments=(("", _("PNS dan PPPK")), *((employment, employment) for employment in EMPLOYMENTS)),
        states=(("", _("Semua keadaan")), *((state, state_words(state)) for state in (NEW, RUNNING, DONE, ELSEWHEN))),
        gap_states=(("", _("Semua keadaan")), *((state, gap_words(state)) for state in GAP_STATES)),
        measures=(("", _("Semua")), *((measure, measure_words(measure)) for measure in MEASURES)),
    )
