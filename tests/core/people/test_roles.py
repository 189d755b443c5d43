"""Roles: given and taken by the admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.people import queries, services
from elearn.core.people.models import Person, Role
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_role, make_unit

SignInAs = Callable[[Person], FlaskClient]


@pytest.fixture
def admin(work: Work) -> Person:
    with committed(work):
        person = make_person(work, name="Ani")
        make_role(work, person, "admin")
    return person


def test_the_admin_gives_and_takes_a_role(sign_in: SignInAs, work: Work, admin: Person) -> None:
    with committed(work):
        unit = make_unit(work, code="D-1")
        person = make_person(work, unit)
    browser = sign_in(admin)
    browser.post("/peran", data={"nip": person.nip, "role": "hr", "unit": " D-1 "})
    with committed(work):
        role_id, *given = work.session.execute(
            select(Role.id, Role.role, Role.unit_id).where(Role.person_id == person.id)
        ).one()
    assert given == ["hr", unit.id]

    assert browser.post(f"/peran/{role_id}/cabut").location == "/peran"
    assert queries.held_role(work, person.id, "hr", unit.id) is None
    assert work.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
        "people:role:grant",
        "people:role:revoke",
    ]


def test_a_role_opens_doors_at_the_next_page(sign_in: SignInAs, work: Work) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)
    before = browser.get("/pegawai").status_code
    with committed(work):
        services.grant(work, person, "hr", make_unit(work))

    assert (before, browser.get("/pegawai").status_code) == (403, 200)


def test_a_role_that_is_held_is_not_given_twice(work: Work) -> None:
    person = make_person(work)

    assert services.grant(work, person, "trainer") is services.grant(work, person, "trainer")


@pytest.mark.parametrize(
    ("role", "code", "sentence"),
    [
        ("hr", "", "Peran pengelola SDM memerlukan unit kerja. Isi kode unitnya."),
        ("hr", "XX", "Tidak ada unit kerja dengan kode “XX”. Periksa kodenya."),
        ("trainer", "D-1", "Peran ini berlaku di seluruh instansi. Kosongkan unit kerjanya."),
        ("learner", "", "Peran “learner” tidak dikenal. Pilih salah satu: trainer, hr, admin."),
    ],
)
def test_a_role_out_of_place_is_refused(work: Work, role: str, code: str, sentence: str) -> None:
    make_unit(work, code="D-1")
    person = make_person(work)

    with pytest.raises(Invalid) as refused:
        services.grant_to(work, person.nip, role, code)
    assert refused.value.sentence == sentence


def test_a_role_for_an_unknown_number_is_refused(sign_in: SignInAs, admin: Person) -> None:
    answer = sign_in(admin).post("/peran", data={"nip": "199001012015032998", "role": "trainer", "unit": ""})

    assert answer.status_code == 422
    assert "Tidak ada pegawai dengan NIP “199001012015032998”." in answer.text


def test_a_malformed_number_shows_the_form_again(sign_in: SignInAs, admin: Person) -> None:
    answer = sign_in(admin).post("/peran", data={"nip": "12", "role": "trainer"})

    assert answer.status_code == 422
    assert "Beri peran" in answer.text


def test_the_last_admin_stays(work: Work, admin: Person) -> None:
    with pytest.raises(Conflict):
        services.revoke_from(work, admin.nip, "admin")


def test_a_role_that_is_not_held_cannot_be_taken(work: Work, admin: Person) -> None:
    with pytest.raises(Invalid) as refused:
        services.revoke_from(work, admin.nip, "trainer")
    assert refused.value.sentence == "Ani, S.AP. tidak memegang peran itu. Periksa peran dan kode unitnya."


def test_only_the_admin_gives_roles(sign_in: SignInAs, client: FlaskClient, work: Work) -> None:
    with committed(work):
        hr = make_person(work)
        make_role(work, hr, "hr")
    browser = sign_in(hr)

    assert [
        browser.get("/peran").status_code,
        browser.post("/peran").status_code,
        browser.post("/peran/1/cabut").status_code,
    ] == [403] * 3
    assert client.post("/peran").location == "/masuk"
