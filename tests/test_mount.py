"""elearn mounts into an existing Flask app below a prefix, and leaves the host alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from elearn import Elearn
from elearn.config import Settings
from elearn.hooks.house import House
from elearn.kernel.work import committed
from elearn.testing.factories.people import PASSWORD, make_person
from elearn.web.current import EXTENSION


@pytest.fixture
def portal(settings: Settings) -> Iterator[Flask]:
    """A Flask app of somebody else's, with elearn below /belajar."""
    host = Flask("portal")
    host.secret_key = "portal"
    host.add_url_rule("/", "home", lambda: "portal pegawai")
    Elearn(host, url_prefix="/belajar", settings=settings)
    yield host
    host.extensions["elearn_app"].extensions[EXTENSION].close()


def token_of(page: TestResponse) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def test_host_keeps_its_own_pages(portal: Flask) -> None:
    assert portal.test_client().get("/").text == "portal pegawai"


def test_signing_in_below_the_prefix_stays_below_it(portal: Flask, house: House) -> None:
    with house.work(write=True) as work, committed(work):
        nip = make_person(work).nip
    browser = portal.test_client()
    page = browser.get("/belajar/masuk")

    answer = browser.post("/belajar/masuk", data={"nip": nip, "password": PASSWORD, "csrf_token": token_of(page)})
    start = browser.get(answer.headers["Location"])

    assert answer.headers["Location"] == "/belajar/"
    assert [line for line in answer.headers.getlist("Set-Cookie") if "Path=/belajar" not in line] == []
    assert start.status_code == 200
    assert 'href="/belajar/katalog"' in start.text
    assert 'href="/katalog"' not in start.text
