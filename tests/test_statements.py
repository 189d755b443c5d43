"""How many SQL statements a page costs, everything included: a lesson at most 8, any page 10, a saved answer 6."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.config import Settings
from elearn.core.people.models import Person
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.hooks.house import House

from .demo_house import OTHERS, PAGES, VISITOR, Visit, named, open_demo, unlisted

Counting = Callable[[], AbstractContextManager[list[str]]]
LESSON, PAGE, SAVE = 8, 10, 6


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def furnished(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, dict[str, object]]]:
    """The demo house on both engines."""
    template = request.getfixturevalue("sqlite_template" if request.param == "sqlite" else "postgres_template")
    folder = tmp_path_factory.mktemp("demo")
    with template.fresh(folder) as url:
        house, names = open_demo(
            Settings(database_url=url, home=folder / "home", secret_key="test", worker_thread=False)
        )
        yield house, names
        house.close()


@pytest.fixture
def house(furnished: tuple[House, dict[str, object]]) -> House:
    return furnished[0]


@pytest.fixture
def names(furnished: tuple[House, dict[str, object]]) -> dict[str, object]:
    return furnished[1]


@pytest.fixture
def browsers(
    app: Flask, house: House, names: dict[str, object], sign_in: Callable[[Person, str], FlaskClient]
) -> dict[str, FlaskClient]:
    """A browser per role."""
    with house.work(write=False) as work:
        known = ("learner", "hr", "trainer", "guest", "admin")
        roles = {role: sign_in(named(work, role, names), DEMO_PASSWORD) for role in known}
    return {VISITOR: app.test_client(), **roles}


def test_every_get_address_is_walked(app: Flask) -> None:
    assert unlisted(app) == set()


def test_no_page_costs_more_than_ten_statements(
    browsers: dict[str, FlaskClient], names: dict[str, object], count_statements: Counting
) -> None:
    costs: dict[Visit, list[str]] = {}
    answers = {}
    for visit in (visit.at(names) for visit in (*PAGES, *OTHERS)):
        with count_statements() as statements, browsers[visit.role].get(visit.address) as answer:
            answers[visit] = answer.status_code
        costs[visit] = statements

    assert {visit: status for visit, status in answers.items() if status != visit.status} == {}
    assert {f"{visit.address} ({visit.role})": found for visit, found in costs.items() if len(found) > PAGE} == {}


def test_a_lesson_costs_at_most_eight_statements(
    browsers: dict[str, FlaskClient], names: dict[str, object], count_statements: Counting
) -> None:
    """Each turn to another lesson also notes the place: the dearest case."""
    for key in ("01-mengapa-pelayanan-prima", "02-empat-belas-komponen"):
        with count_statements() as statements:
            answer = browsers["learner"].get(f"/belajar/{names['running']}/{key}")

        assert answer.status_code == 200
        assert len(statements) <= LESSON, "\n".join(statements)


def test_saving_one_answer_costs_at_most_six_statements(
    browsers: dict[str, FlaskClient], names: dict[str, object], count_statements: Counting
) -> None:
    with count_statements() as statements:
        answer = browsers["learner"].post(
            f"/percobaan/{names['mixed_paper']}/jawaban",
            data={"butir": "s-angka", "j-s-angka": "45"},
            headers={"HX-Request": "true"},
        )

    assert (answer.status_code, "tersimpan" in answer.text) == (200, True)
    assert len(statements) <= SAVE, "\n".join(statements)
