"""My record a year at a time, and the transcript: only mine, only what counts, at a fixed price."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from elearn.core.certificates import services as certificates
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.permissions import LEARNER
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.career import make_career_entry
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_unit


def words(html: str) -> str:
    """The text of a page's main part in single spaces."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def learner(work: Work, *minutes: int, employment: str = "PNS") -> Person:
    """A person with one entry of this year for each of `minutes`."""
    with committed(work):
        person = make_person(work, employment=employment)
        for amount in minutes:
            make_career_entry(work, person, minutes=amount)
    return person


@pytest.mark.parametrize("url", ["/riwayat", "/riwayat/transkrip"])
def test_stranger_is_sent_to_sign_in(client: FlaskClient, url: str) -> None:
    answer = client.get(url)

    assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/masuk")


@pytest.mark.parametrize("url", ["/riwayat", "/riwayat/transkrip"])
def test_record_of_another_is_nowhere(work: Work, sign_in: SignIn, url: str) -> None:
    with committed(work):
        make_career_entry(work, title="Catatan orang lain")
    person = learner(work)

    assert "Catatan orang lain" not in sign_in(person).get(url).text


def test_floor_says_what_is_missing_and_until_when(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work, 180)).get("/riwayat").text)

    assert f"Kurang 16 JP sampai 31 Desember {work.today.year}." in text
    assert "4 dari paling sedikit 20 JP; kurang 16 JP." in text
    assert "Dasar: PP 11/2017 pasal 203 ayat (4) sebagaimana diubah PP 17/2020." in text


def test_floor_that_is_reached_says_so(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work, 450, 450)).get("/riwayat").text)

    assert f"Kewajiban belajar tahun {work.today.year} sudah terpenuhi." in text


def test_hours_above_the_ceiling_are_flagged_and_nothing_is_blocked(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work, 1170, employment="PPPK")).get("/riwayat").text)

    assert "Melebihi batas sebanyak 2 JP. Kelebihan ini hanya ditandai; semua catatan tetap sah." in text
    assert "26 JP, melebihi paling banyak 24 JP. Anda tetap boleh belajar." in text


def test_minutes_are_summed_before_they_are_cut(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work, 20, 20, 20)).get("/riwayat").text)

    assert "1,3 dari paling sedikit 20 JP; kurang 18,7 JP." in text


def test_past_year_can_be_chosen(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        make_career_entry(work, person, ended_on=date(2024, 5, 6), minutes=180, title="Dahulu")
        make_career_entry(work, person, title="Sekarang")
    browser = sign_in(person)

    past, now = browser.get("/riwayat?tahun=2024").text, browser.get("/riwayat").text

    assert "Tahun 2024 ditutup dengan kekurangan 16 JP." in words(past)
    assert [title in page for page in (past, now) for title in ("Dahulu", "Sekarang")] == [True, False, False, True]


@pytest.mark.parametrize("query", ["tahun=1999", "tahun=abc", "halaman=99", "halaman=-1", "tahun=99999999999"])
def test_odd_address_shows_this_year(work: Work, sign_in: SignIn, query: str) -> None:
    answer = sign_in(learner(work, 180)).get(f"/riwayat?{query}")

    assert (answer.status_code, f"Catatan tahun {work.today.year}" in words(answer.text)) == (200, True)


def test_empty_year_says_how_to_fill_it(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work)).get("/riwayat").text)

    assert f"Belum ada catatan tahun {work.today.year} Selesaikan satu pelatihan" in text


def test_entry_leads_to_its_certificate(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        certificate = make_certificate(work, person)

    html = sign_in(person).get("/riwayat").text

    assert f'href="/verifikasi/{certificate.code}"' in html
    assert f'href="/sertifikat/{certificate.code}.pdf"' in html


def test_withdrawn_entry_is_shown_and_not_counted(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        certificate = make_certificate(work, person)
        certificates.revoke(work, certificate, "Ujian dikerjakan orang lain.")
    browser = sign_in(person)

    text = words(browser.get("/riwayat").text)

    assert "Tidak dihitung Ujian dikerjakan orang lain." in text
    assert "0 dari paling sedikit 20 JP" in text
    assert certificate.number not in browser.get("/riwayat/transkrip").text


def test_long_year_is_shown_in_pages_of_fifty(work: Work, sign_in: SignIn) -> None:
    person = learner(work, *[45] * 51)
    browser = sign_in(person)

    first, second = browser.get("/riwayat").text, browser.get("/riwayat?halaman=2").text

    assert ("1–50 dari 51" in first, first.count("Pelayanan Prima")) == (True, 50)
    assert ("51–51 dari 51" in second, second.count("Pelayanan Prima")) == (True, 1)
    assert "51 JP, sudah memenuhi" in words(second)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "cost"), [("/riwayat", 8), ("/riwayat/transkrip", 5)])
def test_page_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int, url: str, cost: int
) -> None:
    browser = sign_in(learner(work, *[45] * count))

    with count_statements() as statements:
        assert browser.get(url).text.count("Pelayanan Prima") == count

    assert len(statements) == cost


def test_transcript_names_agency_person_years_and_sums(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        agency = make_unit(work, name="Pemerintah Kota Harapan")
        person = make_person(work, make_unit(work, agency, name="Dinas Sosial"))
        for year, minutes in ((2024, 180), (2025, 100), (2025, 100)):
            make_career_entry(work, person, ended_on=date(year, 5, 6), minutes=minutes)

    text = words(sign_in(person).get("/riwayat/transkrip").text)

    assert "Pemerintah Kota Harapan Transkrip pengembangan kompetensi Nama Siti Rahmawati, S.AP." in text
    assert text.index("Jumlah tahun 2025 4,4") < text.index("Jumlah tahun 2024 4")
    assert "Jumlah seluruhnya: 8,4 JP" in text
    assert "Dicetak pada" in text


@pytest.mark.parametrize(("employment", "mark", "is_floor"), [("PNS", 20, True), ("PPPK", 24, False)])
def test_start_page_carries_the_meter(work: Work, house: House, employment: str, mark: int, is_floor: bool) -> None:
    person = learner(work, 180, employment=employment)

    with house.work(write=False, actor=Actor(person.id, person.name, house.role_permissions[LEARNER])) as reading:
        cards = [card for card in reading.hooks.gather("dashboard_cards", work=reading) if "JP" in card.title]

    (card,) = cards
    assert card.meter is not None
    assert (card.title, card.figure, card.meter.value, card.meter.mark, card.meter.is_floor) == (
        f"JP tahun {work.today.year}",
        None,
        4.0,
        mark,
        is_floor,
    )
