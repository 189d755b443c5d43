"""A course whose certificate expires is taken again: another cycle, another certificate, nothing of the earlier one changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from elearn.cli.completion import command
from elearn.cli.door import Door
from elearn.core.career.models import CareerEntry
from elearn.core.certificates import queries as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON
from elearn.core.enrolment import services
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn, finish, make_finished_enrolment
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt

FIRST, EARLY, WINDOW, EXPIRED = (datetime(*day, 3, 0, tzinfo=UTC) for day in ((2025, 3, 10), (2026, 1, 8), (2026, 1, 9), (2026, 3, 11)))  # fmt: skip


@contextmanager
def at(house: House, moment: datetime) -> Iterator[Work]:
    with house.work(write=True, now=moment) as work, committed(work):
        yield work


@pytest.fixture
def holder(house: House) -> Person:
    """Whose certificate of “pelatihan” is valid from 10 March 2025 through 10 March 2026."""
    with at(house, FIRST) as work:
        version = make_course(work, slug="pelatihan", extra=("sertifikat: 1 tahun",))
        return make_finished_enrolment(work, make_person(work), version).person


def again(work: Work, person: Person, cycle: int = 2) -> Enrolment:
    known = work.session.get_one(Person, person.id)
    return services.enrol_again(work, known, courses.open_version(work, "pelatihan"), cycle)


def learn(work: Work, enrolment: Enrolment) -> None:
    for line in courses.outline(work, enrolment.version_id):
        if line.kind == LESSON:
            finish(work, enrolment, line.key)
        else:
            make_attempt(work, enrolment)


def test_second_cycle_brings_a_new_certificate_and_keeps_the_old_one(house: House, holder: Person) -> None:
    with at(house, EXPIRED) as work:
        learn(work, again(work, holder))

    with at(house, EXPIRED) as work:
        old, newer = work.session.scalars(select(Certificate).order_by(Certificate.id)).all()
        assert (certificates.facts_of(work, old.code).standing, old.state) == ("expired", "issued")
        assert (certificates.facts_of(work, newer.code).standing, newer.number != old.number) == ("valid", True)
        entries = work.session.execute(select(CareerEntry.certificate_id, CareerEntry.year, CareerEntry.withdrawn_at))
        assert sorted(entries.all()) == [(old.id, 2025, None), (newer.id, 2026, None)]
        assert work.session.scalars(select(Enrolment.cycle).order_by(Enrolment.id)).all() == [1, 2]


def test_rebuild_agrees_with_two_cycles(house: House, holder: Person) -> None:
    from click.testing import CliRunner

    with at(house, EXPIRED) as work:
        learn(work, again(work, holder))

    result = CliRunner().invoke(command, ["rebuild", "--verify"], obj=Door(house))

    assert (result.exit_code, result.stdout[:2]) == (0, "2 ")


def test_renewal_begins_with_its_window(house: House, holder: Person) -> None:
    with at(house, EARLY) as work, pytest.raises(Conflict):
        again(work, holder)
    with at(house, WINDOW) as work:
        assert again(work, holder).cycle == 2


def test_pressed_twice_it_begins_once(house: House, holder: Person) -> None:
    with at(house, EXPIRED) as work:
        first, second = again(work, holder), again(work, holder)

        assert first is second
        with pytest.raises(Conflict):
            again(work, holder, cycle=3)


def test_only_the_next_cycle_can_begin(house: House, holder: Person) -> None:
    with at(house, EXPIRED) as work:
        for cycle in (0, 1, 3):
            with pytest.raises(NotFound):
                again(work, holder, cycle=cycle)


def test_certificate_without_an_end_gives_no_reason_to_repeat(house: House) -> None:
    with at(house, FIRST) as work:
        person = make_finished_enrolment(work, make_person(work), make_course(work, slug="pelatihan")).person
    with at(house, EXPIRED) as work, pytest.raises(Conflict):
        again(work, person)


def test_learner_is_offered_it_on_both_pages(house: House, holder: Person, sign_in: SignIn) -> None:
    browser = sign_in(holder)

    for address in ("/sertifikat", "/kursus/pelatihan"):
        page = browser.get(address).text
        assert "Masa berlaku sertifikat Anda habis pada 10 Maret 2026." in page
        assert 'action="/kursus/pelatihan/ikuti-lagi/2"' in page

    answer = browser.post("/kursus/pelatihan/ikuti-lagi/2")
    assert (answer.status_code, answer.headers["Location"].startswith("/belajar/")) == (302, True)
    assert "ikuti-lagi" not in browser.get("/sertifikat").text
