"""Passphrase and NIK stay nowhere: not in a log, a row, a file, an address or a cookie, however the sitting ends."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import MetaData, text

from elearn.hooks.house import House
from elearn.plugin import Work, committed

from .making import Desk, SignIn, make_desk, sign, wait
from .stand_in import ACCESS, NIK, PASSPHRASE, BsreServer

SECRETS = (NIK, PASSPHRASE, *ACCESS)


def rows_of(house: House) -> str:
    """Every row of every table, as text."""
    tables = MetaData()
    with house.database.engine.connect() as connection:
        tables.reflect(connection)
        return "\n".join(repr(row) for table in tables.sorted_tables for row in connection.execute(table.select()))


def files_below(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def cookies(browser: FlaskClient) -> str:
    return str(browser.get_cookie("session")) + str(getattr(browser, "_cookies", ""))


def crash(house: House, browser: FlaskClient, bsre: BsreServer, desk: Desk) -> str:
    """Takes a table away while BSrE signs, so that the sitting breaks off in its midst and is reported as a crash."""
    bsre.slow_seconds = 1
    sent = {"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE}
    page = browser.post("/tte/tanda-tangan", data=sent).text
    while "POST /api/sign/pdf" not in bsre.asked:
        time.sleep(0.02)
    with house.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE bsre_document RENAME TO bsre_hilang"))
    wait()
    return page


@pytest.mark.parametrize("ending", ["signed", "wrong", "refused", "unknown", "down", "crash"])
def test_nothing_is_left_of_what_the_official_typed(
    house: House,
    work: Work,
    sign_in: SignIn,
    bsre: BsreServer,
    caplog: pytest.LogCaptureFixture,
    ending: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    with committed(work):
        desk = make_desk(work, 2)
    browser, passphrase = sign_in(desk.official), PASSPHRASE
    if ending == "wrong":
        passphrase = "Gerimis-di-Pelabuhan-78!"
    elif ending == "refused":
        bsre.refused[desk.certificates[1].number] = 1
    elif ending == "unknown":
        bsre.status = "EXPIRED"
    elif ending == "down":
        bsre.slow_seconds = 3
        house.settings = replace(house.settings, bsre_timeout_seconds=1)

    page = crash(house, browser, bsre, desk) if ending == "crash" else sign(browser, desk.ids, passphrase=passphrase)

    assert ("broke off" in caplog.text) == (ending == "crash")
    left = "\n".join((page, caplog.text, rows_of(house), cookies(browser)))
    assert [secret for secret in (*SECRETS, passphrase) if secret in left] == []
    stored = files_below(house.settings.home)
    assert [secret for secret in (*SECRETS, passphrase) if secret.encode() in stored] == []
