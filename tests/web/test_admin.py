"""The operator's page: what is open, what was refused, what broke, and another try for a dead job."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.hooks.doors import PLUGIN_ERROR
from elearn.hooks.guests import RefusedPlugin
from elearn.hooks.house import House
from elearn.kernel import audit
from elearn.kernel.outbox import DEAD, WAITING, Job
from elearn.kernel.permissions import ADMIN
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_role

SignIn = Callable[[Person], FlaskClient]


def make_admin(work: Work) -> Person:
    person = make_person(work)
    make_role(work, person, ADMIN)
    return person


def make_dead_job(work: Work) -> int:
    job = work.later("laporan:susun")
    job.state, job.tries, job.error, job.ended_at = DEAD, 5, "RuntimeError: <b>rusak</b>", work.now
    return job.id


def test_page_shows_plugins_open_and_refused(house: House, work: Work, sign_in: SignIn) -> None:
    house.refused = (RefusedPlugin("survei", "Plugin “survei” ditulis untuk pintu versi 2."),)
    with committed(work):
        admin = make_admin(work)

    page = sign_in(admin).get("/sistem").text

    assert "<strong>Umpan balik pelatihan</strong>" in page
    assert "<strong>survei</strong><br>Plugin “survei” ditulis untuk pintu versi 2." in page


def test_dead_job_is_shown_and_tried_again(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        job_id, admin = make_dead_job(work), make_admin(work)
    browser = sign_in(admin)

    before = browser.get("/sistem").text
    first = browser.post(f"/sistem/pekerjaan/{job_id}")
    second = browser.post(f"/sistem/pekerjaan/{job_id}")

    assert "RuntimeError: &lt;b&gt;rusak&lt;/b&gt;" in before
    assert (first.status_code, first.location, second.status_code) == (302, "/sistem", 409)
    assert work.session.get_one(Job, job_id, populate_existing=True).state == WAITING
    assert browser.post("/sistem/pekerjaan/99999999999").status_code == 404


def test_start_page_flags_trouble_to_the_admin_alone(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        make_dead_job(work)
        admin, learner = make_admin(work), make_person(work)

    assert "0 gangguan plugin dalam 7 hari, 1 pekerjaan gagal." in sign_in(admin).get("/").text
    assert "Sistem perlu perhatian" not in sign_in(learner).get("/").text


def test_start_page_is_silent_when_all_is_well(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        admin = make_admin(work)

    assert "Sistem perlu perhatian" not in sign_in(admin).get("/").text


@pytest.mark.parametrize("role", ["trainer", "hr", None])
def test_page_is_for_the_admin_alone(work: Work, sign_in: SignIn, role: str | None) -> None:
    with committed(work):
        job_id, person = make_dead_job(work), make_person(work)
        if role:
            make_role(work, person, role)
    browser = sign_in(person)

    assert [browser.get("/sistem").status_code, browser.post(f"/sistem/pekerjaan/{job_id}").status_code] == [403, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_stays_within_its_statements(
    work: Work, sign_in: SignIn, count_statements: Callable[[], AbstractContextManager[list[str]]], rows: int
) -> None:
    with committed(work):
        for _ in range(rows):
            make_dead_job(work)
            audit.note(work, PLUGIN_ERROR, "survei", event="course_completed", error="RuntimeError")
        admin = make_admin(work)
    browser = sign_in(admin)

    with count_statements() as statements:
        assert browser.get("/sistem").status_code == 200

    assert len(statements) == 7  # one of them for the menu: how much evidence waits
