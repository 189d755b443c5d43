"""Somebody of a partner institution writes one course and sees nothing else. Over HTTP, on both engines."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.core.people import queries as people
from elearn.core.people import services as people_services
from elearn.core.people.models import Person, WorkUnit
from elearn.core.people.nip import InvalidNip, read_number, spaced
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.authors import authors
from elearn.core.studio.services import authors as services
from elearn.core.studio.services import drafts
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Invalid
from elearn.kernel.work import SYSTEM, Actor, Grant, Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role
from elearn.web.guard import PUBLIC, permission_of

DRAFT, AUTHORS = "/naskah/melayani-warga", "/naskah/melayani-warga/penulis"
SENT = {"guest": "Dr. Rina Hartati", "institution": "Universitas Harapan"}
PASSWORD = "Mengajar-Bersama-26"
OPEN = {"people", "studio", "web"}
"""Rooms of which a guest may open something."""


def invite(trainer: FlaskClient) -> tuple[str, str]:
    """The number and the code on the page that shows them once."""
    page = trainer.post(f"{AUTHORS}/tamu", data=SENT).text
    code = re.search(r'id="kode">([A-Z0-9-]+)<', page)
    number = re.search(r"<dd>(\d{4} \d{3} \d{3})</dd>", page)
    assert code is not None
    assert number is not None
    return number[1], code[1]


@pytest.fixture
def enter(app: Flask) -> Callable[[str, str], FlaskClient]:
    """Redeems a code in a browser of its own."""

    def browser(number: str, code: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/atur-ulang", data={"nip": number, "code": code, "new": PASSWORD, "again": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    return browser


@pytest.fixture
def guest(draft: Draft, trainer: FlaskClient, enter: Callable[[str, str], FlaskClient]) -> FlaskClient:
    """The browser of somebody who was invited to the trainer's draft."""
    return enter(*invite(trainer))


def guest_person(house: House) -> Person:
    """As stored now; read aside, for a writing work would lock the browsers out of SQLite."""
    with house.work(write=False) as work:
        person = work.session.scalars(select(Person).where(Person.employment == "TAMU")).one()
        work.session.expunge(person)
    return person


def test_a_guest_comes_in_writes_and_is_named_with_the_institution(
    house: House, guest: FlaskClient, trainer: FlaskClient, app: Flask
) -> None:
    start, listed = guest.get("/").text, guest.get("/pengajar").text
    number = guest.get(f"{DRAFT}/berkas/01-materi-pertama.md").text.partition('id="nomor" value="')[2].partition('"')[0]
    saved = guest.post(
        f"{DRAFT}/berkas/01-materi-pertama.md",
        data={"naskah": "---\njudul: Dari mitra\n---\n\nIsi.\n", "nomor": number},
    )
    guest.post(f"{DRAFT}/ulasan/kursus.md", data={"baris": "2", "komentar": "Baik sekali."})
    again = app.test_client().post("/masuk", data={"nip": guest_person(house).nip, "password": PASSWORD})

    assert ("Pelatihan saya" in start, "Belajar saya" in start, "Katalog" in start, "JP tahun" in start) == (
        True,
        False,
        False,
        False,
    )
    assert "Melayani Warga" in listed
    assert (saved.status_code, again.status_code) == (302, 302)
    named = "Dr. Rina Hartati (Universitas Harapan)"
    assert named in trainer.get(f"{DRAFT}/riwayat/01-materi-pertama.md").text
    assert named in trainer.get(f"{DRAFT}/ulasan").text
    assert "<strong>Dr. Rina Hartati</strong>, Universitas Harapan" in trainer.get(AUTHORS).text
    assert "Universitas Harapan" in guest.get("/akun").text


def test_a_guest_sees_that_course_alone(
    work: Work, draft: Draft, guest: FlaskClient, colleague_person: Person, trainer: FlaskClient
) -> None:
    """Other drafts, published courses of the same trainer and of the server, and every page about people."""
    with committed(work):
        drafts.begin(work, "Rahasia")
        make_course(work, slug="milik-pengajar", title="Milik pengajar")
        work.actor = SYSTEM
        make_course(work, slug="milik-server", title="Milik server")
    listed = guest.get("/pengajar").text
    statuses = {
        address: guest.get(address).status_code
        for address in (
            "/naskah/rahasia", "/naskah/rahasia/coba", "/pengajar/milik-pengajar", "/pengajar/milik-server",
            "/katalog", "/kursus/milik-server", "/belajar", "/naskah", "/pegawai", f"/pegawai/{draft.id}", "/laporan",
            "/peran", "/pengajar/peraturan", "/pengajar/statistik", "/pengajar/penilaian", "/riwayat", "/sertifikat",
        )
    }  # fmt: skip

    assert ("Melayani Warga" in listed, "Rahasia" in listed, "Milik" in listed) == (True, False, False)
    assert set(statuses.values()) == {403, 404}
    assert [address for address, status in statuses.items() if status == 404] == [
        "/naskah/rahasia", "/naskah/rahasia/coba", "/pengajar/milik-pengajar", "/pengajar/milik-server",
    ]  # fmt: skip
    assert colleague_person.name not in guest.get(f"{DRAFT}/ulasan").text


def test_a_guest_may_open_only_what_permissions_say(app: Flask, guest: FlaskClient) -> None:
    """The whole address map: everything outside writing and one's own account names a permission no guest holds."""
    held = app.extensions["elearn"].role_permissions["guest"]
    named = {rule.endpoint: permission_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    opened = {endpoint for endpoint, permission in named.items() if permission in held}

    assert {endpoint.partition(".")[0] for endpoint in opened} == OPEN
    assert held == {
        "people:account:read", "people:account:update", "people:dashboard:read", "people:session:delete",
        "studio:draft:write",
    }  # fmt: skip
    assert PUBLIC not in held


def test_a_guest_neither_publishes_nor_shares_nor_begins(
    draft: Draft, guest: FlaskClient, trainer: FlaskClient
) -> None:
    check, authors_page = guest.get(f"{DRAFT}/periksa").text, guest.get(AUTHORS).text
    answers = [
        guest.post(f"{DRAFT}/terbitkan"),
        guest.post(AUTHORS, data={"nip": "1"}),
        guest.post(f"{AUTHORS}/tamu", data=SENT),
        guest.post(f"{AUTHORS}/kode", data={"penulis": "1"}),
        guest.post(f"{AUTHORS}/hapus", data={"penulis": "1"}),
        guest.post(f"{DRAFT}/ulasan", data={"pengulas": "1"}),
        guest.post("/naskah", data={"title": "Milik tamu"}),
        guest.post("/pengajar"),
        guest.get("/impor"),
        guest.post("/impor"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 10
    assert guest.get("/impor?naskah=melayani-warga").status_code == 200
    assert ("Siap terbit" in check, "Terbitkan" in check) == (True, False)
    assert "Undang penulis tamu" not in authors_page


def test_once_published_a_guest_sees_its_versions(guest: FlaskClient, trainer: FlaskClient) -> None:
    trainer.post(f"{DRAFT}/terbitkan")

    page = guest.get("/pengajar/melayani-warga")

    assert (page.status_code, "Arsipkan" in page.text, "Ubah naskah" in page.text) == (200, False, False)
    assert guest.post("/pengajar/melayani-warga/naskah").status_code == 403
    assert guest.post("/pengajar/melayani-warga/arsip", data={"on": "2999-12-31"}).status_code == 403


def test_a_removed_guest_is_out_and_may_come_back(house: House, guest: FlaskClient, trainer: FlaskClient) -> None:
    person = guest_person(house)
    trainer.post(f"{AUTHORS}/hapus", data={"penulis": str(person.id)})
    out = guest.get(DRAFT)
    closed = guest_person(house).is_active
    trainer.post(AUTHORS, data={"nip": spaced(person.nip)})
    back = guest.post("/masuk", data={"nip": person.nip, "password": PASSWORD})

    assert (out.status_code, out.location.startswith("/masuk"), closed) == (302, True, False)
    assert (back.status_code, guest.get(DRAFT).status_code) == (302, 200)
    actions = select(AuditEntry.action).where(AuditEntry.action.like("people:guest:%")).order_by(AuditEntry.id)
    with house.work(write=False) as work:
        noted = work.session.scalars(actions).all()
    assert noted == ["people:guest:create", "people:guest:close", "people:guest:open"]


def test_a_guest_of_two_courses_keeps_the_other(
    house: House, work: Work, guest: FlaskClient, trainer: FlaskClient, colleague_person: Person, colleague: FlaskClient
) -> None:
    """And no trainer gets a code that opens another trainer's course."""
    person = guest_person(house)
    with committed(work):
        work.actor = Actor(colleague_person.id, colleague_person.name, grants=(Grant("trainer"),))
        drafts.begin(work, "Milik rekan")
    colleague.post("/naskah/milik-rekan/penulis", data={"nip": person.nip})
    code = colleague.post("/naskah/milik-rekan/penulis/kode", data={"penulis": str(person.id)})
    trainer.post(f"{AUTHORS}/hapus", data={"penulis": str(person.id)})

    assert code.status_code == 403
    assert [guest.get(DRAFT).status_code, guest.get("/naskah/milik-rekan").status_code] == [404, 200]
    assert colleague.post("/naskah/milik-rekan/penulis/kode", data={"penulis": str(person.id)}).status_code == 200


def test_a_new_code_sets_a_new_password(
    house: House, guest: FlaskClient, trainer: FlaskClient, enter: Callable[[str, str], FlaskClient]
) -> None:
    person = guest_person(house)
    page = trainer.post(f"{AUTHORS}/kode", data={"penulis": str(person.id)}).text
    code = re.search(r'id="kode">([A-Z0-9-]+)<', page)
    assert code is not None

    assert enter(person.nip, code[1]).get(DRAFT).status_code == 200
    assert guest.get(DRAFT).status_code == 302
    assert trainer.post(f"{AUTHORS}/kode", data={"penulis": "1"}).status_code == 404


def test_a_stranger_invites_nobody(draft: Draft, colleague: FlaskClient) -> None:
    answers = [colleague.post(f"{AUTHORS}/tamu", data=SENT), colleague.post(f"{AUTHORS}/kode", data={"penulis": "1"})]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("sent", [{}, {"guest": "Rina"}, {**SENT, "guest": "  "}, {**SENT, "institution": "x" * 201}])
def test_an_invitation_needs_name_and_institution(
    work: Work, draft: Draft, trainer: FlaskClient, sent: dict[str, str]
) -> None:
    assert trainer.post(f"{AUTHORS}/tamu", data=sent).status_code == 422
    assert work.session.scalar(select(func.count()).where(Person.employment == "TAMU")) == 0


def test_guests_stand_in_no_list_of_civil_servants(
    house: House, work: Work, guest: FlaskClient, trainer_person: Person, sign_in: SignIn
) -> None:
    """Neither in the directory nor in reports, exports and imports, of HR or of the admin; the tree is as it was."""
    with committed(work):
        admin = make_person(work)
        make_role(work, admin, "admin")
    browser = sign_in(admin)
    work.actor = SYSTEM
    assert browser.get("/pegawai?q=Rina").text.count("Dr. Rina Hartati") == 0
    assert browser.get(f"/pegawai/{guest_person(house).id}").status_code == 404
    tree, listed = people.stored_units(work), list(people.active_people(work))

    assert "Universitas Harapan" not in {unit.facts.name for unit in tree.values()}
    assert "Dr. Rina Hartati" not in {row.name for row in listed}
    assert people.count_people(work) == len(listed)


def test_two_guests_of_one_institution_share_its_row(work: Work, draft: Draft) -> None:
    for institution in ("Universitas Harapan", " universitas  HARAPAN "):
        services.invite(work, draft, "Rina Hartati", institution)

    assert work.session.scalar(select(func.count()).where(WorkUnit.is_partner)) == 1
    assert [(one.kind, one.institution) for one in authors(work, draft)] == [
        ("owner", ""),
        ("guest", "Universitas Harapan"),
        ("guest", "Universitas Harapan"),
    ]


def test_a_guest_is_given_no_other_role(work: Work, draft: Draft) -> None:
    invitation = services.invite(work, draft, "Rina Hartati", "Universitas Harapan")

    for role in ("trainer", "guest"):
        with pytest.raises(Invalid):
            people_services.grant_to(work, invitation.number, role)


@pytest.mark.parametrize(("typed", "digits"), [("4827 193 650", "4827193650"), ("4827-193-650", "4827193650")])
def test_a_guests_number_is_told_by_its_length(typed: str, digits: str) -> None:
    assert read_number(typed) == digits
    assert spaced(digits) == "4827 193 650"
    assert spaced("199001012015031999") == "19900101 201503 1 999"


@pytest.mark.parametrize("typed", ["", "482719365", "48271936501", "482719365x"])
def test_other_numbers_are_no_guests(typed: str) -> None:
    with pytest.raises(InvalidNip):
        read_number(typed)
