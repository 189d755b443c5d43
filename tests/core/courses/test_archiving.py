"""A course leaves the catalogue on a day: told before and after, closed to newcomers, open to who began. Both engines."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.cli.courses import command
from elearn.cli.door import Door
from elearn.core.certificates.models import Certificate
from elearn.core.courses import queries, services
from elearn.core.courses.models import CourseVersion
from elearn.core.courses.queries import Wish
from elearn.core.people.models import Person
from elearn.core.studio.queries.drafts import StudioQuery, studio
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, Invalid, Refused
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.completion import (
    CountStatements,
    SignIn,
    finish,
    make_finished_enrolment,
    make_learner,
)
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person, make_role

BEFORE, SINCE = "Pelatihan ini diarsipkan mulai", "Pelatihan ini diarsipkan sejak"
ARCHIVE = "/pengajar/lama/arsip"


@pytest.fixture
def version(work: Work, trainer_person: Person) -> CourseVersion:
    """A course of the trainer's."""
    system, work.actor = work.actor, Actor(trainer_person.id, trainer_person.name)
    with committed(work):
        version = make_course(work, slug="lama", title="Pelatihan lama", lessons=1)
    work.actor = system
    return version


def archived(work: Work, version: CourseVersion, days: int) -> None:
    """Archives a course whose day began so many days ago (or, when negative, begins)."""
    with committed(work):
        services.archive(work, version.course, work.today + timedelta(days=max(-days, 0)), "Diganti Pelatihan baru.")
        version.course.archive_on = work.today - timedelta(days=days)


@pytest.mark.parametrize(("days", "words"), [(-3, BEFORE), (0, SINCE), (3, SINCE)])
def test_learners_are_told_on_every_page(
    work: Work, version: CourseVersion, sign_in: SignIn, days: int, words: str
) -> None:
    learner = make_learner(work, sign_in, version)
    archived(work, version, days)

    for address in ("/kursus/lama", learner.url(), learner.url("/01-materi")):
        page = learner.browser.get(address).text
        assert words in page, address
        assert "Diganti Pelatihan baru." in page, address
    assert words.replace("Pelatihan ini d", "D") in learner.browser.get("/belajar").text


def test_no_notice_without_an_archive(work: Work, version: CourseVersion, sign_in: SignIn) -> None:
    learner = make_learner(work, sign_in, version)

    pages = [learner.browser.get(url).text for url in ("/kursus/lama", "/belajar", learner.url("/01-materi"))]

    assert not any("iarsipkan" in page for page in pages)


@pytest.mark.parametrize(("days", "status", "is_listed"), [(-1, 302, True), (0, 409, False), (1, 409, False)])
def test_nobody_new_joins_from_that_day_on(
    work: Work, version: CourseVersion, learner: FlaskClient, days: int, status: int, is_listed: bool
) -> None:
    archived(work, version, days)

    assert ("Pelatihan lama" in learner.get("/katalog").text) is is_listed
    assert ("/kursus/lama/daftar" in learner.get("/kursus/lama").text) is is_listed
    assert learner.post("/kursus/lama/daftar").status_code == status


def test_facets_of_an_archived_course_are_no_choice(work: Work, version: CourseVersion) -> None:
    archived(work, version, 0)

    assert queries.facets(work) == queries.Facets((), ())
    assert queries.catalogue(work, Wish()).paging.total == 0


def test_who_has_begun_finishes_and_keeps_the_certificate(
    work: Work, version: CourseVersion, client: FlaskClient, house: House
) -> None:
    with committed(work):
        earlier, later = make_finished_enrolment(work, version=version), make_enrolment(work, version=version)
        queries.course(work, "lama").archive_on = work.today - timedelta(days=1)
        finish(work, later, "01-materi")
        again = make_enrolment(work, later.person, version)
    code = work.session.scalars(select(Certificate.code).where(Certificate.person_id == earlier.person_id)).one()

    assert again.id == later.id
    assert "sah" in client.get(f"/verifikasi/{code}").text


def test_undo_brings_it_back(work: Work, version: CourseVersion, trainer: FlaskClient, learner: FlaskClient) -> None:
    day = work.today.isoformat()
    archive = trainer.post(ARCHIVE, data={"on": day, "note": " Sudah  usang. "})
    gone = learner.get("/katalog").text
    listed = trainer.get("/pengajar?keadaan=archived").text
    shown = trainer.get("/pengajar/lama").text
    undo = trainer.post(f"{ARCHIVE}/batal")

    assert (archive.status_code, undo.status_code) == (302, 302)
    assert ("Pelatihan lama" in gone, "Pelatihan lama" in listed, "Sudah usang." in shown) == (False, True, True)
    assert "Pelatihan lama" in learner.get("/katalog").text
    assert learner.post("/kursus/lama/daftar").status_code == 302
    assert trainer.post(f"{ARCHIVE}/batal").status_code == 409


def test_both_acts_are_audited(
    work: Work, version: CourseVersion, trainer: FlaskClient, trainer_person: Person
) -> None:
    trainer.post(ARCHIVE, data={"on": "2999-12-31", "note": "Habis."})
    trainer.post(f"{ARCHIVE}/batal")

    rows = select(AuditEntry).where(AuditEntry.action == "courses:course:archive").order_by(AuditEntry.id)
    assert [(one.actor_id, one.subject, one.facts) for one in work.session.scalars(rows)] == [
        (trainer_person.id, "lama", {"on": "2999-12-31", "note": "Habis."}),
        (trainer_person.id, "lama", {"on": None, "was": "2999-12-31"}),
    ]


@pytest.mark.parametrize("data", [{}, {"on": "besok"}, {"on": "2020-01-01"}, {"on": "2999-12-31", "note": "x" * 301}])
def test_a_wrong_day_or_note_is_refused(
    work: Work, version: CourseVersion, trainer: FlaskClient, data: dict[str, str]
) -> None:
    assert trainer.post(ARCHIVE, data=data).status_code == 422
    assert queries.course(work, "lama").archive_on is None


def test_another_trainers_course_is_not_archived(work: Work, version: CourseVersion, sign_in: SignIn) -> None:
    with committed(work):
        other = make_person(work)
        make_role(work, other, "trainer")
    browser = sign_in(other)

    answers = [browser.get(ARCHIVE), browser.post(ARCHIVE, data={"on": "2999-12-31"}), browser.post(f"{ARCHIVE}/batal")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_courses_that_need_it_are_named(work: Work, version: CourseVersion, trainer: FlaskClient) -> None:
    with committed(work):
        make_course(work, slug="lanjutan", extra=("prasyarat: [lama]",))

    assert "CONTOH-lanjutan" in trainer.get(ARCHIVE).text


def test_a_new_version_does_not_bring_it_back(work: Work, version: CourseVersion) -> None:
    archived(work, version, 0)
    with committed(work):
        newer = make_course(work, slug="lama", title="Pelatihan lama", lessons=2)

    assert newer.course.is_archived(work.today)


def test_the_command_archives_and_undoes(work: Work, house: House, version: CourseVersion) -> None:
    def run(*arguments: str) -> str:
        return CliRunner().invoke(command, arguments, obj=Door(house), catch_exceptions=False).output

    said = [
        run("archive", "lama", "--on", "2999-12-31", "--note", "Diganti."),
        run("list"),
        run("archive", "lama", "--undo"),
    ]
    facts = json.loads(run("archive", "lama", "--json"))

    assert said[0] == "lama: diarsipkan mulai 31 Desember 2999.\n"
    assert "(diarsipkan mulai 31 Desember 2999)" in said[1]
    assert said[2] == "lama: tidak diarsipkan lagi.\n"
    assert facts == {"course": "lama", "archive_on": work.today.isoformat(), "note": ""}


def test_services_refuse(work: Work, version: CourseVersion) -> None:
    with pytest.raises(Invalid):
        services.archive(work, version.course, date(2020, 1, 1))
    with pytest.raises(Conflict):
        services.restore(work, version.course)
    version.course.archive_on = work.today
    with pytest.raises(Refused):
        make_enrolment(work, version=version)


def test_an_archived_course_costs_no_statement_more(
    work: Work, version: CourseVersion, sign_in: SignIn, count_statements: CountStatements
) -> None:
    learner = make_learner(work, sign_in, version)
    counts = []
    for _ in range(2):
        for address in ("/belajar", learner.url(), learner.url("/01-materi"), "/kursus/lama"):
            learner.browser.get(address)
            with count_statements() as statements:
                learner.browser.get(address)
            counts.append(len(statements))
        archived(work, version, 1)

    assert all(late <= early for early, late in zip(counts[:4], counts[4:], strict=True)), counts


def test_the_studio_filters_by_it(work: Work, version: CourseVersion, trainer_person: Person) -> None:
    archived(work, version, 0)
    work.actor = Actor(trainer_person.id, trainer_person.name, grants=(Grant("trainer"),))

    lines, _ = studio(work, StudioQuery("", "archived", 1))

    assert [(line.slug, line.state) for line in lines] == [("lama", "archived")]


def test_the_draft_of_an_archived_course_says_so(work: Work, version: CourseVersion, trainer: FlaskClient) -> None:
    trainer.post("/pengajar/lama/naskah")
    before = trainer.get("/naskah/lama").text
    archived(work, version, 0)

    assert ("Diarsipkan" in before, "Diarsipkan" in trainer.get("/naskah/lama").text) == (False, True)
