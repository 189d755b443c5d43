"""Every route of the house and of its guests refuses whom it must: found in the URL map, so that new routes are covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from elearn.hooks.house import House
from elearn.kernel.permissions import ADMIN, ALUMNI, GUEST, HR, LEARNER, ROLE_TITLES, TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_guest, make_person, make_role, make_unit
from elearn.web.guard import PUBLIC, permission_of

PLACE = re.compile(r"<(?:(?P<kind>\w+)(?:\([^)]*\))?:)?\w+>")
"""A variable part of an address, with the name of its converter."""

NOBODY = "2147483647"
"""The largest number a column holds; no row has it."""

HUGE = ("2147483648", "9223372036854775808", "1" + "0" * 20, "-1")
"""Just beyond a column's integer, beyond SQLite's, beyond any, and below all."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address with one way of asking; `permission` is what its function names."""

    method: str
    rule: Rule
    permission: str | None

    def url(self, number: str = "1", text: str = "x") -> str:
        """The address with `number` in the place of every id and `text` in that of every word."""
        return PLACE.sub(lambda place: number if place["kind"] == "int" else text, self.rule.rule)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def routes(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        for method in sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"}):
            yield Route(method, rule, permission_of(app, rule.endpoint))


def guarded(app: Flask) -> list[Route]:
    return [route for route in routes(app) if route.permission != PUBLIC]


def posts(app: Flask) -> list[Route]:
    return [route for route in routes(app) if route.method != "GET"]


def browser_of(work: Work, sign_in: SignIn, *roles: str) -> FlaskClient:
    if GUEST in roles:
        with committed(work):
            guest = make_guest(work)
        return sign_in(guest)
    with committed(work):
        unit = make_unit(work)
        person = make_person(work, unit)
        person.is_active = ALUMNI not in roles
        for role in roles:
            if role not in (LEARNER, ALUMNI):
                make_role(work, person, role, unit if role == HR else None)
    return sign_in(person)


def test_visitor_is_sent_to_sign_in(client: FlaskClient, app: Flask) -> None:
    answers = {str(route): client.open(route.url(), method=route.method) for route in guarded(app)}
    wrong = {
        name: (answer.status_code, answer.headers.get("Location"))
        for name, answer in answers.items()
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/masuk")
    }

    assert wrong == {}


def test_visitor_behind_an_old_page_is_told_so(client: FlaskClient, app: Flask) -> None:
    htmx = {"HX-Request": "true"}
    statuses = {
        str(route): client.open(route.url(), method=route.method, headers=htmx).status_code for route in guarded(app)
    }

    assert {name: status for name, status in statuses.items() if status != 409} == {}


@pytest.mark.parametrize("role", ROLE_TITLES)
def test_role_is_refused_what_its_permissions_do_not_hold(
    app: Flask, house: House, work: Work, sign_in: SignIn, role: str
) -> None:
    browser = browser_of(work, sign_in, role)
    foreign = [route for route in guarded(app) if route.permission not in house.role_permissions[role]]
    statuses = {str(route): browser.open(route.url(), method=route.method).status_code for route in foreign}

    assert statuses
    assert {name: status for name, status in statuses.items() if status != 403} == {}


def test_post_without_a_token_is_refused(app: Flask, work: Work, sign_in: SignIn) -> None:
    browser = browser_of(work, sign_in, TRAINER, HR, ADMIN)
    app.config["WTF_CSRF_ENABLED"] = True
    statuses = {str(route): browser.open(route.url(), method=route.method).status_code for route in posts(app)}

    assert {name: status for name, status in statuses.items() if status != 400} == {}


def test_number_beyond_the_database_and_odd_words_are_no_bug(app: Flask, work: Work, sign_in: SignIn) -> None:
    browser = browser_of(work, sign_in, TRAINER, HR, ADMIN)
    odd = [(number, "x") for number in HUGE] + [
        (NOBODY, text) for text in ("%00", "%ff%fe", "%ed%a0%80", "%25", "_", "a" * 5000)
    ]
    urls = {(route.method, route.url(*pair)) for route in routes(app) if route.rule.arguments for pair in odd}
    statuses = {(method, url[:80]): browser.open(url, method=method).status_code for method, url in sorted(urls)}

    assert {asked: status for asked, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize(
    "query", ["halaman=-1", "halaman=abc", "halaman=" + "9" * 21, "halaman=%D9%A3", "q=%25", "q=_", "q=%ff", "q=%F0%9F%98%80", "unit=" + "9" * 21,
              "tahun=99999999999", "urut=%3Bdrop", "q=" + "a" * 9000]
)  # fmt: skip
def test_unknown_words_in_the_query_are_no_bug(app: Flask, work: Work, sign_in: SignIn, query: str) -> None:
    browser = browser_of(work, sign_in, TRAINER, HR, ADMIN)
    pages = [route for route in routes(app) if route.method == "GET" and not route.rule.arguments]
    statuses = {str(route): browser.get(f"{route.url()}?{query}").status_code for route in pages}

    assert {name: status for name, status in statuses.items() if status >= 500} == {}
