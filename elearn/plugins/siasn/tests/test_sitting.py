"""The officer's token: from memory to memory, to nobody else, and found nowhere afterwards."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from elearn.config import Settings
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.outbox import Job
from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person, make_role, make_unit

from ..client import open_siasn
from ..sitting import PATIENCE, Offer, _place, finish, take
from .making import Shell, make_entry, make_known
from .stand_in import CONSUMER, SSO, Siasn, error_page, saying

SignIn = Callable[[Person], FlaskClient]
SECRETS = (SSO, *CONSUMER, "wso-1")


def test_an_offer_is_taken_as_often_as_the_job_needs_and_ends_with_it(settings: Settings) -> None:
    Offer(settings, 7, SSO)

    assert [take(settings, 7), take(settings, 7), take(settings, 8)] == [SSO, SSO, ""]
    finish(settings, 7)
    assert take(settings, 7) == ""


def test_an_offer_ends_by_itself(settings: Settings) -> None:
    offer = Offer(settings, 7, SSO, seconds=0.05)
    offer._timer.join()

    assert take(settings, 7) == ""


def test_a_place_is_free_again_as_soon_as_the_offer_has_ended(settings: Settings) -> None:
    for turn in range(200):
        offer = Offer(settings, 7, f"{SSO}-{turn}")
        assert take(settings, 7) == f"{SSO}-{turn}"
        offer.end()


def test_strangers_who_say_nothing_keep_nobody_waiting(settings: Settings) -> None:
    offer = Offer(settings, 7, SSO)
    strangers = [socket(AF_UNIX, SOCK_STREAM) for _ in range(8)]
    for stranger in strangers:
        stranger.connect(offer._address)

    began = time.monotonic()
    taken = take(settings, 7)
    finish(settings, 7)
    offer.end()

    assert (taken, take(settings, 7), time.monotonic() - began < PATIENCE) == (SSO, "", True)
    for stranger in strangers:
        stranger.close()


def test_a_stranger_in_the_house_s_place_is_waited_for_only_so_long(settings: Settings) -> None:
    with socket(AF_UNIX, SOCK_STREAM) as squatter:
        squatter.bind(_place(settings, 7)[0])
        squatter.listen()

        began = time.monotonic()
        taken = take(settings, 7)
        finish(settings, 7)

        assert (taken, time.monotonic() - began < 3 * PATIENCE) == ("", True)


def test_a_stranger_is_hung_up_on(settings: Settings) -> None:
    offer = Offer(settings, 7, SSO)
    with socket(AF_UNIX, SOCK_STREAM) as stranger:
        stranger.connect(offer._address)
        stranger.settimeout(2 * PATIENCE)
        said = b""
        while part := stranger.recv(1000):
            said += part

    assert SSO.encode() not in said
    offer.end()


def test_somebody_who_does_not_know_the_house_gets_nothing(settings: Settings) -> None:
    offer = Offer(settings, 7, SSO)
    stranger = Settings(database_url=settings.database_url, home=settings.home, secret_key="other")

    assert (take(stranger, 7), take(settings, 7)) == ("", SSO)
    offer.end()


def test_a_sitting_does_not_print_its_tokens(settings: Settings) -> None:
    assert [secret for secret in SECRETS if secret in repr(open_siasn(settings, SSO))] == []


def contents(house: House) -> str:
    """Everything the database holds, as text."""
    with house.database.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        tables = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table'")
            if is_sqlite
            else text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ).all()
        rows = [repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all()) for table in tables]
    return "\n".join(rows)


def files(folder: Path) -> str:
    kept = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("latin-1") for path in kept)


@pytest.mark.parametrize("trouble", ["none", "rejected", "down", "expired", "strange"])
def test_no_secret_is_in_the_database_the_log_the_files_or_the_output(
    work: Work, siasn: Siasn, house: House, sign_in: SignIn, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    caplog.set_level(logging.DEBUG)
    with committed(work):
        unit = make_unit(work)
        hr = make_person(work, unit)
        make_role(work, hr, "hr", unit)
        make_entry(work, make_known(work, siasn, unit))
    echo = f"token {SSO} dan {CONSUMER[1]} ditolak"
    if trouble == "rejected":
        siasn.fail("/kursus/save", saying(200, success=False, message=echo))
    if trouble == "down":
        siasn.fail("/pns", error_page)
    if trouble == "expired":
        siasn.sso.clear()
    if trouble == "strange":
        siasn.fail("/pns/rw-kursus", saying(200, code=1, data=5))
    browser = sign_in(hr)

    answer = browser.post("/siasn/kirim", data={"token": SSO, "deed": "kirim"})
    house.queue.sweep()
    pages = [browser.get(answer.headers["Location"]).text, browser.get("/siasn").text]

    assert (answer.status_code, len(siasn.asked) > 0) == (303, True)
    places = {"database": contents(house), "log": caplog.text, "files": files(house.settings.home), "pages": str(pages)}
    found = [(secret, name) for secret in SECRETS for name, words in places.items() if secret in words]
    assert found == []
    assert work.session.query(Job).filter_by(name="siasn:push").one().args["wanted"] == {
        "year": None, "unit": None, "nip": "", "entry": None
    }  # fmt: skip


def test_a_refused_form_does_not_draw_the_token_back(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        hr = make_person(work)
        make_role(work, hr, "hr")

    answer = sign_in(hr).post("/siasn/kirim", data={"token": f"{SSO} {SSO}", "deed": "kirim"})

    assert (answer.status_code, SSO in answer.text) == (422, False)
    assert re.search(r"Token tidak boleh memuat spasi", answer.text)


def test_a_push_without_a_token_is_paused_and_nothing_is_lost(
    work: Work, siasn: Siasn, house: House, sign_in: SignIn
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr = make_person(work, unit)
        make_role(work, hr, "hr", unit)
        make_entry(work, make_known(work, siasn, unit))
    browser = sign_in(hr)
    answer = browser.post("/siasn/kirim", data={"token": SSO, "deed": "kirim"})
    finish(house.settings, int(answer.headers["Location"].rpartition("/")[2]))

    house.queue.sweep()
    page = browser.get(answer.headers["Location"]).text

    assert ("Dijeda" in page, "Token SSO tidak tersedia lagi." in page, siasn.asked) == (True, True, [])


def test_an_empty_token_is_wrong(shell: Shell, tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.write_text("\n")

    ran = shell("push", "--sso-file", str(empty))

    assert (ran.exit_code, ran.stderr[:17]) == (1, "Token SSO kosong.")
