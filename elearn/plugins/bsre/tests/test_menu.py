"""The menu leads to signatures when something can be signed; before, only for those who can set it up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from elearn.config import Settings
from elearn.plugin import ADMIN, HR, Work, committed
from elearn.testing.factories.people import make_person, make_role

from .making import SignIn, make_desk


@pytest.fixture(params=["set up", "bare"])
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings if request.param == "set up" else replace(settings, bsre_url="")


def test_menu_leads_there_only_when_something_can_be_signed(work: Work, sign_in: SignIn, settings: Settings) -> None:
    with committed(work):
        desk = make_desk(work, 1)
        hr, admin = make_person(work, desk.agency), make_person(work, desk.agency)
        make_role(work, hr, HR, desk.agency)
        make_role(work, admin, ADMIN)

    shown = ['href="/tte"' in sign_in(person).get("/").text for person in (hr, admin, desk.official)]

    assert shown == [bool(settings.bsre_url), True, False]
