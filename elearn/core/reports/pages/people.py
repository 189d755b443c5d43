"""The list of people behind a number, each with the courses that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timezone
from typing import ClassVar

from flask import url_for

from elearn.core.courses.queries import NO_COURSE, CourseLine
from elearn.core.people.nip import parse_nip
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging
from elearn.web.dates import day, number
from elearn.web.page import Page

from .. import queries
from ..rules import DONE, ELSEWHEN, NEW, RUNNING
from ..selection import Study, written
from ..words import certificate_words, filters_of, state_words
from .addresses import Chip, SortHead, chips_of, list_url, page_urls, sort_heads, unit_url
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


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found for a page of the list."""

    people: Sequence[queries.PersonLine]
    paging: Paging
    unit: str
    courses: Sequence[CourseLine]
    year: int
    zone: timezone


def people_page(study: Study, found: Listing) -> PeoplePage:
    """Raises NotFound when the course that is asked for does not exist."""
    previous_url, next_url = page_urls(study, found.paging)
    return PeoplePage(
        study=study,
        choices=choices_of(found.courses, found.year, study.year),
        people=tuple(_person_row(person, found.zone) for person in found.people),
        paging=found.paging,
        previous_url=previous_url,
        next_url=next_url,
        chips=chips_of(study, filters_of(study, found.unit, course_title(found.courses, study.course))),
        clear_url=list_url(Study(unit=study.unit)),
        heads=sort_heads(study, ("nama", "unit", "tanggal")),
        fields=written(study),
        unit_url=unit_url(study.unit, replace(study, state=None)),
    )


def course_title(courses: Sequence[CourseLine], slug: str) -> str:
    """"" for all courses. Raises NotFound for an unknown one."""
    titles = {course.slug: course.title for course in courses}
    if slug and slug not in titles:
        raise NotFound(NO_COURSE)
    return titles[slug] if slug else ""


def _person_row(person: queries.PersonLine, zone: timezone) -> PersonRow:
    nothing = LineRow("", BADGES[NEW], state_words(NEW), 0, 0, "", "", "", "", "", "")
    return PersonRow(
        name=person.name,
        url=url_for("people.show", person_id=person.id),
        nip=parse_nip(person.nip).spaced,
        position=person.position,
        unit=person.unit,
        lines=tuple(_line_row(line, person, zone) for line in person.lines) or (nothing,),
    )


def _line_row(line: queries.CourseLine, person: queries.PersonLine, zone: timezone) -> LineRow:
    moved = line.unit_then and line.unit_then != person.unit
    return LineRow(
        title=line.title,
        badge=BADGES[line.state],
        state=state_words(line.state),
        done=line.done,
        all=line.all,
        completed_on=day(line.completed_at.astimezone(zone)) if line.completed_at else "",
        then=_("saat itu di %(unit)s", unit=line.unit_then) if moved else "",
        score="" if line.score is None else number(line.score, 2),
        number=line.number,
        certificate_url=url_for("certificates.verification", code=line.code) if line.code else "",
        certificate=certificate_words(line.certificate_state),
    )
