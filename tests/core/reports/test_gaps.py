"""Kesenjangan kompetensi: every number and its list, whose people, what it costs, its workbook and its empty states."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from random import Random

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import delete

from elearn.core.competencies.models import Requirement
from elearn.core.people.models import Person
from elearn.core.profiles import services as profiles
from elearn.core.profiles.rules import KINDS, MEASURED, PEER, SELF
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_position, make_role
from elearn.testing.factories.reports import Place, make_agency, make_colleague

NUMBER = re.compile(r'<a[^>]*href="(/laporan/kompetensi[^"]*)"[^>]*>\s*(?:<strong>)?\s*([\d.]+)\s*<')
TOTAL = re.compile(r">\s*([\d.]+) pegawai\s*<")


def prove(work: Work, person: Person, competency: str, kind: str, level: int) -> None:
    profiles.add(work, person.id, competency, kind, level, work.today - timedelta(days=3), "Uji 1")


def row_of(page: str, title: str) -> list[str]:
    """The figures of the row with this title."""
    rows = re.findall(rf'<th scope="row">(?:<a[^>]*>)?{title}(?:</a>)?</th>(.*?)</tr>', page, re.DOTALL)
    return [text.strip() for text in re.findall(r">([^<>]+)<", rows[-1]) if text.strip()]


def names_on(page: str) -> list[str]:
    return re.findall(r'<a href="/pegawai/\d+/profil">([^<,]+)', page)


def words(html: str) -> str:
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def proven_place(work: Work, place: Place) -> None:
    """The doctor reaches Integritas and lacks Komunikasi; of the teacher there is only their own word."""
    with committed(work):
        prove(work, place.doctor, "Integritas", MEASURED, 5)
        prove(work, place.doctor, "Komunikasi", PEER, 0)
        prove(work, place.teacher, "Integritas", SELF, 5)


def test_competency_and_unit_count_who_has_lacks_and_has_no_evidence(work: Work, place: Place, sign_in: SignIn) -> None:
    proven_place(work, place)
    browser = sign_in(place.hr)

    page = browser.get("/laporan/kompetensi").text

    # all, lacking, no evidence, reached (, not required) and the percentage
    assert row_of(page, "Integritas") == ["4", "0", "3", "1", "25 %"]
    assert row_of(page, "Komunikasi") == ["4", "1", "3", "0", "0 %"]
    assert row_of(page, "Dinas Kesehatan") == ["2", "1", "1", "0", "0", "0 %"]
    assert row_of(browser.get("/laporan/kompetensi?kompetensi=Integritas").text, "Dinas Kesehatan") == [
        "2", "0", "1", "1", "50 %",
    ]  # fmt: skip


def test_number_leads_to_the_people_behind_it(work: Work, place: Place, sign_in: SignIn) -> None:
    proven_place(work, place)
    browser = sign_in(place.hr)

    lacking = browser.get("/laporan/kompetensi?keadaan=kurang").text
    chosen = browser.get("/laporan/kompetensi?kompetensi=Komunikasi&keadaan=kurang").text

    assert (names_on(lacking), names_on(chosen)) == (["Dewi Anggraini"], ["Dewi Anggraini"])
    assert "1 dari 9" in lacking
    assert "0 dari 1" in chosen


def test_every_number_equals_the_total_of_its_list(work: Work, sign_in: SignIn) -> None:
    random = Random(4)
    with committed(work):
        agency = make_agency(work, random, units=4, people=25, courses=0)
        hr = make_person(work, agency.units[0])
        make_role(work, hr, "hr", agency.units[0])
        for person in agency.people:
            for name in ("Integritas", "Komunikasi"):
                if random.random() < 0.7:
                    prove(work, person, name, random.choice(KINDS), random.randrange(1, 5))
    browser = sign_in(hr)
    numbers: dict[str, int] = {}
    for start in ("", "?kompetensi=Integritas", f"?unit={agency.units[0].id}&jabatan=Fungsional&pegawai=PNS"):
        found = NUMBER.findall(browser.get(f"/laporan/kompetensi{start}").text)
        numbers |= {unescape(url): int(number.replace(".", "")) for url, number in found}

    totals = {url: TOTAL.search(browser.get(url).text) for url in numbers}

    assert {url: int(total[1]) for url, total in totals.items() if total} == numbers
    assert len({number for number in numbers.values() if number}) > 3


def test_scope_ends_at_the_unit_of_hr(work: Work, place: Place, sign_in: SignIn) -> None:
    proven_place(work, place)
    browser = sign_in(place.health_hr)

    assert names_on(browser.get("/laporan/kompetensi").text) == ["Dewi Anggraini", "Joko Susilo"]
    assert browser.get(f"/laporan/kompetensi?unit={place.school.id}").status_code == 404


def test_list_is_sorted_and_paged(work: Work, place: Place, sign_in: SignIn) -> None:
    proven_place(work, place)
    with committed(work):
        post = make_position(work)
        for _ in range(60):
            make_colleague(work, place.clinic, post, name="Adi Nugroho")
    browser = sign_in(place.hr)

    assert names_on(browser.get("/laporan/kompetensi?urut=kurang").text)[0] == "Dewi Anggraini"
    second = browser.get("/laporan/kompetensi?halaman=2&urut=-kurang").text
    assert names_on(second)[-1] == "Dewi Anggraini"


@pytest.mark.parametrize("query", ["keadaan=x", "unit=abc", "unit=99999999999", "jabatan=Raja"])
def test_filter_that_cannot_be_read_is_refused(place: Place, sign_in: SignIn, query: str) -> None:
    assert sign_in(place.hr).get(f"/laporan/kompetensi?{query}").status_code == 422


def test_competency_nobody_needs_has_nobody(place: Place, sign_in: SignIn) -> None:
    page = sign_in(place.hr).get("/laporan/kompetensi?kompetensi=Bertani").text

    assert "Tidak ada pegawai yang cocok" in words(page)


def test_empty_house_says_what_to_do_next(work: Work, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)

    unproven = browser.get("/laporan/kompetensi").text
    with committed(work):
        work.session.execute(delete(Requirement))
    bare = browser.get("/laporan/kompetensi").text

    assert "Belum ada bukti yang dihitung." in words(unproven)
    assert 'href="/profil/impor"' in unproven
    assert "Standar kompetensi jabatan belum ada" in words(bare)
    assert 'href="/kompetensi/standar"' in bare
    assert "Tidak ada pegawai yang cocok" in words(browser.get("/laporan/kompetensi?cari=tidakada").text)


def test_statements_do_not_grow_with_people(
    work: Work, place: Place, sign_in: SignIn, count_statements: CountStatements
) -> None:
    browser, counts = sign_in(place.hr), []
    for _ in range(2):
        with count_statements() as statements:
            assert browser.get(f"/laporan/kompetensi?unit={place.root.id}").status_code == 200
        counts.append(len(statements))
        with committed(work):
            for number in range(3):
                post = make_position(work, name=f"Jabatan {number}")
                prove(work, make_colleague(work, place.clinic, post, name="Adi"), "Integritas", PEER, 2)

    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_export_has_a_row_a_competency(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    proven_place(work, place)
    browser = sign_in(place.hr)

    rows = exported(house, browser, {"keadaan": "kurang", "cari": "dewi"})

    assert [row[1] for row in rows] == ["Dewi Anggraini, S.AP."] * 9
    assert [row[5:] for row in rows][:2] == [
        ("Integritas", 1, 5, 0, "Tercapai"),
        ("Kerja Sama", 1, None, 1, "Tanpa bukti"),
    ]


def exported(house: House, browser: FlaskClient, fields: dict[str, str]) -> list[tuple[object, ...]]:
    answer = browser.post("/laporan/ekspor", data={"laporan": "kompetensi", **fields})
    house.queue.run(int(answer.location.rpartition("/")[2]))
    content = browser.get(f"{answer.location}/berkas").data
    return list(load_workbook(BytesIO(content))["kompetensi"].iter_rows(min_row=2, values_only=True))


def test_learner_is_refused(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        stranger = make_person(work)
    assert sign_in(stranger).get("/laporan/kompetensi").status_code == 403
