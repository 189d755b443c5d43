"""A person writes notes and reads only their own; completed courses are noted by themselves."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.plugin import Actor, Work, committed
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.people import make_person

from .. import queries, services

SignIn = Callable[[Person], FlaskClient]


def test_note_is_written_and_read(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)

    sent = browser.post("/guest-name", data={"text": "Tanyakan <b>SOP</b> baru."})

    assert (sent.status_code, sent.location) == (302, "/guest-name")
    assert "<p>Tanyakan &lt;b&gt;SOP&lt;/b&gt; baru.</p>" in browser.get("/guest-name").text


def test_empty_note_is_refused_with_a_sentence(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    answer = sign_in(person).post("/guest-name", data={"text": " "})

    assert (answer.status_code, "Tulis catatan Anda dahulu." in answer.text) == (422, True)


def test_note_of_somebody_else_is_not_shown(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        services.write(work, make_person(work).id, "rahasia")
        stranger = make_person(work)

    assert "rahasia" not in sign_in(stranger).get("/guest-name").text


def test_visitor_is_sent_to_the_sign_in_page(client: FlaskClient) -> None:
    assert client.get("/guest-name").location == "/masuk?lanjut=/guest-name"


def test_completed_course_is_noted(work: Work) -> None:
    enrolment = make_finished_enrolment(work)
    work.actor = Actor(person_id=enrolment.person_id, name="peserta")

    assert [note.text for note in queries.own_notes(work)] == [f"Selesai: {enrolment.version.title}."]
