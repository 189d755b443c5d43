"""The PDF: built at the first download, the same bytes for ever, and who may have it."""

from __future__ import annotations

import errno
import os

import pytest

from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.permissions import ADMIN, HR, TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit


def issued(work: Work) -> tuple[Person, str]:
    """A person and the address of their certificate's PDF."""
    with committed(work):
        person = make_person(work)
        certificate = make_certificate(work, person)
    return person, f"/sertifikat/{certificate.code}.pdf"


def stored(house: House) -> Certificate:
    with house.work(write=False) as work:
        return work.session.query(Certificate).one()


def test_first_download_builds_and_keeps_the_document(work: Work, house: House, sign_in: SignIn) -> None:
    person, url = issued(work)
    assert stored(house).document_digest is None

    answer = sign_in(person).get(url)

    digest = stored(house).document_digest
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert digest is not None
    assert house.files.read(digest) == answer.data


def test_download_has_a_plain_name_and_stays_private(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work, make_unit(work, code="5471"), name="Dā'ūd Ñ")
        certificate = make_certificate(work, person)

    answer = sign_in(person).get(f"/sertifikat/{certificate.code}.pdf")

    month, year = certificate.number.split("/")[3:]
    assert {name: answer.headers[name] for name in ("Content-Disposition", "Cache-Control", "X-Robots-Tag")} == {
        "Content-Disposition": f'attachment; filename="sertifikat-1-800-5471-{month}-{year}-Da-ud-N.pdf"',
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex, nofollow",
    }


def test_later_downloads_hand_out_what_was_kept(work: Work, house: House, sign_in: SignIn) -> None:
    person, url = issued(work)
    browser = sign_in(person)
    browser.get(url)
    digest = stored(house).document_digest
    assert digest is not None
    house.files.path(digest).write_bytes(b"kept")  # proof that nothing is drawn again

    assert browser.get(url).data == b"kept"


def test_browser_that_has_the_document_is_told_so(work: Work, sign_in: SignIn) -> None:
    person, url = issued(work)
    browser = sign_in(person)
    etag = browser.get(url).headers["ETag"]

    assert browser.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_document_lost_by_the_file_store_is_drawn_again(work: Work, house: House, sign_in: SignIn) -> None:
    person, url = issued(work)
    browser = sign_in(person)
    first = browser.get(url).data
    digest = stored(house).document_digest
    assert digest is not None
    house.files.path(digest).unlink()

    assert browser.get(url).data == first


def test_slower_of_two_first_downloads_hands_out_the_same_document(work: Work) -> None:
    certificate = make_certificate(work)
    first, second = work.files.put(b"first"), work.files.put(b"second")

    kept = [services.keep_document(work, certificate.id, digest) for digest in (first, second)]

    assert kept == [first, first]


def test_full_disk_is_one_sentence_and_the_next_try_works(
    work: Work, house: House, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, url = issued(work)
    browser, before = sign_in(person), stored(house).claims

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)  # the operating system's answer on a full disk
        refused = browser.get(url)

    number = stored(house).number
    assert (refused.status_code, stored(house).claims, stored(house).document_digest) == (507, before, None)
    assert f"PDF sertifikat nomor {number} belum dapat disimpan karena ruang penyimpanan server penuh." in refused.text
    assert browser.get(url).status_code == 200


def test_revoked_certificate_is_no_longer_handed_out(work: Work, house: House, sign_in: SignIn) -> None:
    person, url = issued(work)
    browser = sign_in(person)
    browser.get(url)
    with house.work(write=True) as later, committed(later):
        services.revoke(later, later.session.query(Certificate).one(), "Ujian dikerjakan orang lain.")

    answer = browser.get(url)

    assert answer.status_code == 410
    assert "sudah dicabut, jadi berkasnya tidak dapat diunduh lagi." in answer.text


@pytest.mark.parametrize(
    ("role", "beside", "status"),
    [(None, False, 404), (TRAINER, False, 404), (HR, False, 404), (HR, True, 200), (ADMIN, False, 200)],
)
def test_document_is_for_the_holder_and_hr_in_scope(
    work: Work, sign_in: SignIn, role: str | None, beside: bool, status: int
) -> None:
    person, url = issued(work)
    with committed(work):
        unit = person.unit if beside else make_unit(work)
        other = make_person(work, unit)
        if role:
            make_role(work, other, role)

    assert sign_in(other).get(url).status_code == status


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA-AAAA-AAAA", "tidak-ada", "1"])
def test_code_of_no_certificate_is_not_found(work: Work, sign_in: SignIn, code: str) -> None:
    with committed(work):
        person = make_person(work)

    assert sign_in(person).get(f"/sertifikat/{code}.pdf").status_code == 404
