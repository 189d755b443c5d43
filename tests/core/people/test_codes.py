"""One-time codes: made by HR, used once by the person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.people import queries, services
from elearn.core.people.models import Account, Person
from elearn.core.people.passwords import verify_password
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Denied
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.people import PASSWORD, make_person, make_role, make_unit

SignInAs = Callable[[Person], FlaskClient]
SIGNED = re.compile(r"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}")
"""A CSRF token: it holds the second in which it was made."""

NEW = "hujan di bulan juni"


@pytest.fixture
def person(work: Work) -> Person:
    with committed(work):
        return make_person(work)


def redeem(client: FlaskClient, nip: str, code: str, new: str = NEW) -> int:
    return client.post("/atur-ulang", data={"nip": nip, "code": code, "new": new, "again": new}).status_code


def test_a_code_gives_a_new_password_once(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        code = services.issue_reset_code(work, person)

    assert redeem(client, person.nip, code.text.lower().replace("-", " ")) == 302
    assert client.get("/akun").status_code == 200
    assert redeem(client, person.nip, code.text) == 422


def test_a_code_signs_all_other_browsers_out(
    sign_in: SignInAs, client: FlaskClient, work: Work, person: Person
) -> None:
    browser = sign_in(person)
    with committed(work):
        code = services.issue_reset_code(work, person)
    redeem(client, person.nip, code.text)

    assert browser.get("/akun").status_code == 302


def test_a_code_lets_in_somebody_who_never_had_a_password(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        work.session.delete(work.session.get_one(Account, person.id))
        work.session.flush()
        work.session.expire_all()
        code = services.issue_reset_code(work, person)

    assert redeem(client, person.nip, code.text) == 302


def test_an_expired_code_is_refused(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        code = services.issue_reset_code(work, person)
        work.session.get_one(Account, person.id).code_expires_at = work.now - timedelta(seconds=1)

    assert redeem(client, person.nip, code.text) == 422


def test_a_second_code_cancels_the_first(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        first, second = [services.issue_reset_code(work, person) for _ in range(2)]

    assert [redeem(client, person.nip, code.text) for code in (first, second)] == [422, 302]


def test_guessing_codes_is_paused_like_guessing_passwords(client: FlaskClient, person: Person) -> None:
    statuses = [redeem(client, person.nip, "AAAA-AAAA-AAAA") for _ in range(9)]

    assert statuses == [422] * 8 + [429]


def test_an_unknown_number_gets_the_same_answer_as_a_wrong_code(client: FlaskClient, person: Person) -> None:
    def answer(nip: str) -> str:
        text = client.post("/atur-ulang", data={"nip": nip, "code": "AAAA-AAAA-AAAA", "new": NEW, "again": NEW}).text
        return SIGNED.sub("", text).replace(nip, "")

    assert answer(person.nip) == answer("199001012015032998")


def test_a_code_is_stored_only_as_a_keyed_hash_and_noted(work: Work, person: Person) -> None:
    code = services.issue_reset_code(work, person)
    stored = work.session.get_one(Account, person.id).code_hash
    entry = work.session.scalars(select(AuditEntry)).one()

    assert stored is not None
    assert len(stored) == 64
    assert (entry.action, entry.subject) == ("people:code:create", f"person:{person.id}")
    assert code.text not in str(entry.facts)


def test_hr_sees_the_code_once(sign_in: SignInAs, client: FlaskClient, work: Work) -> None:
    with committed(work):
        unit = make_unit(work)
        hr, person = make_person(work, unit), make_person(work, unit)
        make_role(work, hr, "hr")
    browser = sign_in(hr)
    page = browser.post(f"/pegawai/{person.id}/kode").text
    code = page.partition('<span id="kode">')[2][:14]

    assert code not in browser.get(f"/pegawai/{person.id}").text
    assert redeem(client, person.nip, code) == 302


def test_hr_makes_no_code_outside_the_scope_nor_for_an_admin(sign_in: SignInAs, work: Work) -> None:
    with committed(work):
        unit = make_unit(work)
        hr, admin, stranger = make_person(work, unit), make_person(work, unit), make_person(work)
        make_role(work, hr, "hr")
        make_role(work, admin, "admin")
    browser = sign_in(hr)

    assert [browser.post(f"/pegawai/{person.id}/kode").status_code for person in (stranger, admin)] == [404, 403]


def test_hr_makes_no_code_for_hr_of_a_wider_scope(work: Work) -> None:
    agency = make_unit(work)
    office = make_unit(work, agency)
    narrow, wide, same = (make_person(work, office) for _ in range(3))
    make_role(work, wide, "hr", agency)
    make_role(work, same, "hr", office)
    token = services.sign_in(work, services.claim(work, narrow.nip, "::"), "")
    make_role(work, narrow, "hr", office)
    work.actor = actor_of(work, token)

    services.issue_reset_code(work, same)
    with pytest.raises(Denied):
        services.issue_reset_code(work, wide)


def actor_of(work: Work, token: str) -> Actor:
    found = queries.signed_in(work, token, {role: frozenset() for role in ("learner", "hr")})
    assert found is not None
    return found.actor


def test_a_learner_makes_no_code(sign_in: SignInAs, person: Person) -> None:
    assert sign_in(person).post(f"/pegawai/{person.id}/kode").status_code == 403


def test_first_codes_go_to_those_without_a_password(work: Work) -> None:
    unit = make_unit(work)
    newcomer, invited, settled, elsewhere = (
        make_person(work, unit),
        make_person(work, make_unit(work, unit)),
        make_person(work, unit),
        make_person(work),
    )
    for person in (newcomer, invited, elsewhere):
        work.session.get_one(Account, person.id).password_hash = None
    work.session.delete(work.session.get_one(Account, newcomer.id))
    work.session.flush()

    issued = services.issue_first_codes(work, unit, timedelta(days=14))

    assert sorted(person.id for person, _ in issued) == sorted([newcomer.id, invited.id])
    assert {code.expires_at for _, code in issued} == {work.now + timedelta(days=14)}
    assert verify_password(work.session.get_one(Account, settled.id).password_hash, PASSWORD)


def test_a_code_ends_the_pause_after_failed_sign_ins(client: FlaskClient, work: Work, person: Person) -> None:
    for _ in range(work.settings.sign_in_failures):
        client.post("/masuk", data={"nip": person.nip, "password": "bukan ini"})
    assert client.post("/masuk", data={"nip": person.nip, "password": PASSWORD}).status_code == 429
    with committed(work):
        code = services.issue_reset_code(work, person)

    assert redeem(client, person.nip, code.text) == 302
