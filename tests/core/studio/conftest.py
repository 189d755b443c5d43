"""Trainers in their browsers, and drafts to write in."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.services import drafts
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import write_course, write_quiz
from elearn.testing.factories.people import make_person, make_role


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder without faults: two lessons and a quiz."""
    course = write_course(tmp_path / "etika-layanan", title="Etika Layanan", extra=("kompetensi: [Integritas/2]",))
    write_quiz(course / "03-kuis.md")
    return course


@pytest.fixture
def trainer_person(work: Work) -> Person:
    with committed(work):
        person = make_person(work, name="Budi Santoso")
        make_role(work, person, "trainer")
    return person


@pytest.fixture
def trainer(trainer_person: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(trainer_person)


@pytest.fixture
def colleague_person(work: Work) -> Person:
    with committed(work):
        person = make_person(work, name="Citra Lestari")
        make_role(work, person, "trainer")
    return person


@pytest.fixture
def colleague(colleague_person: Person, sign_in: SignIn) -> FlaskClient:
    """Another trainer."""
    return sign_in(colleague_person)


@pytest.fixture
def draft(work: Work, trainer_person: Person) -> Draft:
    """A draft of the trainer's from the template; `work` acts as the trainer from here on."""
    work.actor = Actor(trainer_person.id, trainer_person.name, grants=(Grant("trainer"),))
    with committed(work):
        return drafts.begin(work, "Melayani Warga")
