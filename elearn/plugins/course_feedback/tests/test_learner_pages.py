"""What a learner sees: the invitation, the form, their own answer, and clear words when something does not fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.courses.models import Course
from elearn.core.people.models import Person
from elearn.plugin import Panel, Work, committed
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person

from .. import invitations
from ..models import Answer
from ..rules import INVITATION_DAYS
from .making import acting, make_completed

SignIn = Callable[[Person], FlaskClient]


def answers(work: Work) -> list[tuple[int, str]]:
    work.session.rollback()
    return [(stars, comment) for stars, comment in work.session.execute(select(Answer.stars, Answer.comment))]


def course_of(work: Work, course_id: int) -> Course:
    return work.session.get_one(Course, course_id)


def panels(work: Work, course: Course) -> list[Panel]:
    """What this room puts on the course's page."""
    return [
        panel for panel in work.hooks.gather("course_panels", work=work, course=course) if panel.title == "Umpan balik"
    ]


def test_learner_sends_a_rating_without_javascript(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
    browser = sign_in(enrolment.person)
    address = f"/umpan-balik/{enrolment.id}"

    page = browser.get(address)
    sent = browser.post(address, data={"stars": "4", "comment": " Jelas.\r\nContohnya nyata. "})

    assert (page.status_code, page.text.count('type="radio"'), page.text.count("checked")) == (200, 5, 0)
    assert (sent.status_code, sent.location) == (302, f"/belajar/{enrolment.id}")
    assert answers(work) == [(4, "Jelas.\nContohnya nyata.")]
    assert '<input checked id="stars-1" name="stars" required type="radio" value="4">' in browser.get(address).text


def test_form_says_what_is_missing_and_keeps_what_was_written(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)

    answer = sign_in(enrolment.person).post(f"/umpan-balik/{enrolment.id}", data={"comment": "Bagus"})

    assert answer.status_code == 422
    assert '<a href="#stars">Penilaian Anda</a>: Pilih 1 sampai 5 bintang.' in answer.text
    assert "Bagus</textarea>" in answer.text


def test_other_ratings_are_refused(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
    browser = sign_in(enrolment.person)

    sent = [
        browser.post(f"/umpan-balik/{enrolment.id}", data={"stars": stars}) for stars in ("0", "6", "lima", "4.5", "")
    ]

    assert {(answer.status_code, "Pilih 1 sampai 5 bintang." in answer.text) for answer in sent} == {(422, True)}
    assert answers(work) == []


@pytest.mark.parametrize(("length", "status"), [(1000, 302), (1001, 422)])
def test_comment_is_counted_as_the_learner_sees_it(work: Work, sign_in: SignIn, length: int, status: int) -> None:
    with committed(work):
        enrolment = make_completed(work)
    comment = "é\r\n" + "é" * (length - 2)

    answer = sign_in(enrolment.person).post(f"/umpan-balik/{enrolment.id}", data={"stars": "3", "comment": comment})

    assert answer.status_code == status


def test_markup_in_a_comment_is_shown_as_text(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
        work.add(
            Answer(
                enrolment_id=enrolment.id,
                stars=1,
                comment="<script>alert(1)</script>",
                place=1,
                given_at=work.now - timedelta(days=20),
            )
        )

    page = sign_in(enrolment.person).get(f"/umpan-balik/{enrolment.id}").text

    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "Jawaban ini tidak dapat diubah lagi sejak" in page
    assert 'type="radio"' not in page


def test_page_before_completion_says_what_comes_first(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_enrolment(work)

    answer = sign_in(enrolment.person).get(f"/umpan-balik/{enrolment.id}")

    assert (answer.status_code, "Selesaikan dahulu pelatihan" in answer.text) == (409, True)


def test_enrolment_of_somebody_else_does_not_exist(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
        stranger = make_person(work)
    browser = sign_in(stranger)
    address = f"/umpan-balik/{enrolment.id}"

    assert [browser.get(address).status_code, browser.post(address, data={"stars": "1"}).status_code] == [404, 404]
    assert browser.get("/umpan-balik/99999999999999999999").status_code == 404


def test_visitor_is_sent_to_the_sign_in_page(client: FlaskClient) -> None:
    assert client.get("/umpan-balik/1").location == "/masuk?lanjut=/umpan-balik/1"


def test_start_page_invites_after_completion_until_answered(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
    browser = sign_in(enrolment.person)
    invitation = f'href="/umpan-balik/{enrolment.id}"'

    before = browser.get("/").text
    browser.post(f"/umpan-balik/{enrolment.id}", data={"stars": "5"})

    assert (invitation in before, invitation in browser.get("/").text) == (True, False)


def test_invitation_on_the_start_page_ends(work: Work) -> None:
    enrolment = make_completed(work)
    learner = acting(work, enrolment.person)
    learner.now += timedelta(days=INVITATION_DAYS, seconds=1)

    assert invitations.on_dashboard(learner) == ()


def test_course_page_leads_to_the_feedback(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_completed(work)
        address = f"/kursus/{course_of(work, enrolment.course_id).slug}"

    assert f'href="/umpan-balik/{enrolment.id}"' in sign_in(enrolment.person).get(address).text


def test_course_page_says_what_was_answered(work: Work) -> None:
    enrolment = make_completed(work)
    learner = acting(work, enrolment.person)
    course = course_of(work, enrolment.course_id)

    asked = panels(learner, course)
    work.add(Answer(enrolment_id=enrolment.id, stars=3, comment="", place=1, given_at=work.now))
    answered = panels(learner, course)
    learner.now += timedelta(days=15)
    settled = panels(learner, course)

    words = [(panel.lines, panel.link.title) for panel in (*asked, *answered, *settled) if panel.link]
    assert words == [
        (
            ("Anda sudah menyelesaikan pelatihan ini. Pendapat Anda membantu pengajar memperbaikinya.",),
            "Beri umpan balik",
        ),
        (("Anda memberi 3 dari 5 bintang.",), "Ubah umpan balik"),
        (("Anda memberi 3 dari 5 bintang.",), "Lihat umpan balik"),
    ]


def test_course_page_is_silent_before_completion(work: Work) -> None:
    enrolment = make_enrolment(work)

    assert panels(acting(work, enrolment.person), course_of(work, enrolment.course_id)) == []
