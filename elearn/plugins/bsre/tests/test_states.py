"""Issued → waiting → signed → revoked, as the holder, HR, the official and everybody else read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.plugin import ADMIN, HR, Conflict, Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.people import make_person, make_role

from .. import services
from ..errors import AlreadySitting
from ..models import Document, Sitting
from .making import SignIn, document, make_desk, sign, states
from .stand_in import NIK, OFFICIAL, PASSPHRASE, BsreServer, made

Counting = Callable[[], AbstractContextManager[list[str]]]


def holder_of(work: Work, certificate: Certificate) -> Person:
    return work.session.get_one(Person, certificate.person_id)


def test_everybody_reads_the_state(house: House, work: Work, sign_in: SignIn, client: FlaskClient) -> None:
    with committed(work):
        desk = make_desk(work, 1)
        (certificate,) = desk.certificates
        address, person = f"/verifikasi/{certificate.code}", holder_of(work, certificate)
    holder = sign_in(person)
    waiting = (client.get(address).text, holder.get("/sertifikat").text)
    sign(sign_in(desk.official), desk.ids)
    signed = (client.get(address).text, holder.get("/sertifikat").text)
    own = holder.get(f"/sertifikat/{certificate.code}").text
    with house.work(write=True) as other, committed(other):
        certificates.revoke(other, other.session.get_one(Certificate, desk.ids[0]), "Salah orang.")
    revoked = (client.get(address).text, holder.get("/sertifikat").text)

    assert ["Menunggu TTE" in page for page in waiting] == [True, True]
    assert ["Ditandatangani" in page and "Menunggu TTE" not in page for page in signed] == [True, True]
    sentence = (
        rf"Ditandatangani secara elektronik \(BSrE\) oleh {re.escape(OFFICIAL)} pada \d+ \w+ \d{{4}}, \d\d\.\d\d WIB\."
    )
    assert [len(re.findall(sentence, page)) for page in (signed[0], own)] == [1, 1]
    assert [page.count("Dicabut") >= 2 and "Ditandatangani" not in page for page in revoked] == [True, True]


def test_certificate_of_an_agency_without_an_official_waits_for_nobody(work: Work, client: FlaskClient) -> None:
    with committed(work):
        certificate = make_certificate(work)

    assert work.session.query(Document).count() == 0
    assert "Menunggu TTE" not in client.get(f"/verifikasi/{certificate.code}").text


def test_marks_speak_of_their_codes_alone(house: House, work: Work) -> None:
    with committed(work):
        desk = make_desk(work, 2)
        code, other = desk.certificates[0].code, make_certificate(work).code

    with house.work(write=False) as reading:
        marks = reading.hooks.gather("certificate_marks", work=reading, codes=(code, other))

    assert [(mark.code, mark.state, mark.title) for mark in marks] == [(code, "new", "Menunggu TTE")]


def test_house_without_bsre_works(house: House, work: Work, sign_in: SignIn, client: FlaskClient) -> None:
    with committed(work):
        desk = make_desk(work, 1)
        (certificate,) = desk.certificates
        person = holder_of(work, certificate)
    holder = sign_in(person)
    house.settings = replace(house.settings, bsre_url="", bsre_access_file=None)
    official = sign_in(desk.official)

    assert holder.get(f"/sertifikat/{certificate.code}.pdf").data.startswith(b"%PDF")
    assert "Sertifikat sah" in client.get(f"/verifikasi/{certificate.code}").text
    assert "Server BSrE belum diatur" in official.get("/tte/tanda-tangan").text
    assert "Tanda tangan elektronik" not in official.get("/").text
    assert "Server BSrE belum diatur" in sign(official, desk.ids)


def test_admin_reads_what_is_wrong_in_the_settings(house: House, work: Work, sign_in: SignIn, tmp_path: Path) -> None:
    with committed(work):
        desk = make_desk(work, 1)
        hr, admin = make_person(work, desk.agency), make_person(work, desk.agency)
        make_role(work, hr, HR, desk.agency)
        make_role(work, admin, ADMIN)
    house.settings = replace(house.settings, bsre_roots=tmp_path / "tidak-ada.pem")

    pages = [sign_in(person).get("/tte").text for person in (hr, admin)]

    assert ["Belum ada yang dapat ditandatangani." in page for page in pages] == [True, True]
    assert [f"ELEARN_BSRE_ROOTS menunjuk {tmp_path}/tidak-ada.pem" in page for page in pages] == [False, True]


@pytest.mark.parametrize("content", [None, b"", b"bukan PEM"])
def test_wrong_roots_are_named_before_anything_is_sent(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer, tmp_path: Path, content: bytes | None
) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    path = tmp_path / "akar-salah.pem"
    if content is not None:
        path.write_bytes(content)
    house.settings = replace(house.settings, bsre_roots=path)

    page = sign(sign_in(desk.official), desk.ids)

    assert ("ELEARN_BSRE_ROOTS menunjuk" in page, "rusak" in page, bsre.asked) == (True, False, [])
    assert states(house, desk) == [(False, "")]


def test_start_page_invites_the_official_alone(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk, other = make_desk(work, 2), make_person(work)

    invited = 'href="/tte/tanda-tangan?pilih=semua"'
    assert (invited in sign_in(desk.official).get("/").text, invited in sign_in(other).get("/").text) == (True, False)


def test_hr_reads_every_state_in_few_statements(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer, count_statements: Counting
) -> None:
    with committed(work):
        desk, strange = make_desk(work, 4), make_desk(work, 1)
        make_role(work, desk.official, HR, desk.agency)
    bsre.refused[desk.certificates[1].number] = 1
    browser = sign_in(desk.official)
    sign(browser, desk.ids[:2])

    with count_statements() as statements:
        waiting = browser.get("/tte").text
    failed, signed = browser.get("/tte?keadaan=gagal").text, browser.get("/tte?keadaan=ditandatangani").text

    assert len(statements) <= 10
    numbers = [one.number for one in desk.certificates]
    listed = [[f">{number}</a>" in page for number in numbers] for page in (waiting, failed, signed)]
    assert listed == [[False, False, True, True], [False, True, False, False], [True, False, False, False]]
    assert "Ditolak BSrE" in failed
    assert strange.certificates[0].code not in waiting
    with count_statements() as statements:
        browser.get("/tte/tanda-tangan")
    assert len(statements) <= 10


def test_admin_names_an_official_and_earlier_certificates_wait_too(house: House, work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk = make_desk(work, 1)
        services.name_signatory(work, desk.agency, None)
        earlier = make_certificate(work, make_person(work, work.session.get_one(Person, desk.official.id).unit))
        admin, official = make_person(work), make_person(work)
        make_role(work, admin, ADMIN)
        agency, nip = desk.agency.code, official.nip
    browser = sign_in(admin)

    empty = browser.post("/tte/pejabat", data={"agency": agency})
    wrong = browser.post("/tte/pejabat", data={"agency": agency, "nip": "1"})
    named = browser.post("/tte/pejabat", data={"agency": agency, "nip": nip, "with_earlier": "y"})

    assert (empty.status_code, "Isi NIP pejabatnya." in empty.text) == (422, True)
    assert (wrong.status_code, "Tidak ada pegawai aktif dengan NIP ini." in wrong.text) == (422, True)
    assert (named.status_code, "1 sertifikat yang sudah terbit masuk antrean" in browser.get("/tte/pejabat").text) == (303, True)  # fmt: skip
    with house.work(write=False) as reading:
        assert reading.session.get(Document, earlier.id) is not None
    assert "2 sertifikat menunggu" in sign_in(official).get("/tte/tanda-tangan").text
    assert sign_in(official).get("/tte/pejabat").status_code == 403
    assert browser.post("/tte/pejabat", data={"agency": agency, "nobody": "y"}).status_code == 303
    assert "Halaman ini untuk pejabat yang ditunjuk" in sign_in(official).get("/tte/tanda-tangan").text


def test_sitting_whose_process_died_gives_way(house: House, work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk = make_desk(work, 2)
        dead = work.add(Sitting(person_id=desk.official.id, total=2, began_at=work.now, beats_at=work.now))
        dead_id = dead.id
    browser = sign_in(desk.official)
    sent = {"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE}

    assert browser.post("/tte/tanda-tangan", data=sent).status_code == AlreadySitting.status
    with house.work(write=True) as other, committed(other):
        other.session.get_one(Sitting, dead_id).beats_at -= timedelta(minutes=1)
    broken = browser.get(f"/tte/sesi/{dead_id}").text
    sign(browser, desk.ids)

    assert ("Penandatanganan terputus di tengah jalan." in broken, "2 belum sempat diproses" in broken) == (True, True)
    assert states(house, desk) == [(True, ""), (True, "")]


def test_document_is_never_signed_twice(house: House, work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    with house.work(write=False) as before:
        pdf = before.files.read(first_digest(house, desk.ids[0]))
        copies = [certificates.accept_signed(before, pdf, made(pdf), None) for _ in range(2)]
    with house.work(write=True) as first, committed(first):
        sitting = first.add(Sitting(person_id=desk.official.id, total=1, began_at=first.now, beats_at=first.now)).id
        services.note_signed(first, sitting, desk.ids[0], copies[0])

    with house.work(write=True) as second, pytest.raises(Conflict, match="sudah ditandatangani"), committed(second):
        services.note_signed(second, sitting, desk.ids[0], copies[1])
    with house.work(write=False) as reading:
        assert reading.session.get_one(Certificate, desk.ids[0]).document_digest == copies[0].digest


def first_digest(house: House, certificate_id: int) -> str:
    document(house, certificate_id)
    with house.work(write=False) as work:
        found = work.session.get_one(Certificate, certificate_id).document_digest
        assert found is not None
        return found
