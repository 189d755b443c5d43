"""The button “Daftar”, through real requests."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Action, Deny, Link
from elearn.kernel.work import VISITOR, Actor, Work, committed
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person

SignIn = Callable[[Person], FlaskClient]


@hookimpl
def may_enrol(work: Work, person: Person, version: CourseVersion) -> Deny:
    return Deny("Pendaftaran dibuka bulan depan.")


def test_enrolling_leads_to_the_checklist(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person, version = make_person(work), make_course(work, slug="pelatihan")

    answer = sign_in(person).post("/kursus/pelatihan/daftar")

    enrolment = work.session.scalars(select(Enrolment)).one()
    assert (enrolment.person_id, enrolment.version_id) == (person.id, version.id)
    assert (answer.status_code, answer.location) == (302, f"/belajar/{enrolment.id}")


def test_a_double_click_enrols_once(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        make_course(work, slug="pelatihan")
    browser = sign_in(person)

    answers = [browser.post("/kursus/pelatihan/daftar") for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert work.session.scalar(select(func.count()).select_from(Enrolment)) == 1


def test_a_refusal_is_a_page_with_the_reason(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        make_course(work, slug="pelatihan")
    browser = sign_in(person)
    closed = ModuleType("closed")
    vars(closed)["may_enrol"] = may_enrol
    house.hooks.register("closed", closed, guest=True)

    answer = browser.post("/kursus/pelatihan/daftar")

    assert answer.status_code == 409
    assert "Pendaftaran dibuka bulan depan." in answer.text


def test_an_unknown_course_is_not_found(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    assert sign_in(person).post("/kursus/tidak-ada/daftar").status_code == 404


def test_a_visitor_is_sent_to_the_sign_in_page(work: Work, client: FlaskClient) -> None:
    with committed(work):
        make_course(work, slug="pelatihan")

    answer = client.post("/kursus/pelatihan/daftar")

    assert (answer.status_code, answer.location) == (302, "/masuk")
    assert work.session.scalar(select(func.count()).select_from(Enrolment)) == 0


def test_the_course_offers_to_join_and_then_to_go_on(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        make_course(work, slug="pelatihan")

    def actions() -> list[Action]:
        with house.work(write=False, actor=Actor(person.id, person.name)) as reading:
            return reading.hooks.gather("course_actions", work=reading, course=courses.course(reading, "pelatihan"))

    assert actions() == [Action("Daftar", Link("", "enrolment.create", {"slug": "pelatihan"}), "post")]
    sign_in(person).post("/kursus/pelatihan/daftar")
    enrolment = work.session.scalars(select(Enrolment)).one()
    assert actions() == [Action("Lanjutkan belajar", Link("", "completion.resume", {"enrolment_id": enrolment.id}))]


def test_a_visitor_is_offered_nothing(work: Work, house: House) -> None:
    version = make_course(work)
    work.actor = VISITOR

    assert house.hooks.gather("course_actions", work=work, course=version.course) == []
