"""A full disk, a disk that cannot be written, a database that is away: one sentence each, and what was stored stays."""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select, text

from elearn.core.people.models import Person, SignIn
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry, note
from elearn.kernel.db import Database
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person
from elearn.web.current import current_work
from elearn.web.guard import public

FULL = (507, "Kiriman Anda belum dapat disimpan karena ruang penyimpanan server penuh.")
DOWN = (503, "Penyimpanan server sedang tidak dapat dipakai, jadi ini belum dapat dilakukan.")
KEPT = "Data yang sudah tersimpan tidak hilang."

SignInWith = Callable[[Person], FlaskClient]
Spoil = Callable[[Work], None]


def fill(work: Work) -> None:
    """From here on the database has no room left."""
    if work.session.get_bind().dialect.name == "sqlite":
        work.session.execute(text("PRAGMA max_page_count = 1"))  # no more than it has now
    else:
        work.session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"))


def cut(work: Work) -> None:
    """From here on the database cannot be written: its disk turned read-only, or its server went away."""
    if work.session.get_bind().dialect.name == "sqlite":
        work.session.execute(text("PRAGMA query_only = 1"))
    else:
        work.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.fixture
def storing(app: Flask, house: House) -> Iterator[Callable[[Spoil | None], FlaskClient]]:
    """A browser for a page that stores a megabyte, and on which storage may fail on the way."""
    spoils: list[Spoil] = []

    @public
    def store() -> str:
        with committed(current_work()) as work:
            note(work, "test:row:first", "x")
            for spoil in spoils:
                spoil(work)
            note(work, "test:row:second", "x", content="x" * 1_000_000)
        return "stored"

    app.add_url_rule("/simpan", view_func=store, methods=["POST"])

    def browser(spoil: Spoil | None) -> FlaskClient:
        spoils[:] = [spoil] if spoil else []
        return app.test_client()

    yield browser
    house.database.engine.dispose()  # the spoiled connection goes too


@pytest.mark.parametrize(("spoil", "answer"), [(fill, FULL), (cut, DOWN)])
def test_database_that_does_not_take_it_is_one_sentence_and_keeps_nothing_by_half(
    house: House, storing: Callable[[Spoil | None], FlaskClient], spoil: Spoil, answer: tuple[int, str]
) -> None:
    assert storing(None).post("/simpan").text == "stored"

    refused = storing(spoil).post("/simpan")
    house.database.engine.dispose()

    assert (refused.status_code, answer[1] in refused.text, KEPT in refused.text) == (answer[0], True, True)
    assert kept(house) == ["test:row:first", "test:row:second"]
    assert storing(None).post("/simpan").text == "stored"
    assert len(kept(house)) == 4


def kept(house: House) -> list[str]:
    with house.work(write=False) as work:
        return list(work.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_upload_that_finds_no_room_on_its_way_is_one_sentence(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tiada"))  # where a large upload waits while it arrives

    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
        + bytes(600_000)
        + b"\r\n--x--\r\n"
    )

    answer = app.test_client().post("/masuk", data=body, content_type="multipart/form-data; boundary=x")

    assert (answer.status_code, DOWN[1] in answer.text) == (503, True)
    gc.collect()  # the parser of forms has left its file to the collector


@contextmanager
def unwritable(house: House) -> Iterator[None]:
    """Every write about sign-ins fails, as on a full or a read-only disk; reading goes on."""
    engine = house.database.engine
    if engine.dialect.name == "sqlite":
        engine.dispose()

        def forbid(connection: object, record: object) -> None:
            connection.execute("PRAGMA query_only = 1")  # type: ignore[attr-defined]  # a driver's connection

        event.listen(engine, "connect", forbid)
        yield
        event.remove(engine, "connect", forbid)
        engine.dispose()
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER full_disk BEFORE UPDATE ON people_sign_in EXECUTE FUNCTION full_disk()"
        )
    yield
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP FUNCTION full_disk CASCADE")


def test_reading_goes_on_when_nothing_can_be_written(
    work: Work, house: House, sign_in: SignInWith, caplog: pytest.LogCaptureFixture
) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)
    with committed(work):
        work.session.scalars(select(SignIn)).one().seen_at -= timedelta(minutes=6)  # time to note that they are here

    with unwritable(house), caplog.at_level(logging.WARNING):
        page = browser.get("/akun")

    assert (page.status_code, person.name in page.text) == (200, True)
    assert [line.message.partition(" noted:")[0] for line in caplog.records] == ["when a browser was last seen was not"]


def test_database_that_is_away_is_one_sentence_on_every_page(
    work: Work, app: Flask, house: House, sign_in: SignInWith
) -> None:
    with committed(work):
        person = make_person(work)
    browser, visitor = sign_in(person), app.test_client()
    house.database.close()
    house.database = Database("postgresql://elearn@127.0.0.1:1/elearn")

    answers = [
        browser.get("/akun"),
        browser.get("/katalog"),
        visitor.post("/masuk", data={"nip": person.nip, "password": "x"}),
    ]

    assert [(answer.status_code, DOWN[1] in answer.text) for answer in answers] == [(503, True)] * 3
    assert (browser.get("/tiada").status_code, visitor.get("/masuk").status_code) == (404, 200)
    house.database.close()
