"""Signing in and out, in a real browser session over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.core.people import passwords, queries, services
from elearn.core.people.models import Account, Person, SignIn, SignInFailure
from elearn.core.people.services import send_guest_away
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import PASSWORD, made_up_nip, make_guest, make_person, make_role, make_unit

SignInAs = Callable[[Person], FlaskClient]
Counting = Callable[[], AbstractContextManager[list[str]]]
SERIAL = count(1)
WRONG = "NIP atau kata sandi salah. Periksa keduanya, lalu coba lagi."


@pytest.fixture
def person(work: Work) -> Person:
    with committed(work):
        return make_person(work)


def try_to_enter(client: FlaskClient, nip: str, password: str = PASSWORD, address: str = "127.0.0.1") -> int:
    sent = {"nip": nip, "password": password}
    return client.post("/masuk", data=sent, environ_base={"REMOTE_ADDR": address}).status_code


def test_sign_in_takes_a_number_with_spaces(client: FlaskClient, person: Person) -> None:
    spaced = f"{person.nip[:8]} {person.nip[8:14]} {person.nip[14]} {person.nip[15:]}"

    assert try_to_enter(client, spaced) == 302
    assert client.get("/akun").status_code == 200


def test_sign_in_takes_an_old_number(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        person.old_nip = "199001012021212777"

    assert try_to_enter(client, "199001012021212777") == 302


def test_sign_in_goes_on_to_the_page_that_was_wanted(client: FlaskClient, person: Person) -> None:
    asked = client.get("/akun?x=1")
    answer = client.post(asked.location, data={"nip": person.nip, "password": PASSWORD})

    assert (asked.location, answer.location) == ("/masuk?lanjut=/akun?x%3D1", "/akun?x=1")


def test_sign_in_never_goes_on_to_another_site(client: FlaskClient, person: Person) -> None:
    answer = client.post("/masuk?lanjut=//jahat.example/", data={"nip": person.nip, "password": PASSWORD})

    assert answer.location == "/"


def test_a_wrong_password_an_unknown_number_and_a_guest_sent_away_get_the_same_answer(
    client: FlaskClient, work: Work, person: Person
) -> None:
    with committed(work):
        guest = make_guest(work)
        send_guest_away(work, guest)
    answers = [
        client.post("/masuk", data={"nip": nip, "password": password})
        for nip, password in ((person.nip, "salah besar"), ("199001012015032998", PASSWORD), (guest.nip, PASSWORD))
    ]

    assert [(answer.status_code, answer.text.count(WRONG)) for answer in answers] == [(422, 2)] * 3


def test_a_malformed_number_is_explained(client: FlaskClient) -> None:
    answer = client.post("/masuk", data={"nip": "1990", "password": PASSWORD})

    assert answer.status_code == 422
    assert "18 angka" in answer.text


def test_a_pause_follows_too_many_failures_of_one_account(client: FlaskClient, house: House, person: Person) -> None:
    limit = house.settings.sign_in_failures
    statuses = [try_to_enter(client, person.nip, "salah besar") for _ in range(limit)]
    answer = client.post("/masuk", data={"nip": person.nip, "password": PASSWORD})

    assert statuses == [422] * limit
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= house.settings.sign_in_pause_minutes * 60
    assert "Tunggu 15 menit, lalu coba lagi, atau minta kode atur ulang kepada pengelola SDM." in answer.text


def test_an_old_number_gives_no_second_set_of_guesses(client: FlaskClient, work: Work, person: Person) -> None:
    with committed(work):
        person.old_nip = "199001012021212777"
    statuses = [try_to_enter(client, nip, "salah besar") for nip in [person.nip, "199001012021212777"] * 5]

    assert statuses == [422] * 8 + [429] * 2


def test_a_pause_follows_too_many_failures_of_one_address(client: FlaskClient, house: House, work: Work) -> None:
    limit = house.settings.sign_in_failures * 5
    with committed(work):
        person = make_person(work)
        work.session.add_all(SignInFailure(key="ip:10.1.1.1", at=work.now) for _ in range(limit))

    assert try_to_enter(client, person.nip, address="10.1.1.1") == 429
    assert try_to_enter(client, person.nip, address="10.1.1.2") == 302


def test_the_pause_ends_by_itself(client: FlaskClient, house: House, work: Work) -> None:
    long_ago = work.now - timedelta(minutes=house.settings.sign_in_pause_minutes, seconds=1)
    with committed(work):
        person = make_person(work)
        work.session.add_all(SignInFailure(key=f"nip:{person.nip}", at=long_ago) for _ in range(20))

    assert try_to_enter(client, person.nip) == 302
    assert work.session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_all_addresses_of_one_ipv6_network_count_together(work: Work, person: Person) -> None:
    for last in range(3):
        services.note_failure(work, services.claim(work, person.nip, f"2001:db8::{last}"))

    keys = work.session.scalars(select(SignInFailure.key).where(SignInFailure.key.startswith("ip:"))).all()

    assert keys == ["ip:2001:db8::/64"] * 3


def test_an_office_signing_in_at_once_is_not_taken_for_an_attack(work: Work, house: House) -> None:
    for _ in range(house.settings.sign_in_failures * 5 + 5):
        services.claim(work, made_up_nip(next(SERIAL)), "10.1.1.1")

    assert work.session.scalar(select(func.count()).where(SignInFailure.key == "ip:10.1.1.1")) == 0


def test_a_password_is_checked_while_nobody_is_kept_from_writing(app: Flask, house: House, person: Person) -> None:
    statuses: list[int] = []
    browser = Thread(target=lambda: statuses.append(try_to_enter(app.test_client(), person.nip)))
    with passwords._Gate.slots, passwords._Gate.slots:  # every hash of this process is taken: the browser must wait
        browser.start()
        with house.work(write=False) as work:
            while work.session.scalar(select(func.count()).select_from(SignInFailure)) == 0:
                work.session.rollback()
        with house.work(write=True) as work, committed(work):
            make_unit(work)
        assert statuses == []
    browser.join()

    assert statuses == [302]


def test_a_session_begins_afresh_at_sign_in(client: FlaskClient, person: Person) -> None:
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"
        before["language"] = "en"
    try_to_enter(client, person.nip)

    with client.session_transaction() as after:
        assert sorted(key for key in after if not key.startswith("_")) == ["language"]


def test_each_sign_in_has_a_token_of_its_own_and_only_its_hash_is_stored(
    client: FlaskClient, work: Work, person: Person
) -> None:
    tokens = []
    for _ in range(2):
        try_to_enter(client, person.nip)
        with client.session_transaction() as cookie:
            tokens.append(cookie["_user_id"])

    assert len(set(tokens)) == 2
    assert set(work.session.scalars(select(SignIn.token_hash))) == {queries.token_hash(token) for token in tokens}


def test_signing_out_ends_the_session_on_the_server(client: FlaskClient, work: Work, person: Person) -> None:
    try_to_enter(client, person.nip)
    cookie = client.get_cookie("elearn")
    assert cookie is not None
    answer = client.post("/keluar")
    client.set_cookie("elearn", cookie.value)

    assert answer.location == "/masuk"
    assert client.get("/akun").status_code == 302
    assert work.session.scalars(select(SignIn)).all() == []


def test_signing_out_needs_a_token_against_forged_requests(app: Flask, client: FlaskClient, person: Person) -> None:
    try_to_enter(client, person.nip)
    app.config["WTF_CSRF_ENABLED"] = True

    assert client.post("/keluar").status_code == 400
    assert client.get("/akun").status_code == 200


def test_a_sign_in_ends_after_hours_of_silence(client: FlaskClient, house: House, work: Work, person: Person) -> None:
    try_to_enter(client, person.nip)
    with committed(work):
        work.session.scalars(select(SignIn)).one().seen_at -= timedelta(hours=house.settings.session_hours)

    assert client.get("/akun").status_code == 302


def test_reading_keeps_a_session_alive_but_writes_at_most_every_five_minutes(
    client: FlaskClient, work: Work, person: Person, count_statements: Counting
) -> None:
    try_to_enter(client, person.nip)
    with committed(work):
        work.session.scalars(select(SignIn)).one().seen_at -= timedelta(minutes=6)

    first, second = [written(client, count_statements) for _ in range(2)]
    work.session.expire_all()

    assert (first, second) == (1, 0)
    assert datetime.now(UTC) - work.session.scalars(select(SignIn)).one().seen_at < timedelta(minutes=1)


def written(client: FlaskClient, count_statements: Counting) -> int:
    """How many rows a look at the account page writes."""
    with count_statements() as statements:
        assert client.get("/akun").status_code == 200
    return sum(statement.startswith(("UPDATE", "INSERT", "DELETE")) for statement in statements)


def test_who_is_signed_in_is_one_statement(
    house: House, work: Work, person: Person, count_statements: Counting
) -> None:
    with committed(work):
        make_role(work, person, "trainer")
        hr = make_role(work, person, "hr")
        token = services.sign_in(work, services.claim(work, person.nip, "10.0.0.1"), "Firefox")
    with count_statements() as statements:
        found = queries.signed_in(work, token, house.role_permissions)

    assert len(statements) == 1
    assert found is not None
    assert (found.actor.person_id, found.actor.name) == (person.id, "Siti Rahmawati, S.AP.")
    assert [(grant.role, grant.scope) for grant in found.actor.grants] == [("trainer", None), ("hr", hr.unit_id)]
    assert found.actor.permissions == house.role_permissions["trainer"] | house.role_permissions["hr"]


def test_a_learner_holds_a_learners_permissions_only(house: House, work: Work, person: Person) -> None:
    token = services.sign_in(work, services.claim(work, person.nip, "10.0.0.1"), "Firefox")
    found = queries.signed_in(work, token, house.role_permissions)

    assert found is not None
    assert found.actor.permissions == house.role_permissions["learner"]


def test_signing_out_everywhere_ends_every_browser(sign_in: SignInAs, person: Person) -> None:
    phone, desk = sign_in(person), sign_in(person)
    answer = desk.post("/akun/keluar-semua")

    assert answer.location == "/masuk"
    assert [browser.get("/akun").status_code for browser in (phone, desk)] == [302, 302]


def test_the_account_page_names_each_browser(client: FlaskClient, person: Person) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    client.post("/masuk", data={"nip": person.nip, "password": PASSWORD}, headers={"User-Agent": agent})
    page = client.get("/akun").text

    assert page.count("Chrome di Android") == 1
    assert page.count("peramban ini") == 1


def test_a_password_somebody_else_chose_must_be_changed_first(client: FlaskClient, work: Work, person: Person) -> None:
    make_role(work, person, "hr")
    with committed(work):
        work.session.get_one(Account, person.id).must_change = True
    try_to_enter(client, person.nip)

    assert [client.get(path).location for path in ("/akun", "/pegawai")] == ["/kata-sandi", "/kata-sandi"]
    assert "Pilih kata sandi baru" in client.get("/kata-sandi").text


def change(client: FlaskClient, current: str, new: str, again: str | None = None) -> str:
    """The page (or "" for a redirect) after sending the form for a new password."""
    answer = client.post(
        "/kata-sandi", data={"nip": "199001012015032998", "current": current, "new": new, "again": again or new}
    )
    return answer.text if answer.status_code == 422 else ""


def test_a_changed_password_opens_and_the_old_one_does_not(
    sign_in: SignInAs, client: FlaskClient, person: Person
) -> None:
    browser, other = sign_in(person), sign_in(person)

    assert change(browser, PASSWORD, "hujan di bulan juni") == ""
    assert [b.get("/akun").status_code for b in (browser, other)] == [200, 302]
    assert [try_to_enter(client, person.nip, password) for password in (PASSWORD, "hujan di bulan juni")] == [422, 302]


@pytest.mark.parametrize(
    ("current", "new", "again", "sentence"),
    [
        ("salah besar", "hujan di bulan juni", None, "Kata sandi sekarang salah. Ketik ulang."),
        (PASSWORD, "pendek", None, "Kata sandi paling sedikit 10 huruf"),
        (PASSWORD, "hujan di bulan juni", "hujan di bulan juli", "Kedua kata sandi baru tidak sama. Ketik ulang."),
        (PASSWORD, PASSWORD, None, "Kata sandi baru sama dengan yang sekarang. Pilih yang lain."),
        (PASSWORD, "rahasia19900101", None, "Jangan memakai tanggal lahir atau NIP"),
        (PASSWORD, "a" * 12, None, "Kata sandi ini terlalu mudah ditebak."),
    ],
)
def test_a_poor_new_password_is_explained(
    sign_in: SignInAs, person: Person, current: str, new: str, again: str | None, sentence: str
) -> None:
    assert sentence in change(sign_in(person), current, new, again)


def test_a_visitor_is_sent_to_the_sign_in_page(client: FlaskClient) -> None:
    answers = [
        client.get("/akun"),
        client.get("/kata-sandi"),
        client.post("/akun/keluar-semua"),
        client.post("/kata-sandi"),
    ]

    assert [answer.location.partition("?")[0] for answer in answers] == ["/masuk"] * 4


def test_a_language_is_kept_and_signed_in_people_need_no_form(sign_in: SignInAs, work: Work) -> None:
    with committed(work):
        person = make_person(work, make_unit(work))

    assert sign_in(person).get("/masuk?lanjut=/akun").location == "/akun"
