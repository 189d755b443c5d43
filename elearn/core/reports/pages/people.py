"""The list of people behind a number, each with the courses that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timezone
from typing import ClassVar

from flask import url_for

from elearn.core.courses.queries import published_courses
from elearn.core.people.nip import parse_nip
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging, page_of
from elearn.kernel.work import Work
from elearn.web.dates import day, number
from elearn.web.page import Page

from .. import queries
from ..rules import DONE, ELSEWHEN, NEW, RUNNING
from ..selection import Study, written
from ..sheets import course_title, unit_name
from ..words import certificate_words, filters_of, state_words
from .addresses import Chip, SortHead, chips_of, list_url, page_urls, sort_heads, unbroken, unit_url
from .choices import Choices, choices_of

BADGES: Mapping[str, str] = {NEW: "new", RUNNING: "running", DONE: "done", ELSEWHEN: "info"}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One course of a person. `then` says where they worked when they completed it, if that was elsewhere."""

    title: str
    badge: str
    state: str
    done: int
    all: int
    completed_on: str
    then: str
    score: str
    number: str
    certificate_url: str
    certificate: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and at least one line; `nip` with its spaces."""

    name: str
    url: str
    nip: str
    position: str
    unit: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage(Page):
    """`chips` are the filters that are on; `fields` ask for the same list in an export; `heads` sort it."""

    template: ClassVar[str] = "reports/people.html"
    study: Study
    choices: Choices
    people: tuple[PersonRow, ...]
    paging: Paging
    previous_url: str | None
    next_url: str | None
    chips: tuple[Chip, ...]
    clear_url: str
    heads: Mapping[str, SortHead]
    fields: Mapping[str, str]
    unit_url: str


def people_page(work: Work, study: Study, page: int) -> PeoplePage:
    """One page of the list. Raises NotFound for a unit outside the scope and for an unknown course."""
    courses = published_courses(work)
    filters = filters_of(study, unit_name(work, study.unit), course_title(work, study.course))
    paging = page_of(queries.count_people(work, study), page)
    previous_url, next_url = page_urls(study, paging)
    return PeoplePage(
        study=study,
        choices=choices_of(courses, work.today.year, study.year),
        people=tuple(
            _person_row(person, work.settings.timezone) for person in queries.people_page(work, study, paging)
        ),
        paging=paging,
        previous_url=previous_url,
        next_url=next_url,
        chips=chips_of(study, filters),
        clear_url=list_url(Study()),
        heads=sort_heads(study, ("nama", "unit", "tanggal")),
        fields=written(study),
        unit_url=unit_url(study.unit, replace(study, state=None)),
    )


def _person_row(person: queries.PersonLine, zone: timezone) -> PersonRow:
    nothing = LineRow("", BADGES[NEW], unbroken(state_words(NEW)), 0, 0, "", "", "", "", "", "")
    return PersonRow(
        name=person.name,
        url=url_for("people.show", person_id=person.id),
        nip=unbroken(parse_nip(person.nip).spaced),
        position=person.position,
        unit=person.unit,
        lines=tuple(_line_row(line, person, zone) for line in person.lines) or (nothing,),
    )


def _line_row(line: queries.CourseLine, person: queries.PersonLine, zone: timezone) -> LineRow:
    moved = line.unit_then and line.unit_then != person.unit
    return LineRow(
        title=line.title,
        badge=BADGES[line.state],
        state=unbroken(state_words(line.state)),
        done=line.done,
        all=line.all,
        completed_on=unbroken(day(line.completed_at.astimezone(zone))) if line.completed_at else "",
        then=_("saat itu di %(unit)s", unit=line.unit_then) if moved else "",
        score="" if line.score is None else number(line.score, 2),
        number=line.number,
        certificate_url=url_for("certificates.verification", code=line.code) if line.code else "",
        certificate=certificate_words(line.certificate_state),
    )
