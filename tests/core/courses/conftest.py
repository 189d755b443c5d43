"""Course folders and people who look at courses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import write_course, write_quiz
from elearn.testing.factories.people import make_person, make_role

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder without faults: two lessons and a quiz."""
    course = write_course(tmp_path / "etika-layanan", title="Etika Layanan", extra=("kompetensi: [Integritas/2]",))
    write_quiz(course / "03-kuis.md")
    return course


@pytest.fixture
def learner(work: Work, sign_in: SignIn) -> FlaskClient:
    with committed(work):
        person = make_person(work)
    return sign_in(person)


@pytest.fixture
def trainer_person(work: Work) -> Person:
    with committed(work):
        person = make_person(work, name="Budi Santoso")
        make_role(work, person, "trainer")
    return person


@pytest.fixture
def trainer(trainer_person: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(trainer_person)
