"""The made-up agency: the same each time, nobody real, and everyone passes our own checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.people.demo_agency import DemoAgency, demo_agency
from elearn.core.people.grades import parse_grade
from elearn.core.people.names import full_name
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_workbook


@pytest.fixture(scope="module")
def agency() -> DemoAgency:
    return demo_agency()


def test_demo_agency_is_the_same_for_the_same_seed(agency: DemoAgency) -> None:
    assert demo_agency() == agency
    assert demo_agency(seed=7).people[4:] != agency.people[4:]


def test_demo_agency_has_the_asked_size_and_three_levels(agency: DemoAgency) -> None:
    parents = {unit.code: unit.parent_code for unit in agency.units}
    depths = {1 + (parent is not None) + (parent not in (None, "00")) for parent in parents.values()}

    assert (len(agency.people), len(agency.units)) == (1200, 40)
    assert depths == {1, 2, 3}


def test_demo_agency_shares_pns_and_pppk_as_the_country_does(agency: DemoAgency) -> None:
    assert sum(person.employment == "PPPK" for person in agency.people) == 336
    assert 0.6 < sum(person.position_kind == "Fungsional" for person in agency.people) / 1200 < 0.8


def test_demo_agency_has_nobody_twice_and_nobody_real(agency: DemoAgency) -> None:
    assert len({person.nip for person in agency.people}) == 1200
    assert len({person.email for person in agency.people}) == 1200
    assert {person.nip.digits[15] for person in agency.people} == {"9"}
    assert all((person.email or "").endswith("@harapan.example") for person in agency.people)


def test_demo_agency_gives_everyone_a_grade_a_unit_and_an_age_that_fit(agency: DemoAgency) -> None:
    codes = {unit.code for unit in agency.units}

    for person in agency.people:
        assert parse_grade(person.employment, person.grade) == person.grade
        assert person.unit_code in codes
        assert person.employment == person.nip.employment
        assert not person.nip.appointed_before_18
        assert person.position_since is not None
        assert person.position_since.year >= person.nip.appointed_year


def test_demo_agency_has_one_head_in_every_unit(agency: DemoAgency) -> None:
    heads = agency.people[4:44]

    assert [head.unit_code for head in heads] == [unit.code for unit in agency.units]
    assert sum(head.position_kind == "Struktural" for head in heads) == 29
    assert heads[17].position == "Kepala Bagian Umum"


def test_demo_agency_keeps_the_four_named_people_whatever_its_size(agency: DemoAgency) -> None:
    named = (agency.learner, agency.trainer, agency.hr, agency.admin)
    places = {unit.code: unit.name for unit in demo_agency(4, 5).units}

    assert agency.people[:4] == named
    assert demo_agency(4, 5, seed=1).people == named
    assert [person.nip.digits for person in named] == [
        "199504122023212901",
        "198003152005011902",
        "198607212010012903",
        "199002022015031904",
    ]
    assert [(full_name(p.title_before, p.name, p.title_after), p.position, places[p.unit_code]) for p in named] == [
        ("Sari Wulandari, S.AP.", "Penata Layanan Operasional", "Dinas Kependudukan dan Pencatatan Sipil"),
        (
            "Dr. Bambang Prasetyo, S.Pd., M.Pd.",
            "Widyaiswara Ahli Muda",
            "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        ),
        (
            "Rina Marlina, S.Psi.",
            "Analis SDM Aparatur Ahli Muda",
            "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        ),
        ("Dedi Kurniawan, S.Kom.", "Pranata Komputer Ahli Pertama", "Dinas Komunikasi dan Informatika"),
    ]


def test_demo_agency_grows_by_schools_and_stays_unique() -> None:
    large = demo_agency(20_000, 120)

    assert large.units[-1].name == "SD Negeri 84 Harapan"
    assert len({unit.code for unit in large.units}) == 120
    assert len({person.nip for person in large.people}) == 20_000


def test_demo_agency_passes_our_own_reading(agency: DemoAgency, tmp_path: Path) -> None:
    path = tmp_path / "contoh.xlsx"
    write_workbook(path, agency.units, agency.people)
    book = read_workbook(path)

    assert book.refusals == ()
    assert (book.units, book.people) == (agency.units, agency.people)
    assert [person.row for person in book.people] == [person.row for person in agency.people]


@pytest.mark.parametrize(("people", "units"), [(3, 40), (100_001, 40), (100, 4)])
def test_demo_agency_refuses_sizes_it_cannot_make(people: int, units: int) -> None:
    with pytest.raises(ValueError, match="Instansi contoh"):
        demo_agency(people, units)
