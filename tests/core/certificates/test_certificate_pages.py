"""My certificates, asking again for a withheld one, and HR revoking one; each refused to whoever may not."""

from __future__ import annotations

from types import ModuleType

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.core.completion.models import Completion
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.permissions import ADMIN, HR, TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements, SignIn, make_completion
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role, make_unit

REASON = "Ujian dikerjakan orang lain."


def make_many(work: Work, person: Person, count: int) -> list[str]:
    """Codes of certificates for as many courses."""
    return [make_certificate(work, person, make_course(work, lessons=1)).code for _ in range(count)]


def withhold(house: House, reasons: list[str]) -> None:
    """A guest's policy that refuses as long as `reasons` holds one."""

    def may_issue(work: Work, completion: Completion) -> Deny | None:
        return Deny(reasons[0]) if reasons else None

    hooks = ModuleType("policy_hooks")
    setattr(hooks, "may_issue", hookimpl(may_issue))  # noqa: B010  # a hooks module made by hand
    house.hooks.register("policy", hooks, guest=True)


def states(house: House) -> list[str]:
    with house.work(write=False) as work:
        return list(work.session.scalars(select(Certificate.state).order_by(Certificate.id)))


@pytest.mark.parametrize("url", ["/sertifikat", "/sertifikat/K7QF-9M2A-0XWD-61PB-TZ8C.pdf", "/sertifikat/K7QF/cabut"])
def test_stranger_is_sent_to_sign_in(client: FlaskClient, url: str) -> None:
    answer = client.get(url)

    assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/masuk")


def test_learner_sees_only_their_own_certificates(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        mine, other = make_many(work, person, 1), make_many(work, make_person(work), 1)

    html = sign_in(person).get("/sertifikat").text

    assert (mine[0] in html, other[0] in html) == (True, False)
    assert f'href="/sertifikat/{mine[0]}.pdf"' in html


def test_page_without_certificates_says_how_to_get_one(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    html = sign_in(person).get("/sertifikat").text

    assert "Selesaikan satu pelatihan, dan sertifikatnya langsung terbit di sini." in html


def test_revoked_card_says_why_and_offers_no_download(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        certificate = make_certificate(work, person)
        services.revoke(work, certificate, REASON)

    html = sign_in(person).get("/sertifikat").text

    assert (f"Alasan: {REASON}" in html, f"{certificate.code}.pdf" in html) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int
) -> None:
    with committed(work):
        person = make_person(work)
        make_many(work, person, count)
    browser = sign_in(person)

    with count_statements() as statements:
        assert browser.get("/sertifikat").text.count("Unduh PDF") == count

    assert len(statements) == 5  # one of them is the plugin bsre's


def test_withheld_certificate_shows_the_reason_and_can_be_asked_for_again(
    work: Work, house: House, sign_in: SignIn
) -> None:
    reasons = ["Evaluasi belum diisi."]
    withhold(house, reasons)
    with committed(work):
        person = make_person(work)
        completion = make_completion(work, person)
        services.issue(work, completion)
    browser, url = sign_in(person), f"/sertifikat/tertahan/{completion.id}"

    assert "Evaluasi belum diisi." in browser.get("/sertifikat").text
    assert "belum dapat diterbitkan" in browser.post(url, follow_redirects=True).text
    reasons.clear()
    assert "sudah terbit" in browser.post(url, follow_redirects=True).text
    assert "sudah terbit" in browser.post(url, follow_redirects=True).text
    assert states(house) == ["issued"]


def test_nobody_asks_for_the_certificate_of_another(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        completion, other = make_completion(work), make_person(work)

    assert sign_in(other).post(f"/sertifikat/tertahan/{completion.id}").status_code == 404
    assert states(house) == []


def test_hr_revokes_in_scope_and_everybody_reads_why(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        unit = make_unit(work)
        certificate = make_certificate(work, make_person(work, make_unit(work, unit)))
        hr = make_person(work, unit)
        make_role(work, hr, HR)
    browser, url = sign_in(hr), f"/sertifikat/{certificate.code}/cabut"

    assert url in browser.get(f"/verifikasi/{certificate.code}").text
    assert certificate.number in browser.get(url).text
    answer = browser.post(url, data={"reason": REASON})

    assert (answer.status_code, answer.location) == (302, f"/verifikasi/{certificate.code}")
    html = browser.get(answer.location).text
    assert (REASON in html, url in html, states(house)) == (True, False, ["revoked"])


def test_second_revocation_is_a_conflict(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        certificate, admin = make_certificate(work), make_person(work)
        make_role(work, admin, ADMIN)
    browser, url = sign_in(admin), f"/sertifikat/{certificate.code}/cabut"
    browser.post(url, data={"reason": REASON})

    answer = browser.post(url, data={"reason": "Alasan lain."})

    assert answer.status_code == 409
    assert f"dengan alasan: {REASON}" in answer.text
    assert 'name="reason"' not in browser.get(url).text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_revocation_without_a_fitting_reason_asks_again(work: Work, house: House, sign_in: SignIn, reason: str) -> None:
    with committed(work):
        certificate, admin = make_certificate(work), make_person(work)
        make_role(work, admin, ADMIN)

    answer = sign_in(admin).post(f"/sertifikat/{certificate.code}/cabut", data={"reason": reason})

    assert (answer.status_code, states(house)) == (422, ["issued"])


@pytest.mark.parametrize(("role", "status"), [(None, 403), (TRAINER, 403), (HR, 404)])
def test_nobody_revokes_out_of_scope(work: Work, house: House, sign_in: SignIn, role: str | None, status: int) -> None:
    with committed(work):
        certificate, other = make_certificate(work), make_person(work)
        if role:
            make_role(work, other, role)
    browser, url = sign_in(other), f"/sertifikat/{certificate.code}/cabut"

    assert [browser.get(url).status_code, browser.post(url, data={"reason": REASON}).status_code] == [status, status]
    assert url not in browser.get(f"/verifikasi/{certificate.code}").text
    assert states(house) == ["issued"]
