"""What HR sees: the list with its states, the sitting, how a job goes, and removal."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from elearn.core.career.services import evidence
from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.plugin import Work, committed
from elearn.testing.factories.career import described, make_evidence
from elearn.testing.factories.people import make_person, make_role, make_unit

from .. import services
from .making import Shell, make_entry, make_known
from .stand_in import SSO, Siasn, saying

SignIn = Callable[[Person], FlaskClient]
CountStatements = Callable[[], AbstractContextManager[list[str]]]


def make_evidence_entry(work: Work, person: Person) -> None:
    evidence.accept(work, make_evidence(work, person, title="Kearsipan"), described(work, title="Kearsipan"))


def make_hr(work: Work, unit: WorkUnit) -> Person:
    hr = make_person(work, unit, name="Ratna Dewi")
    make_role(work, hr, "hr", unit)
    return hr


def test_hr_pushes_from_the_page_and_sees_what_became_of_it(
    work: Work, siasn: Siasn, house: House, sign_in: SignIn
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr, person = make_hr(work, unit), make_known(work, siasn, unit)
        for title in ("Diterima SIASN", "Ditolak SIASN"):
            make_entry(work, person, title=title)
        make_entry(work, make_person(work, unit), title="Belum lengkap")
    siasn.fail("/kursus/save", saying(200, success=False, message="Nomor sertifikat sudah dipakai"))
    browser = sign_in(hr)

    form = browser.get("/siasn/kirim").text
    asked = browser.post("/siasn/kirim", data={"token": SSO, "deed": "kirim"})
    waiting = browser.get(asked.headers["Location"]).text
    house.queue.sweep()
    over = browser.get(asked.headers["Location"], headers={"HX-Request": "true"}).text
    listed = browser.get("/siasn").text

    assert ("3 riwayat belum dikirim." in form, "Menunggu pekerja…" in waiting) == (True, True)
    assert ("<html" in over, "Terkirim: <strong>1</strong>" in over, "Ditolak: <strong>1</strong>" in over) == (
        False, True, True
    )  # fmt: skip
    assert "Nomor sertifikat sudah dipakai" in listed
    assert "1 pegawai " in listed.split("Yang kurang sebelum dikirim")[1].split("</section>")[0]
    assert "Belum lengkap" not in browser.get("/siasn?keadaan=ditolak").text


def test_hr_reconciles_from_the_page_and_follows_the_numbers(
    work: Work, siasn: Siasn, house: House, sign_in: SignIn, shell: Shell
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr, person = make_hr(work, unit), make_known(work, siasn, unit)
        make_entry(work, person, title="Sama di sana")
        make_entry(work, person, title="Beda di sana")
    shell.with_token("push")
    next(row for row in siasn.rows.values() if row["namaKursus"] == "Beda di sana")["jumlahJam"] = 9
    browser = sign_in(hr)

    asked = browser.post("/siasn/kirim", data={"token": SSO, "deed": "cocokkan"})
    house.queue.sweep()
    different = browser.get("/siasn?hasil=berbeda").text

    assert "Cocok: <strong>1</strong>" in browser.get(asked.headers["Location"]).text
    assert ("Beda di sana" in different, "Sama di sana" in different) == (True, False)
    assert "<code>jumlahJam</code>" in different


def test_a_withdrawn_entry_is_removed_from_siasn_only_when_asked(
    work: Work, siasn: Siasn, house: House, sign_in: SignIn, shell: Shell
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr = make_hr(work, unit)
        entry = make_entry(work, make_known(work, siasn, unit), title="Arsip")
    shell.with_token("push")
    with committed(work):
        certificate = work.session.get_one(Certificate, entry.certificate_id)
        certificates.revoke(work, certificate, "Peserta tidak hadir.")
    browser = sign_in(hr)

    listed = browser.get("/siasn?keadaan=dicabut").text
    asking = browser.get(f"/siasn/{entry.id}/hapus").text
    empty = browser.post(f"/siasn/{entry.id}/hapus", data={"token": ""})
    before = len(siasn.rows)
    asked = browser.post(f"/siasn/{entry.id}/hapus", data={"token": SSO})
    house.queue.sweep()

    assert ("Dicabut di sini" in listed, "Peserta tidak hadir." in asking) == (True, True)
    assert (empty.status_code, before, len(siasn.rows)) == (422, 1, 0)
    assert "Selesai" in browser.get(asked.headers["Location"]).text


def test_others_see_nothing_of_it(work: Work, siasn: Siasn, sign_in: SignIn, shell: Shell) -> None:
    with committed(work):
        agency = make_unit(work)
        own, other = make_unit(work, agency), make_unit(work, agency)
        hr, learner = make_hr(work, own), make_person(work, own)
        entry = make_entry(work, make_known(work, siasn, other), title="Punya sana")
    shell.with_token("push")
    pages = ("/siasn", "/siasn/kirim", f"/siasn/{entry.id}/hapus", "/siasn/pekerjaan/1")

    browser = sign_in(hr)
    assert "Punya sana" not in browser.get("/siasn").text
    assert [browser.get(page).status_code for page in pages[2:]] == [404, 404]
    assert browser.post(f"/siasn/{entry.id}/hapus", data={"token": SSO}).status_code == 404
    assert {sign_in(learner).get(page).status_code for page in pages} == {403}


def test_a_filter_that_cannot_be_read_is_refused(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        hr = make_hr(work, make_unit(work))
    browser = sign_in(hr)

    assert [
        browser.get(f"/siasn?{words}").status_code
        for words in ("tahun=dua", "keadaan=x", "hasil=y", "unit=0", "unit=99999999999", "tahun=")
    ] == [422, 422, 422, 422, 422, 200]


def notice(page: str) -> str:
    """The words above the list, in one line."""
    found = re.search(r'aria-labelledby="kurang">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(1)).split()) if found else ""


def test_what_many_lack_in_the_same_way_is_said_once(work: Work, siasn: Siasn, sign_in: SignIn) -> None:
    with committed(work):
        unit = make_unit(work, name="Kota Harapan", code="KOTA")
        hr = make_hr(work, unit)
        unknown = [make_person(work, unit) for _ in range(2)]
        for person in (*unknown, unknown[0]):
            make_entry(work, person, title="Tanpa kode")
        make_entry(work, unknown[1], title="PIM IV", extra=("bentuk: pelatihan struktural kepemimpinan",))
        number_less = make_entry(work, unknown[0], title="Tanpa nomor")
        number_less.number = ""
    browser = sign_in(hr)

    page = browser.get("/siasn").text
    with committed(work):
        make_known(work, siasn, unit)
        for person in unknown:
            services.note_identity(work, person.id, siasn.add_person(person.nip))
    complete = browser.get("/siasn").text

    assert notice(page) == (
        "Yang kurang sebelum dikirim Kota Harapan belum punya kode SIASN (instansiId), mengenai 4 riwayat. "
        "Minta pengelola sistem mencatatnya sekali: elearn siasn agency KOTA --id … "
        "2 pegawai Kota Harapan belum punya kode SIASN (pnsOrangId), mengenai 5 riwayat. "
        "Minta pengelola sistem mengambilnya: elearn siasn people fetch"
    )
    assert [page.count(words) for words in ("Perlu dilengkapi", "belum diketahui", "Nomor sertifikatnya tidak ada.")] == [
        5, 0, 1
    ]  # fmt: skip
    assert (notice(complete), complete.count("Perlu dilengkapi")) == ("", 1)


def test_the_list_is_searched_by_name_nip_title_and_number(work: Work, siasn: Siasn, sign_in: SignIn) -> None:
    with committed(work):
        unit = make_unit(work)
        hr = make_hr(work, unit)
        ani, budi = (make_known(work, siasn, unit, name=name) for name in ("Ani Lestari", "Budi Santoso"))
        make_entry(work, ani, title="Kearsipan 100%")
        number = make_entry(work, budi, title="Pelayanan Prima").number
    browser = sign_in(hr)

    def found(words: str) -> list[bool]:
        page = browser.get("/siasn", query_string={"cari": words}).text
        return [title in page for title in ("Kearsipan 100%", "Pelayanan Prima")]

    assert [found(words) for words in ("lestari", budi.nip, "100%", number, "tidak ada", "")] == [
        [True, False], [False, True], [True, False], [False, True], [False, False], [True, True]
    ]  # fmt: skip
    page = browser.get("/siasn?cari=lestari&keadaan=menunggu").text
    assert ("keadaan=terkirim&amp;cari=lestari" in page, 'name="cari" value' in page) == (True, True)


def test_a_page_holds_twenty_rows_and_leads_on_with_the_filter(work: Work, siasn: Siasn, sign_in: SignIn) -> None:
    with committed(work):
        unit = make_unit(work)
        hr, person = make_hr(work, unit), make_known(work, siasn, unit)
        for _ in range(23):
            make_evidence_entry(work, person)
    browser = sign_in(hr)

    first, second = (browser.get(f"/siasn?cari=kearsipan&halaman={number}").text for number in (1, 2))

    assert [page.count('<th scope="row">') for page in (first, second)] == [20, 3]
    assert "/siasn?cari=kearsipan&amp;halaman=2" in first


@pytest.mark.parametrize("people", [1, 3])
def test_list_stays_within_its_statements(
    work: Work, siasn: Siasn, sign_in: SignIn, count_statements: CountStatements, people: int
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr = make_hr(work, unit)
        for _ in range(people):
            make_entry(work, make_known(work, siasn, unit))
    browser = sign_in(hr)

    with count_statements() as statements:
        assert browser.get("/siasn").status_code == 200

    assert len([statement for statement in statements if "siasn_" in statement]) == 7
    assert len(statements) <= 10
