"""The people of one's scope as a workbook, written by the worker, and taken back unchanged."""

from __future__ import annotations

import io

from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from elearn.core.people.models import Import, Role
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role
from elearn.testing.factories.reports import Place


def ask(browser: FlaskClient, house: House) -> str:
    """Presses the button and lets the worker write; returns the page's address."""
    answer = browser.post("/pegawai/ekspor")
    assert answer.status_code == 303, answer.text
    house.queue.run(int(answer.location.rpartition("/")[2]))
    return str(answer.location)


def column(content: bytes, sheet: str, number: int) -> list[object]:
    return [row[number] for row in load_workbook(io.BytesIO(content))[sheet].iter_rows(min_row=2, values_only=True)]


def test_hr_exports_the_units_and_people_of_the_own_branch(house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.health_hr)

    page = ask(browser, house)

    content = browser.get(f"{page}/berkas").data
    assert column(content, "unit", 1) == ["Dinas Kesehatan", "Puskesmas Utara"]
    assert column(content, "pegawai", 1) == ["Joko Susilo", "Dewi Anggraini"]
    assert "Berkas siap: 2 baris" in browser.get(page).text


def test_admin_exports_everybody(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        admin = make_person(work, place.root, name="Ani")
        make_role(work, admin, "admin")
    browser = sign_in(admin)

    content = browser.get(f"{ask(browser, house)}/berkas").data

    assert len(column(content, "unit", 0)) == 4
    assert sorted(map(str, column(content, "pegawai", 1))) == [
        "Ani", "Dewi Anggraini", "Eko Prasetyo", "Joko Susilo", "Rina Marlina",
    ]  # fmt: skip


def test_the_own_export_imports_back_unchanged(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    for person, rows in ((place.health_hr, 4), (place.hr, 8)):
        browser = sign_in(person)
        content = browser.get(f"{ask(browser, house)}/berkas").data
        browser.post("/pegawai/impor", data={"file": (io.BytesIO(content), "pegawai.xlsx")})
        with committed(work):
            sent = work.session.scalars(select(Import).order_by(Import.id.desc()).limit(1)).one()
        assert sent.job_id is not None
        house.queue.run(sent.job_id)

        with committed(work):
            work.session.refresh(sent)
        assert sent.counts == {"baru": 0, "berubah": 0, "sama": rows, "ditolak": 0}


def test_file_is_for_the_asker_alone_and_withheld_when_the_scope_shrank(
    work: Work, house: House, place: Place, sign_in: SignIn
) -> None:
    browser, other = sign_in(place.health_hr), sign_in(place.hr)
    page = ask(browser, house)
    assert [other.get(path).status_code for path in (page, f"{page}/berkas")] == [404, 404]
    with committed(work):
        work.session.scalars(select(Role).where(Role.person_id == place.health_hr.id)).one().unit_id = place.clinic.id

    answer = browser.get(f"{page}/berkas")

    assert (answer.status_code, "Lingkup unit Anda berubah sejak ekspor ini diminta." in answer.text) == (410, True)


def test_a_report_is_not_had_by_the_address_of_another_export(house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    people = ask(browser, house).rpartition("/")[2]
    report = browser.post("/laporan/ekspor", data={"laporan": "jp"}).location.rpartition("/")[2]

    answers = [browser.get(f"/laporan/ekspor/{people}"), browser.get(f"/pegawai/ekspor/{report}")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_audit_knows_who_took_personal_data_out(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    ask(sign_in(place.health_hr), house)

    (entry,) = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "people:export:create"))
    assert (entry.actor_id, entry.subject) == (place.health_hr.id, "unit, pegawai")
