"""Somebody who left signs in to read what is their own, and to nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from elearn.app import create_app, open_house
from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.permissions import ADMIN, ALUMNI, HR, TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import PASSWORD, make_person, make_role
from elearn.web.guard import PUBLIC, permission_of


@pytest.fixture
def left(work: Work) -> Certificate:
    """The certificate of somebody who was trainer, HR and admin, and left."""
    with committed(work):
        certificate = make_certificate(work)
        for role in (TRAINER, HR, ADMIN):
            make_role(work, certificate.person, role)
        certificate.person.is_active = False
    return certificate


def test_alumni_hold_reading_of_their_own_and_their_way_in(house: House) -> None:
    assert house.role_permissions[ALUMNI] == {
        "career:own:read",
        "certificates:appeal:create",
        "certificates:own:read",
        "people:account:read",
        "people:account:update",
        "people:dashboard:read",
        "people:session:delete",
    }


def test_own_pages_open_after_leaving(left: Certificate, sign_in: SignIn) -> None:
    browser = sign_in(left.person)
    addresses = ("/", "/akun", "/sertifikat", f"/sertifikat/{left.code}", f"/sertifikat/{left.code}.pdf", "/riwayat", "/riwayat/transkrip")  # fmt: skip

    assert {one: browser.get(one).status_code for one in addresses} == dict.fromkeys(addresses, 200)
    assert "Mantan pegawai" in browser.get("/sertifikat").text
    assert browser.post("/sertifikat/semua").status_code == 303


def test_whoever_left_appeals_and_hr_of_their_last_unit_answers(work: Work, left: Certificate, sign_in: SignIn) -> None:
    with committed(work):
        hr = make_person(work, left.person.unit)
        make_role(work, hr, HR, left.person.unit)
    browser, officer = sign_in(left.person), sign_in(hr)
    with committed(work):
        services.revoke(work, left, "Ujian dikerjakan orang lain.")

    page = browser.get(f"/sertifikat/{left.code}").text
    sent = browser.post(f"/sertifikat/{left.code}/banding", data={"text": "Saya mengerjakannya sendiri."})
    queue = officer.get("/sertifikat/banding").text
    (url,) = set(re.findall(r'href="(/sertifikat/banding/\d+)"', queue))
    officer.post(url, data={"decision": "terima", "answer": "Keberatan diterima."})

    assert f'action="/sertifikat/{left.code}/banding"' in page
    assert sent.status_code == 303
    assert "Keberatan diterima." in browser.get(f"/sertifikat/{left.code}").text


def test_everything_else_is_refused_whatever_roles_are_stored(
    app: Flask, house: House, left: Certificate, sign_in: SignIn
) -> None:
    browser, held = sign_in(left.person), house.role_permissions[ALUMNI]
    foreign = [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if not rule.arguments and permission_of(app, rule.endpoint) not in {PUBLIC, *held}
    ]

    assert len(foreign) > 20
    assert {one: browser.open(one[1], method=one[0]).status_code for one in foreign} == dict.fromkeys(foreign, 403)


def test_certificate_of_a_colleague_is_not_found(work: Work, left: Certificate, sign_in: SignIn) -> None:
    with committed(work):
        other = make_certificate(work)
        other.person.unit_id = left.person.unit_id
    browser = sign_in(left.person)

    for address in (f"/sertifikat/{other.code}", f"/sertifikat/{other.code}.pdf"):
        assert browser.get(address).status_code == 404


def test_session_goes_on_with_less(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        certificate = make_certificate(work)
        make_role(work, certificate.person, HR)
    browser = sign_in(certificate.person)
    before = browser.get("/pegawai").status_code
    with committed(work):
        certificate.person.is_active = False

    assert (before, browser.get("/pegawai").status_code, browser.get("/sertifikat").status_code) == (200, 403, 200)


def test_an_installation_can_keep_them_out(settings: Settings, work: Work, left: Certificate) -> None:
    house = open_house(replace(settings, alumni_access=False))
    app = create_app(house=house)
    app.config["WTF_CSRF_ENABLED"] = False

    answer = app.test_client().post("/masuk", data={"nip": left.person.nip, "password": PASSWORD})
    house.close()

    assert answer.status_code == 422
