"""Cookies that come again are read once: never forged ones, never old ones, and nobody changes what another reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, session
from itsdangerous import BadSignature, SignatureExpired

from elearn.web.cookies import Cookies

LONG = 3600


@pytest.fixture
def signed() -> Flask:
    made = Flask("signed")
    made.secret_key = "kunci"
    made.session_interface = Cookies()

    @made.get("/tambah")
    def add() -> list[str]:
        session["kata"] = [*session.get("kata", []), "a"]
        session["kata"].append("b")
        return list(session["kata"])

    @made.get("/lihat")
    def look() -> list[str]:
        session.get("kata", []).append("hilang")  # not said to be modified, so it is gone with the request
        return list(session.get("kata", []))

    return made


def test_session_goes_on_and_a_change_unsaved_is_gone(signed: Flask) -> None:
    browser = signed.test_client()
    assert browser.get("/tambah").json == ["a", "b"]
    assert browser.get("/lihat").json == ["a", "b", "hilang"]
    assert browser.get("/lihat").json == ["a", "b", "hilang"]
    assert browser.get("/tambah").json == ["a", "b", "a", "b"]


def test_forged_cookie_is_refused_each_time(signed: Flask) -> None:
    signer = Cookies().get_signing_serializer(signed)
    assert signer
    cookie = signer.dumps({"a": 1})
    assert signer.loads(cookie, max_age=LONG) == {"a": 1}
    for _ in range(2):
        with pytest.raises(BadSignature):
            signer.loads(cookie[:-2] + "xx", max_age=LONG)


def test_cookie_grows_old_though_it_was_read_before(signed: Flask) -> None:
    signer = Cookies().get_signing_serializer(signed)
    assert signer
    cookie = signer.dumps({"a": 1})
    assert signer.loads(cookie, max_age=LONG) == {"a": 1}
    with pytest.raises(SignatureExpired):
        signer.loads(cookie, max_age=-1)


def test_session_lasts_as_long_as_the_app_says(signed: Flask) -> None:
    browser = signed.test_client()
    browser.get("/tambah")
    signed.permanent_session_lifetime = timedelta(seconds=-1)
    assert browser.get("/lihat").json == []
