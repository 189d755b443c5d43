"""Sharing a draft: the owner adds and removes, nobody else. Over HTTP, on both engines."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person

DRAFT, AUTHORS = "/naskah/melayani-warga", "/naskah/melayani-warga/penulis"


@pytest.fixture
def shared(draft: Draft, trainer: FlaskClient, colleague_person: Person) -> int:
    """The colleague writes along; their id."""
    person_id = colleague_person.id
    trainer.post(AUTHORS, data={"nip": colleague_person.nip})
    return person_id


def test_a_colleague_writes_along_until_removed(trainer: FlaskClient, colleague: FlaskClient, shared: int) -> None:
    with_them = colleague.get(DRAFT).status_code
    listed = "Melayani Warga" in colleague.get("/pengajar").text
    trainer.post(f"{AUTHORS}/hapus", data={"penulis": str(shared)})

    assert (with_them, listed) == (200, True)
    assert colleague.get(DRAFT).status_code == 404


def test_a_colleague_may_not_share(colleague: FlaskClient, shared: int) -> None:
    answers = [
        colleague.post(AUTHORS, data={"nip": "1"}).status_code,
        colleague.post(f"{AUTHORS}/hapus", data={"penulis": str(shared)}).status_code,
    ]

    assert answers == [403, 403]


def test_nobody_else_sees_the_authors(draft: Draft, colleague: FlaskClient) -> None:
    answers = [colleague.get(AUTHORS), colleague.post(AUTHORS, data={"nip": "1"}), colleague.post(f"{AUTHORS}/hapus")]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_only_a_trainer_is_added_and_only_once(
    work: Work, draft: Draft, trainer: FlaskClient, colleague_person: Person, shared: int
) -> None:
    with committed(work):
        learner = make_person(work)
    nips = [learner.nip, "bukan nomor", colleague_person.nip]

    assert [trainer.post(AUTHORS, data={"nip": nip}).status_code for nip in nips] == [422, 422, 409]


def test_the_owner_stays(draft: Draft, trainer: FlaskClient, trainer_person: Person) -> None:
    answers = [trainer.post(f"{AUTHORS}/hapus", data={"penulis": one}).status_code for one in (trainer_person.id, "")]

    assert answers == [409, 404]


def test_a_new_author_no_longer_reviews(
    trainer: FlaskClient, colleague: FlaskClient, colleague_person: Person, draft: Draft
) -> None:
    nip = colleague_person.nip
    trainer.post(f"{DRAFT}/ulasan", data={"pengulas": str(colleague_person.id)})
    trainer.post(AUTHORS, data={"nip": nip})

    assert colleague.post(f"{DRAFT}/putusan", data={"putusan": "setuju"}).status_code == 403
