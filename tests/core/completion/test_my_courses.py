"""My courses, the checklist of one, and the way back into them from other pages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from elearn.core.completion.cards import on_course, on_dashboard
from elearn.core.completion.models import Completion
from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.hooks.values import Link
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.completion import (
    CountStatements,
    Learner,
    SignIn,
    finish,
    make_finished_enrolment,
    make_learner,
)
from elearn.testing.factories.courses import make_course, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt, quiz_of


@pytest.fixture
def person(work: Work) -> Person:
    with committed(work):
        return make_person(work)


@pytest.fixture
def browser(person: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(person)


def test_without_courses_the_catalogue_is_offered(browser: FlaskClient) -> None:
    page = browser.get("/belajar").text

    assert "Belum ada pelatihan yang berjalan" in page
    assert 'href="/katalog"' in page


def test_running_course_shows_its_bar_and_its_next_step(work: Work, person: Person, browser: FlaskClient) -> None:
    with committed(work):
        enrolment = make_enrolment(work, person, make_course(work, title="Pelayanan prima", lessons=2))
        finish(work, enrolment, "01-materi")

    page = browser.get("/belajar").text

    assert "Pelayanan prima" in page
    assert "1 dari 3 langkah" in page
    assert f'<a href="/belajar/{enrolment.id}/02-materi">Berikutnya: Materi 2 →</a>' in page


def test_completed_course_moves_to_the_other_tab(work: Work, person: Person, browser: FlaskClient) -> None:
    with committed(work):
        make_finished_enrolment(work, person, make_course(work, title="Pelayanan prima", lessons=1))

    assert "Pelayanan prima" not in browser.get("/belajar").text
    page = browser.get("/belajar?tampil=selesai").text
    assert "Pelayanan prima" in page
    assert "nilai 100" in page


def test_other_peoples_courses_are_not_mine(work: Work, browser: FlaskClient) -> None:
    with committed(work):
        make_enrolment(work, version=make_course(work, title="Pelayanan prima"))

    assert "Pelayanan prima" not in browser.get("/belajar").text


def test_courses_are_found_by_title(work: Work, person: Person, browser: FlaskClient) -> None:
    with committed(work):
        make_enrolment(work, person, make_course(work, title="Pelayanan prima"))
        make_enrolment(work, person, make_course(work, title="Literasi digital"))

    page = browser.get("/belajar?q=LITERASI").text

    assert ("Literasi digital" in page, "Pelayanan prima" in page) == (True, False)
    assert "tidak-ada" in browser.get("/belajar?q=tidak-ada").text


def test_many_courses_are_paged(work: Work, person: Person, browser: FlaskClient) -> None:
    with committed(work):
        for _ in range(51):
            make_enrolment(work, person, make_course(work, lessons=1, quiz=False))

    first, second = browser.get("/belajar").text, browser.get("/belajar?halaman=2").text

    assert (first.count('<article class="card">'), second.count('<article class="card">')) == (50, 1)
    assert "1–50 dari 51" in first
    assert 'href="/belajar?halaman=2"' in first
    assert "51–51 dari 51" in second


@pytest.mark.parametrize(
    "address", ["?halaman=0", "?halaman=-1", "?halaman=x", "?halaman=99999999999999999999", "?halaman=²", "?q=%25_\\"]
)
def test_odd_addresses_are_borne(browser: FlaskClient, address: str) -> None:
    assert browser.get(f"/belajar{address}").status_code == 200


@pytest.mark.parametrize("courses", [1, 3])
def test_list_takes_few_statements(
    work: Work, person: Person, browser: FlaskClient, courses: int, count_statements: CountStatements
) -> None:
    with committed(work):
        for _ in range(courses):
            make_enrolment(work, person, make_course(work))

    with count_statements() as statements:
        browser.get("/belajar")

    assert len(statements) == 5


@pytest.mark.parametrize("lessons", [1, 3])
def test_checklist_takes_few_statements(
    work: Work, sign_in: SignIn, lessons: int, count_statements: CountStatements
) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=lessons))

    with count_statements() as statements:
        me.browser.get(me.url())

    assert len(statements) == 4


def test_checklist_says_why_it_is_not_finished(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1))
    with committed(work):
        finish(work, me.enrolment, "01-materi")
        make_attempt(work, me.enrolment, wrong_answers(work, quiz_of(work, me.enrolment.version)))

    page = me.browser.get(me.url()).text

    assert "1 dari 2 langkah" in page
    assert "Pelatihan ini selesai bila semua materi selesai dan semua kuis lulus." in page
    assert "Nilai terbaik Anda 0, nilai lulus 70. Kesempatan Anda tinggal 2 kali." in page


def test_completed_checklist_leads_to_the_certificate(work: Work, sign_in: SignIn) -> None:
    me = _finished(work, sign_in, make_course(work, lessons=1))

    page = me.browser.get(me.url()).text

    assert 'href="/sertifikat"' in page
    assert "Mengapa belum selesai?" not in page


def _finished(work: Work, sign_in: SignIn, version: CourseVersion) -> Learner:
    with committed(work):
        enrolment = make_finished_enrolment(work, version=version)
    return Learner(enrolment, sign_in(enrolment.person))


def test_looking_completes_nobody(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1))

    for rest in ("", "/lanjut", "/01-materi"):
        me.browser.get(me.url(rest))

    assert work.session.query(Completion).count() == 0


def test_newer_version_is_mentioned_and_not_entered(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, slug="tumbuh", lessons=1))
    before = me.browser.get(me.url()).text
    with committed(work):
        make_course(work, slug="tumbuh", lessons=3)

    after = me.browser.get(me.url()).text

    assert ("Versi baru pelatihan ini" in before, "Versi baru pelatihan ini" in after) == (False, True)
    assert "0 dari 2 langkah" in after


def test_dashboard_of_a_newcomer_leads_to_the_catalogue(work: Work, person: Person, house: House) -> None:
    with committed(work):
        pass
    with house.work(write=False, actor=Actor(person.id, person.name)) as looking:
        (card,) = on_dashboard(looking)

    assert (card.title, card.link and card.link.endpoint) == ("Mulai belajar", "courses.index")


def test_dashboard_offers_the_running_courses(work: Work, person: Person, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, person, make_course(work, title="Pelayanan prima", lessons=2))
        make_finished_enrolment(work, person, make_course(work, lessons=1))

    with house.work(write=False, actor=Actor(person.id, person.name)) as looking:
        (card,) = on_dashboard(looking)

    assert (card.title, card.figure, card.text) == (
        "Lanjutkan: Pelayanan prima",
        "0 dari 3 langkah selesai",
        "Berikutnya: Materi 1",
    )
    assert card.link == Link("Lanjutkan", "completion.resume", {"enrolment_id": enrolment.id})


def test_course_page_shows_where_i_stand(work: Work, person: Person, house: House) -> None:
    with committed(work):
        mine = make_enrolment(work, person, make_course(work, lessons=2)).version
        done = make_finished_enrolment(work, person, make_course(work, lessons=1)).version
        strange = make_course(work)

    with house.work(write=False, actor=Actor(person.id, person.name)) as looking:
        found = [on_course(looking, version.course) for version in (mine, done, strange)]

    assert [[panel.lines for panel in panels] for panels in found] == [
        [("0 dari 3 langkah selesai",)], [("Anda sudah menyelesaikan pelatihan ini.",)], [],
    ]  # fmt: skip


def test_visitor_has_no_cards(work: Work) -> None:
    assert (on_dashboard(work), on_course(work, make_course(work).course)) == ((), ())
