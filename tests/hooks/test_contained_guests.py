"""A guest's bug costs nobody anything: a full chain, a page and a refusal with guests that break on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from elearn.core.career.models import CareerEntry
from elearn.core.certificates.models import Certificate
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.hooks.doors import PLUGIN_ERROR
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry, note
from elearn.kernel.outbox import Job
from elearn.kernel.permissions import ADMIN
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role

SignIn = Callable[[Person], FlaskClient]
Invite = Callable[..., None]


def break_after_writing(work: Work, completion: object) -> None:
    note(work, "tamu:row:add", "hilang")
    work.later("tamu:job")
    raise RuntimeError("tamu rusak")


def break_the_transaction(work: Work, completion: object) -> None:
    work.session.execute(text("SELECT * FROM tabel_yang_tidak_ada"))


@pytest.mark.parametrize("guest", [break_after_writing, break_the_transaction])
def test_broken_guest_costs_nobody_a_certificate(house: House, invite: Invite, guest: Callable[..., None]) -> None:
    invite(course_completed=guest)

    with house.work(write=True) as work, committed(work):
        enrolment = make_finished_enrolment(work)

    with house.work(write=False) as work:
        person_id = enrolment.person_id
        certificate = work.session.scalars(select(Certificate).where(Certificate.person_id == person_id)).one()
        entry = work.session.scalars(select(CareerEntry).where(CareerEntry.person_id == person_id)).one()
        failures = work.session.scalars(select(AuditEntry).where(AuditEntry.action == PLUGIN_ERROR)).all()
        foreign = work.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "tamu:row:add")).all()

        assert entry.certificate_id == certificate.id
        assert [(failure.subject, failure.facts["event"]) for failure in failures] == [("tamu", "course_completed")]
        assert (foreign, work.session.scalars(select(Job.name).where(Job.name == "tamu:job")).all()) == ([], [])


def test_operator_sees_a_flag_for_a_broken_guest(invite: Invite, work: Work, sign_in: SignIn) -> None:
    invite(course_completed=break_after_writing)
    with committed(work):
        make_finished_enrolment(work)
        admin = make_person(work)
        make_role(work, admin, ADMIN)
    browser = sign_in(admin)

    assert "1 gangguan plugin dalam 7 hari, 0 pekerjaan gagal." in browser.get("/").text
    assert "RuntimeError: tamu rusak" in browser.get("/sistem").text


def test_broken_policy_refuses_to_enrol_and_says_why(invite: Invite, work: Work, sign_in: SignIn) -> None:
    invite(may_enrol=lambda work, person, version: 1 / 0)
    with committed(work):
        slug = make_course(work).course.slug
        person = make_person(work)

    answer = sign_in(person).post(f"/kursus/{slug}/daftar")

    assert answer.status_code == 409
    assert "Aturan dari plugin “tamu” sedang bermasalah, jadi permintaan ini belum dapat diizinkan." in answer.text
    assert work.session.scalars(select(Enrolment.id)).all() == []


@pytest.mark.parametrize(
    "cards",
    [
        lambda work: 1 / 0,
        lambda work: None,
        lambda work: [work.session.execute(text("SELECT * FROM tabel_yang_tidak_ada"))],
    ],
)
def test_start_page_opens_without_what_a_broken_guest_would_bring(
    invite: Invite, work: Work, sign_in: SignIn, cards: Callable[[Work], Any]
) -> None:
    invite(dashboard_cards=cards)
    with committed(work):
        person = make_person(work)

    assert sign_in(person).get("/").status_code == 200
