"""Importing what was exported changes nothing, whatever is stored; and the demo agency moves in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.people import queries, services
from elearn.core.people.grades import grades_of
from elearn.core.people.nip import Sex, build_nip
from elearn.core.people.positions import ECHELONS, POSITION_KINDS
from elearn.core.people.sheets import PersonRow, UnitRow, Workbook
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_csv, write_workbook
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed

TEXTS = st.sampled_from(
    ["=1+1", "+62", "@SUM(A1)", "'", "''=1", "Ñ ü 漢", "a; b, “c”", "O'Hara \\ %_", "1E5", "TRUE", "Budi", "budi"]
)
SEXES: tuple[Sex, ...] = ("L", "P")


@st.composite
def people(draw: st.DrawFn, codes: list[str], sequence: int) -> PersonRow:
    """A person whose number nobody else in the file can have, for its `sequence`."""
    born, sex = draw(st.dates(date(1950, 1, 1), date(2005, 12, 31))), draw(st.sampled_from(SEXES))
    block = draw(st.integers(1, 12) | st.integers(22, 99))
    nip = build_nip(born, draw(st.integers(1970, 2026)), block, sex, sequence)
    return PersonRow(
        nip=nip,
        name=draw(TEXTS.map(lambda text: f"{text} a")),
        title_before=draw(st.just("") | TEXTS),
        title_after=draw(st.just("") | TEXTS),
        employment=nip.employment,
        grade=draw(st.sampled_from(grades_of(nip.employment))),
        position=draw(TEXTS),
        position_kind=draw(st.sampled_from(POSITION_KINDS)),
        echelon=draw(st.none() | st.sampled_from([echelon.name for echelon in ECHELONS])),
        unit_code=draw(st.sampled_from(codes)),
        email=draw(st.none() | st.just("a.b+c@harapan.example")),
        phone=draw(st.none() | st.just("+62812345678") | st.just("0812 345 678")),
        position_since=draw(st.none() | st.dates(date(2006, 1, 1), date(2099, 12, 31))),
        old_nip=draw(st.none() | st.just(build_nip(born, nip.appointed_year, 21, sex, sequence))),
    )


@st.composite
def agencies(draw: st.DrawFn) -> tuple[tuple[UnitRow, ...], tuple[PersonRow, ...]]:
    """Up to five units in any tree, and up to four people in them."""
    codes = draw(
        st.lists(st.sampled_from(["1", "01", "1.1", "a", "A", "B/2", "0-0"]), min_size=1, max_size=5, unique=True)
    )
    units = tuple(
        UnitRow(code, draw(TEXTS), draw(st.none() | st.sampled_from(codes[:place])) if place else None, draw(TEXTS))
        for place, code in enumerate(codes)
    )
    return units, tuple(draw(people(codes, sequence)) for sequence in range(1, draw(st.integers(1, 5))))


Agency = tuple[tuple[UnitRow, ...], tuple[PersonRow, ...]]


def all_the_same(report: services.Report, rows: int) -> bool:
    return report.counts == {"baru": 0, "berubah": 0, "sama": rows, "ditolak": 0}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(agencies())
def test_importing_the_export_changes_nothing(house: House, tmp_path: Path, agency: Agency) -> None:
    units, people = agency
    with house.work(write=True) as work:  # never committed: every example starts empty
        assert services.import_rows(work, Workbook(units, people, ())).saved
        write_workbook(
            tmp_path / "ekspor.xlsx",
            [unit.facts for unit in queries.stored_units(work).values()],
            queries.active_people(work),
        )
        write_csv(tmp_path / "ekspor.csv", "pegawai", queries.active_people(work))
        known = list(queries.stored_units(work))

        whole = services.check_rows(work, read_workbook(tmp_path / "ekspor.xlsx", known_units=known))
        half = services.check_rows(work, read_workbook(tmp_path / "ekspor.csv", known_units=known))

        assert all_the_same(whole, len(units) + len(people)), whole.rows
        assert all_the_same(half, len(people)), half.rows


@pytest.fixture
def accounts(work: Work) -> tuple[services.DemoAccount, ...]:
    with committed(work):
        return services.load_demo(work, 120, 40)


def test_the_demo_opens_one_account_per_role(work: Work, accounts: tuple[services.DemoAccount, ...]) -> None:
    assert [account.role for account in accounts] == ["learner", "trainer", "hr", "admin"]
    for account in accounts:
        person = queries.person_by_nip(work, account.nip)
        assert person is not None
        stored = queries.account(work, person.id)
        assert stored is not None
        assert not stored.must_change
        assert [line.role for line in queries.role_lines(work, person.id)] == (
            [] if account.role == "learner" else [account.role]
        )


def test_the_demo_again_changes_nothing(work: Work, accounts: tuple[services.DemoAccount, ...]) -> None:
    before = (list(queries.active_people(work)), queries.role_lines(work))

    assert services.load_demo(work, 120, 40) == accounts
    assert (list(queries.active_people(work)), queries.role_lines(work)) == before


def test_hr_of_the_demo_sees_the_whole_agency(work: Work, accounts: tuple[services.DemoAccount, ...]) -> None:
    hr = next(line for line in queries.role_lines(work) if line.role == "hr")

    assert hr.unit == "Pemerintah Kota Harapan"
