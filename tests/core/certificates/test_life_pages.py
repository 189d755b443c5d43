"""Pages about what becomes of a certificate: who sees and does what, and how many statements they cost."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.certificates import services
from elearn.core.certificates.models import Appeal, Certificate
from elearn.kernel.permissions import HR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit

REASON = "Ujian dikerjakan orang lain."
TEXT = "Saya mengerjakan sendiri."


@pytest.fixture
def certificate(work: Work) -> Certificate:
    with committed(work):
        made = make_certificate(work)
        assert made.person.unit.id  # read before the commit
    return made


@pytest.fixture
def officer(work: Work, certificate: Certificate, sign_in: SignIn) -> FlaskClient:
    """HR of the holder's unit."""
    with committed(work):
        person = make_person(work, certificate.person.unit, name="Ratna Dewi")
        make_role(work, person, HR)
    return sign_in(person)


def revoke(work: Work, certificate: Certificate) -> None:
    with committed(work):
        services.revoke(work, certificate, REASON)


def test_holder_appeals_and_hr_accepts(
    work: Work, certificate: Certificate, officer: FlaskClient, sign_in: SignIn
) -> None:
    address, holder = f"/sertifikat/{certificate.code}", sign_in(certificate.person)
    assert officer.post(f"{address}/cabut", data={"reason": REASON}).status_code == 302
    page = holder.get(address).text
    assert (REASON in page, "Ratna Dewi" in page, "Ajukan banding" in page) == (True, True, True)
    assert holder.post(f"{address}/banding", data={"text": ""}).status_code == 422
    assert holder.post(f"{address}/banding", data={"text": TEXT}).status_code == 303
    assert "Ajukan banding" not in holder.get(address).text
    assert holder.post(f"{address}/banding", data={"text": TEXT}).status_code == 409

    assert TEXT in officer.get("/sertifikat/banding").text
    appeal = work.session.scalars(select(Appeal.id)).one()
    work.session.rollback()
    one = f"/sertifikat/banding/{appeal}"
    assert (officer.get(one).status_code, officer.post(one, data={"decision": "terima"}).status_code) == (200, 422)
    assert officer.post(one, data={"decision": "terima", "answer": "Saksi membenarkan."}).status_code == 303
    assert officer.post(one, data={"decision": "tolak", "answer": "Tidak."}).status_code == 409

    assert "Saksi membenarkan." in holder.get(address).text
    assert TEXT not in officer.get("/sertifikat/banding").text


def test_public_page_says_nothing_of_appeals_and_history(
    work: Work, certificate: Certificate, client: FlaskClient
) -> None:
    revoke(work, certificate)
    with committed(work):
        appeal = services.appeal(work, certificate, TEXT)
    during = client.get(f"/verifikasi/{certificate.code}").text
    with committed(work):
        services.accept(work, appeal, "Saksi membenarkan.")
    after = client.get(f"/verifikasi/{certificate.code}").text

    assert (REASON in during, TEXT in during) == (True, False)
    assert ("Sertifikat sah" in after, REASON in after, "Saksi membenarkan." in after) == (True, False, False)


def test_appeal_of_another_scope_is_not_found(work: Work, certificate: Certificate, sign_in: SignIn) -> None:
    revoke(work, certificate)
    with committed(work):
        appeal = services.appeal(work, certificate, TEXT)
        stranger = make_person(work, make_unit(work))
        make_role(work, stranger, HR)
    browser = sign_in(stranger)

    for address in (f"/sertifikat/banding/{appeal.id}", f"/sertifikat/{certificate.code}", f"/sertifikat/{certificate.code}/ganti"):  # fmt: skip
        assert browser.get(address).status_code == 404
    assert TEXT not in browser.get("/sertifikat/banding").text
    assert browser.post(f"/sertifikat/{certificate.code}/banding", data={"text": TEXT}).status_code == 404


def test_hr_replaces_a_certificate_that_names_the_holder_as_before(
    work: Work, certificate: Certificate, officer: FlaskClient
) -> None:
    person = certificate.person
    old_name = person.full_name
    assert "nama lama" not in officer.get(f"/pegawai/{person.id}").text
    with committed(work):
        person.name = "Siti Rahmawati Lubis"

    hint = officer.get(f"/pegawai/{person.id}").text
    listed = officer.get(f"/sertifikat/pegawai/{person.id}").text
    question = officer.get(f"/sertifikat/{certificate.code}/ganti").text
    empty = officer.post(f"/sertifikat/{certificate.code}/ganti", data={})
    answer = officer.post(f"/sertifikat/{certificate.code}/ganti", data={"reason": "Nama berubah."})

    assert f"1 sertifikat memuat nama, gelar, atau NIP lama ({old_name})" in hint
    assert "memuat nama lama" in listed
    assert (old_name in question, person.full_name in question) == (True, True)
    assert (empty.status_code, answer.status_code) == (422, 303)
    newer = officer.get(answer.headers["Location"]).text
    assert (person.full_name in newer, "Sertifikat sah" in newer) == (True, True)
    public = officer.get(f"/verifikasi/{certificate.code}").text
    assert "Sertifikat sudah digantikan" in public
    assert "nama lama" not in officer.get(f"/pegawai/{person.id}").text


@pytest.mark.parametrize("page", ["/sertifikat/banding", "/sertifikat/pegawai/{person}", "/sertifikat/{code}"])
def test_pages_cost_the_same_for_one_row_and_three(
    work: Work, certificate: Certificate, officer: FlaskClient, count_statements: CountStatements, page: str
) -> None:
    def costs() -> int:
        address = page.format(person=certificate.person_id, code=certificate.code)
        with count_statements() as statements:
            assert officer.get(address).status_code == 200
        return len(statements)

    def more(number: int) -> None:
        for _ in range(number):
            with committed(work):
                another = make_certificate(work, certificate.person)
                services.revoke(work, another, REASON)
                services.appeal(work, another, TEXT)

    with committed(work):
        services.revoke(work, certificate, REASON)
        services.appeal(work, certificate, TEXT)
    costs()
    one = costs()
    more(2)

    assert (one, one <= 10) == (costs(), True)
