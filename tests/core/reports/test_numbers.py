"""Every number of HR leads to a list of exactly that many people, and counts what the definitions say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time
from html import unescape
from random import Random

import pytest
from sqlalchemy import select

from elearn.core.completion.models import Completion
from elearn.core.courses.models import Course
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position, UnitAncestor
from elearn.core.reports import queries
from elearn.core.reports.rules import DONE, ELSEWHEN, NEW, RUNNING, STATES, State
from elearn.core.reports.selection import Study
from elearn.kernel.paging import page_of
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role
from elearn.testing.factories.reports import make_agency

NUMBER = re.compile(r'<a[^>]*href="(/laporan/(?:pegawai|jp)\?[^"]*)"[^>]*>\s*(?:<strong>)?\s*([\d.]+)\s*<')
TOTAL = re.compile(r">\s*([\d.]+) pegawai\s*<")
PAGES = (
    "/laporan/unit/{unit}?kursus=pelatihan-0",
    "/laporan/unit/{unit}?tahun={before}&pegawai=PNS",
    "/laporan/unit/{unit}?kursus=pelatihan-1&dari={before}-07-01&sampai={year}-03-31&jabatan=Fungsional&keadaan=belum",
    "/laporan/jp?unit={unit}&jabatan=Pelaksana",
)


def number_of(text: str) -> int:
    return int(text.replace(".", ""))


def numbers_on(page: str) -> list[tuple[str, int]]:
    """The address and value of every linked number."""
    return [(unescape(url), number_of(text)) for url, text in NUMBER.findall(page)]


def total_on(page: str) -> int:
    found = TOTAL.search(page)
    assert found is not None, page
    return number_of(found.group(1))


def test_every_number_equals_the_total_of_its_list(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        agency = make_agency(work, Random(1), units=4, people=25)
        hr = make_person(work, agency.units[0])
        make_role(work, hr, "hr", agency.units[0])
    browser, year = sign_in(hr), work.today.year
    numbers: dict[str, int] = {}
    for page in PAGES:
        answer = browser.get(page.format(unit=agency.units[0].id, year=year, before=year - 1))
        assert answer.status_code == 200, answer.text
        numbers.update(numbers_on(answer.text))

    totals = {url: total_on(browser.get(url).text) for url in numbers}

    assert totals == numbers
    assert len(numbers) > 40


def states_by_definition(work: Work, study: Study, course_id: int | None) -> dict[int, State]:
    """The definitions of `rules`, person by person in plain Python."""
    first, after = study.period
    zone = work.settings.timezone
    start = datetime.combine(first or date(1970, 1, 1), time(), zone)
    end = datetime.combine(after or date(2100, 1, 1), time(), zone)
    below = set(work.session.scalars(select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == study.unit)))
    kinds = {row.id: row.kind for row in work.session.scalars(select(Position))}
    found: dict[int, State] = {}
    for person in work.session.scalars(select(Person)):
        if not person.is_active or person.unit_id not in below:
            continue
        if (study.kind and kinds[person.position_id] != study.kind) or study.employment not in (
            None,
            person.employment,
        ):
            continue
        lines = work.session.execute(
            select(Enrolment.course_id, Completion.completed_at)
            .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
            .where(Enrolment.person_id == person.id)
        )
        moments: list[datetime | None] = [moment for course, moment in lines if course_id in (None, course)]
        found[person.id] = (
            DONE if any(moment and start <= moment < end for moment in moments)
            else RUNNING if None in moments
            else ELSEWHEN if moments
            else NEW
        )  # fmt: skip
    return found


@pytest.mark.parametrize("seed", range(3))
def test_states_are_those_of_the_definitions(work: Work, seed: int) -> None:
    random = Random(seed)
    agency = make_agency(work, random, people=40)
    year = work.today.year
    studies = [
        Study(unit=agency.units[0].id),
        Study(unit=agency.units[0].id, course="pelatihan-0"),
        Study(unit=agency.units[1].id, year=year),
        Study(unit=agency.units[0].id, course="pelatihan-1", since=date(year - 1, 3, 1), until=date(year, 2, 28)),
        Study(unit=agency.units[0].id, kind="Fungsional", employment="PNS", year=year - 1),
    ]

    for study in studies:
        course_id = work.session.scalar(select(Course.id).where(Course.slug == study.course))
        expected = states_by_definition(work, study, course_id)
        heads = queries.children(work, agency.units[0].id if study.unit is None else study.unit)
        counted = queries.Tally.sum(queries.tallies(work, study, heads).values()).by_state

        assert dict(counted) == dict(Counter(expected.values()))
        for state in STATES:
            assert listed(work, study, state) == {person for person, one in expected.items() if one == state}


def listed(work: Work, study: Study, state: State) -> set[int]:
    wanted = Study(
        unit=study.unit, course=study.course, year=study.year, since=study.since, until=study.until, kind=study.kind,
        employment=study.employment, state=state,
    )  # fmt: skip
    total = queries.count_people(work, wanted)
    people = queries.people_page(work, wanted, page_of(total, 1))
    assert len(people) == total
    return {person.id for person in people}
