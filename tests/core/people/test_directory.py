"""HR's list of people: scope, search, pages, statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from elearn.core.people import queries
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.kernel.work import SYSTEM, VISITOR, Actor, Grant, Work, committed
from elearn.testing.factories.people import make_person, make_role, make_unit

SignInAs = Callable[[Person], FlaskClient]
Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def agency(work: Work) -> WorkUnit:
    return make_unit(work, name="Kota")


def names(page: str) -> list[str]:
    """The people a list page shows, in order."""
    return re.findall(r'<th scope="row"><a href="/pegawai/\d+">([^<]*)</a>', page)


def hr_of(work: Work, unit: WorkUnit, name: str = "Zainab") -> Person:
    person = make_person(work, unit, name=name)
    make_role(work, person, "hr", unit)
    return person


def test_hr_sees_the_own_unit_and_all_below(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        office, neighbour = make_unit(work, agency), make_unit(work, agency)
        below = make_unit(work, make_unit(work, office))
        hr = hr_of(work, office)
        for unit, name in ((agency, "Atas"), (below, "Bawah"), (neighbour, "Samping")):
            make_person(work, unit, name=name)

    assert names(sign_in(hr).get("/pegawai").text) == ["Bawah, S.AP.", "Zainab, S.AP."]


def test_an_admin_sees_everybody(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        admin = make_person(work, make_unit(work), name="Ani")
        make_role(work, admin, "admin")
        make_person(work, agency, name="Budi")

    assert names(sign_in(admin).get("/pegawai").text) == ["Ani, S.AP.", "Budi, S.AP."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=wayan", ["Wayan Sudarma, S.AP."]),
        ("q=puskesmas", ["Made Ayu, S.AP."]),
        ("q=%25", []),
        ("q=tidak+ada", []),
        ("halaman=99", ["Made Ayu, S.AP.", "Wayan Sudarma, S.AP.", "Zainab, S.AP."]),
    ],
)
def test_people_are_found_by_name_and_unit(
    sign_in: SignInAs, work: Work, agency: WorkUnit, query: str, found: list[str]
) -> None:
    with committed(work):
        hr = hr_of(work, agency)
        make_person(work, make_unit(work, agency, name="Puskesmas Timur"), name="Made Ayu")
        make_person(work, agency, name="Wayan Sudarma")

    assert names(sign_in(hr).get(f"/pegawai?{query}").text) == found


def test_people_are_found_by_current_and_old_number(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        hr = hr_of(work, agency)
        changed = make_person(work, agency, name="Wayan")
        changed.old_nip = "199001012021212777"
    browser = sign_in(hr)

    assert names(browser.get("/pegawai?q=19900101+202121+2+777").text) == ["Wayan, S.AP."]
    assert names(browser.get(f"/pegawai?q={changed.nip}").text) == ["Wayan, S.AP."]


def test_a_branch_narrows_the_list_and_a_foreign_unit_is_not_there(
    sign_in: SignInAs, work: Work, agency: WorkUnit
) -> None:
    with committed(work):
        office = make_unit(work, agency)
        hr = hr_of(work, office)
        part = make_unit(work, office)
        make_person(work, part, name="Made")
    browser = sign_in(hr)

    assert names(browser.get(f"/pegawai?unit={part.id}").text) == ["Made, S.AP."]
    assert browser.get(f"/pegawai?unit={agency.id}").status_code == 404


def test_a_person_outside_the_scope_is_not_there(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        hr, inside, outside = hr_of(work, agency), make_person(work, agency), make_person(work)
    browser = sign_in(hr)
    paths = [f"/pegawai/{inside.id}", f"/pegawai/{outside.id}", "/pegawai/999999"]

    assert [browser.get(path).status_code for path in paths] == [200, 404, 404]


def test_the_reports_of_a_person_are_one_link_away(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        hr, admin = hr_of(work, agency), make_person(work, agency)
        make_role(work, admin, "admin")
    links = re.findall(r'href="(/laporan/[^"]*)"', sign_in(hr).get(f"/pegawai/{admin.id}").text)

    assert [link.partition("?")[0] for link in links] == ["/laporan/pegawai", "/laporan/jp"]
    assert [sign_in(hr).get(link).status_code for link in links] == [200, 200]
    assert "/laporan/" not in sign_in(admin).get(f"/pegawai/{hr.id}").text


def test_learners_and_trainers_see_no_list(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        trainer = make_person(work, agency)
        make_role(work, trainer, "trainer")
    browser = sign_in(trainer)

    assert [browser.get(path).status_code for path in ("/pegawai", f"/pegawai/{trainer.id}", "/peran")] == [403] * 3


def test_fifty_people_fill_a_page(sign_in: SignInAs, work: Work, agency: WorkUnit) -> None:
    with committed(work):
        hr = hr_of(work, agency)
        for number in range(52):
            make_person(work, agency, name=f"Orang {number:02}")
    browser = sign_in(hr)
    first, second = (browser.get(f"/pegawai?halaman={number}").text for number in (1, 2))

    assert (len(names(first)), names(second)) == (50, ["Orang 50, S.AP.", "Orang 51, S.AP.", "Zainab, S.AP."])
    assert "51–53 dari 53" in second


def test_pages_take_the_same_statements_for_one_and_three_people(
    sign_in: SignInAs, work: Work, agency: WorkUnit, count_statements: Counting
) -> None:
    with committed(work):
        hr = hr_of(work, agency)
    browser = sign_in(hr)
    counts = []
    for more in (0, 2):
        with committed(work):
            for _ in range(more):
                make_person(work, make_unit(work, agency))
        with count_statements() as statements:
            assert browser.get("/pegawai").status_code == 200
        counts.append(len(statements))

    assert counts == [4, 4]  # one of them for the menu: how much evidence waits


def test_scoped_units_follow_the_grants(work: Work, agency: WorkUnit) -> None:
    office, other = make_unit(work, agency), make_unit(work, agency)
    part = make_unit(work, office)

    def seen(actor: Actor) -> list[int]:
        work.actor = actor
        return sorted(work.session.scalars(queries.scoped_units(work)))

    def person(*grants: Grant) -> Actor:
        return Actor(1, "Ani", frozenset(), grants)

    assert seen(person(Grant("hr", office.id))) == [office.id, part.id]
    assert seen(person(Grant("hr", part.id), Grant("hr", other.id))) == [other.id, part.id]
    assert seen(person(Grant("trainer"))) == []
    assert seen(VISITOR) == []
    assert seen(person(Grant("admin"))) == seen(SYSTEM) == [agency.id, office.id, other.id, part.id]


def test_an_agency_is_the_top_of_the_tree(work: Work, agency: WorkUnit) -> None:
    part = make_unit(work, make_unit(work, agency))

    assert [queries.agency_of(work, unit.id).id for unit in (part, agency)] == [agency.id, agency.id]


def test_people_are_counted_and_sorted_by_the_index_alone(
    house: House, work: Work, agency: WorkUnit, count_statements: Counting
) -> None:
    make_person(work, agency)
    with count_statements() as statements:
        queries.directory(work, "", None, 1)
    if house.database.engine.dialect.name != "sqlite":
        return  # whose planner says it in words; PostgreSQL reads a small table whole

    for statement in statements:
        plan = work.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", (None,) * statement.count("?")
        )
        steps = [step.detail for step in plan if "people_person" in step.detail]
        assert any("COVERING INDEX ix_people_person_unit_active_name" in step for step in steps), steps
