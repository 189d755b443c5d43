"""What surrounds every page: headers, CSRF, the guard, static files, errors, languages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.errors import DomainError, Invalid, TooMany
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_role
from elearn.web.guard import public
from elearn.web.urls import safe_next


def test_every_page_carries_the_strict_policy(client: FlaskClient) -> None:
    headers = client.get("/masuk").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"], headers["Cache-Control"]) == (
        "DENY",
        "nosniff",
        "no-store",
    )


def test_pages_hold_no_inline_script_or_style(client: FlaskClient) -> None:
    page = client.get("/masuk").text

    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page) == []
    assert [url for url in re.findall(r'(?:src|href)="([^"#]+)"', page) if not url.startswith("/")] == []


def test_post_without_token_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/masuk", data={"nip": "1", "password": "x"})

    assert answer.status_code == 400
    assert "Formulir ini sudah kedaluwarsa demi keamanan." in answer.text


def test_visitor_is_sent_to_sign_in_and_back(client: FlaskClient) -> None:
    answer = client.get("/katalog?q=spbe")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/masuk?lanjut=/katalog?q%3Dspbe")


def test_route_without_a_permission_is_denied(app: Flask, work: Work, sign_in: Callable[[Person], FlaskClient]) -> None:
    app.add_url_rule("/lupa", "forgotten", lambda: "bocor")
    with committed(work):
        person = make_person(work)

    assert sign_in(person).get("/lupa").status_code == 403


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_static_files_are_ready_made_and_kept_for_ever(
    client: FlaskClient, accepted: str, unpack: Callable[[bytes], bytes]
) -> None:
    page = client.get("/masuk").text
    address = re.findall(r'href="(/static/[^"]+style\.css)"', page)[0]
    answer = client.get(address, headers={"Accept-Encoding": accepted})

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers.get("Content-Encoding", "") == accepted
    assert b"lesson-text" in unpack(answer.data)


@pytest.mark.parametrize("path", ["web/../shell.py", "web/nothing.css", "nobody/style.css", "web/%2e%2e/routes.py"])
def test_static_files_outside_the_folders_do_not_exist(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/0/{path}").status_code == 404


@pytest.mark.parametrize("error", [Invalid("Nilai harus 0 sampai 100."), TooMany("Tunggu 5 menit.", 300)])
def test_refusal_is_a_page_with_its_sentence_and_status(app: Flask, error: DomainError) -> None:
    @public
    def refuse() -> str:
        raise error

    app.add_url_rule("/tolak", "refuse", refuse)
    answer = app.test_client().get("/tolak")

    assert (answer.status_code, error.sentence in answer.text) == (error.status, True)
    assert answer.headers.get("Retry-After") == ("300" if isinstance(error, TooMany) else None)


def test_bug_is_one_calm_sentence_without_details(app: Flask) -> None:
    @public
    def broken() -> str:
        raise RuntimeError("rahasia")

    app.add_url_rule("/rusak", "broken", broken)
    answer = app.test_client().get("/rusak")

    assert (answer.status_code, "rahasia" in answer.text) == (500, False)
    assert "Ini kesalahan sistem, bukan kesalahan Anda." in answer.text


def test_unknown_address_is_a_page(client: FlaskClient) -> None:
    answer = client.get("/entah")

    assert (answer.status_code, "Periksa kembali alamatnya." in answer.text) == (404, True)


def test_english_is_remembered(client: FlaskClient) -> None:
    answer = client.post("/bahasa", data={"lang": "en"}, headers={"Referer": "http://localhost/masuk"})
    page = client.get(answer.headers["Location"]).text

    assert (answer.headers["Location"], '<html lang="en">' in page, "Sign in" in page) == ("/masuk", True, True)


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/masuk",
        "//jahat.example",
        "/\\jahat.example",
        "javascript:alert(1)",
        "",
        None,
        "http://localhost//jahat.example",
        "http://[jahat",
    ],
)
def test_foreign_address_is_never_followed(app: Flask, address: str | None) -> None:
    with app.test_request_context("/"):
        assert safe_next(address) == "/"


def test_own_address_is_followed_with_its_query(app: Flask) -> None:
    with app.test_request_context("/"):
        assert safe_next("/katalog?q=a") == "/katalog?q=a"


def test_request_that_is_too_large_is_one_sentence(house: House, app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 100
    answer = app.test_client().post("/masuk", data={"nip": "1" * 500, "password": "x"})

    assert (answer.status_code, "terlalu besar" in answer.text) == (413, True)


def test_address_may_ask_for_a_language_and_changes_nothing_else(client: FlaskClient) -> None:
    asked = [client.get(f"/masuk?bahasa={language}").text for language in ("en", "xx", "id")]

    assert ['<html lang="en">' in page for page in (*asked, client.get("/masuk").text)] == [True, False, False, False]
    client.post("/bahasa", data={"lang": "en"})
    assert ['<html lang="en">' in client.get(f"/masuk{more}").text for more in ("", "?bahasa=xx", "?bahasa=id")] == [
        True, True, False,
    ]  # fmt: skip


def test_refusal_of_a_forged_form_speaks_the_language_of_its_reader(app: Flask) -> None:
    english, indonesian = app.test_client(), app.test_client()
    english.post("/bahasa", data={"lang": "en"})
    app.config["WTF_CSRF_ENABLED"] = True
    english.get("/masuk")  # the same thread serves both, one after the other

    assert '<html lang="id"' in indonesian.post("/masuk").text


@pytest.mark.parametrize(
    ("path", "title"),
    [("/pegawai", "Pegawai"), ("/peran", "Peran"), ("/akun", None), ("/kata-sandi", None), ("/katalog", "Katalog"),
     ("/kursus/entah", "Katalog"), ("/pengajar/entah", "Pengajar"), ("/riwayat/transkrip", "Riwayat"), ("/verifikasi", None)],
)  # fmt: skip
def test_menu_marks_where_the_reader_is(
    app: Flask, work: Work, sign_in: Callable[[Person], FlaskClient], path: str, title: str | None
) -> None:
    with committed(work):
        person = make_person(work)
        for role in ("trainer", "admin"):
            make_role(work, person, role)
    page = sign_in(person).get(path).text

    marked = re.findall(r'<a[^>]*aria-current="page"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert {re.sub(r"<[^>]+>", "", words).strip() for words in marked} == ({title} if title else set())
