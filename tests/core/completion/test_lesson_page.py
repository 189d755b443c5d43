"""The lesson page: reading, finishing, going on."""

from __future__ import annotations

import brotli
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.completion.models import LedgerEvent
from elearn.core.courses.queries import sealed, step
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, Learner, SignIn, completion_of, finish, make_learner
from elearn.testing.factories.courses import make_course, wrong_answers
from elearn.testing.factories.people import make_person


def last_key(work: Work, learner: Learner) -> str | None:
    with committed(work):
        work.session.expire_all()
        enrolment = work.session.get_one(Enrolment, learner.enrolment.id)
        return enrolment.last_step.key if enrolment.last_step else None


def kinds(work: Work, learner: Learner) -> list[str]:
    events = select(LedgerEvent.kind).where(LedgerEvent.enrolment_id == learner.enrolment.id).order_by(LedgerEvent.id)
    with committed(work):
        return list(work.session.scalars(events))


def wrong(work: Work, learner: Learner) -> dict[str, list[str]]:
    with committed(work):
        return wrong_answers(work, step(work, learner.enrolment.version_id, "01-materi"))


def test_lesson_states_its_rule_and_the_next_step(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    page = me.browser.get(me.url("/01-materi")).text

    assert "Isi materi 1." in page
    assert "Materi ini selesai setelah Anda menekan tombol “Tandai selesai”." in page
    assert f'rel="next" href="{me.url("/02-materi")}"' in page
    assert "0 dari 3 langkah" in page


def test_reading_finishes_nothing(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    me.browser.get(me.url("/01-materi"))
    me.browser.get(me.url("/02-materi"))

    assert kinds(work, me) == ["enrolled"]


def test_reading_remembers_the_place(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    me.browser.get(me.url("/02-materi"))

    assert last_key(work, me) == "02-materi"
    assert me.browser.get(me.url("/lanjut")).location == me.url("/02-materi")


def test_lesson_is_shown_while_another_writer_holds_the_database(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    with committed(work):
        make_person(work)
        page = me.browser.get(me.url("/02-materi"))

    assert page.status_code == 200


def test_finishing_goes_to_the_next_step(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    answer = me.browser.post(me.url("/01-materi/selesai"))

    assert (answer.status_code, answer.location) == (303, me.url("/02-materi"))
    assert kinds(work, me) == ["enrolled", "lesson_completed"]
    assert last_key(work, me) == "02-materi"


def test_finishing_the_last_lesson_leads_to_the_quiz(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1))

    answer = me.browser.post(me.url("/01-materi/selesai"))

    assert answer.location == f"/kuis/{me.enrolment.id}/02-kuis"


def test_finishing_the_last_step_congratulates(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1, quiz=False))

    page = me.browser.post(me.url("/01-materi/selesai"), follow_redirects=True)

    assert (page.request.path, page.status_code) == (me.url(), 200)
    assert "Selamat! Anda menyelesaikan pelatihan ini." in page.text
    assert completion_of(work, me.enrolment) is not None


def test_second_click_changes_nothing(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=2))

    answers = [me.browser.post(me.url("/01-materi/selesai")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert kinds(work, me) == ["enrolled", "lesson_completed"]


def test_key_of_a_quiz_leads_to_the_quiz(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1))

    assert me.browser.get(me.url("/02-kuis")).location == f"/kuis/{me.enrolment.id}/02-kuis"


def test_quiz_cannot_be_finished_like_a_lesson(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1))

    answer = me.browser.post(me.url("/02-kuis/selesai"))

    assert answer.status_code == 404
    assert "Soal 1" not in answer.text
    assert kinds(work, me) == ["enrolled"]


def test_unanswered_lesson_holds_no_key_and_no_feedback(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, check_questions=True))

    page = me.browser.get(me.url("/01-materi")).text

    assert "menjawab pertanyaan di bawah" in page
    keys = sealed(work, step(work, me.enrolment.version_id, "01-materi").id)
    secrets = [text for key in keys.values() for text in key["feedback"].values()]
    assert len(secrets) == 3
    assert [secret for secret in secrets if secret in page] == []
    assert "Jawaban benar" not in page


def test_unanswered_lesson_does_not_read_the_key(
    work: Work, sign_in: SignIn, count_statements: CountStatements
) -> None:
    me = make_learner(work, sign_in, make_course(work, check_questions=True))

    with count_statements() as statements:
        me.browser.get(me.url("/01-materi"))

    assert [statement for statement in statements if "sealed_key" in statement] == []


def send(me: Learner, answers: dict[str, list[str]]) -> tuple[int, str, str]:
    fields = {f"j-{question}": values for question, values in answers.items()}
    answer = me.browser.post(me.url("/01-materi/selesai"), data=fields)
    return answer.status_code, answer.location or "", answer.text


def test_answering_shows_feedback_on_every_option(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, check_questions=True))

    status, location, _ = send(me, wrong(work, me))
    page = me.browser.get(location).text

    assert (status, location) == (303, me.url("/01-materi#pertanyaan"))
    assert page.count("Lihat kembali materinya.") == 3
    assert "Pilihan Anda, belum tepat" in page
    assert "Jawaban benar" in page
    assert "Kirim jawaban" not in page
    assert kinds(work, me) == ["enrolled", "lesson_completed"]


def test_empty_answer_is_asked_for_again(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, check_questions=True))

    status, _, page = send(me, {})

    assert status == 422
    assert "Pertanyaan ini belum dijawab." in page
    assert "Lihat kembali materinya." not in page
    assert kinds(work, me) == ["enrolled"]


def test_forged_option_is_refused(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, check_questions=True))
    question = next(iter(wrong(work, me)))

    status, _, page = send(me, {question: ["tidak-ada"]})

    assert status == 422
    assert "Pilihan yang dikirim tidak ada pada soal ini." in page


def test_lesson_stays_readable_after_completion(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=1, quiz=False))
    me.browser.post(me.url("/01-materi/selesai"))

    page = me.browser.get(me.url("/01-materi"))

    assert page.status_code == 200
    assert "Tandai selesai" not in page.text


@pytest.mark.parametrize("rest", ["", "/lanjut", "/01-materi"])
def test_somebody_elses_course_is_not_there(work: Work, sign_in: SignIn, rest: str) -> None:
    me = make_learner(work, sign_in, make_course(work))
    with committed(work):
        other = make_person(work)

    assert sign_in(other).get(me.url(rest)).status_code == 404


def test_somebody_elses_lesson_cannot_be_finished(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work))
    with committed(work):
        other = make_person(work)

    assert sign_in(other).post(me.url("/01-materi/selesai")).status_code == 404
    assert kinds(work, me) == ["enrolled"]


@pytest.mark.parametrize("address", ["/belajar", "/belajar/1", "/belajar/1/lanjut", "/belajar/1/01-materi"])
def test_visitor_is_sent_to_sign_in(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.location) == (302, f"/masuk?lanjut={address}")


def test_visitor_cannot_finish_a_lesson(client: FlaskClient) -> None:
    assert client.post("/belajar/1/01-materi/selesai").location == "/masuk"


@pytest.mark.parametrize("address", ["/belajar/99999999999999999999", "/belajar/0", "/belajar/1/%00", "/belajar/x"])
def test_forged_address_is_not_found(work: Work, sign_in: SignIn, address: str) -> None:
    me = make_learner(work, sign_in, make_course(work))

    assert me.browser.get(address).status_code == 404


@pytest.mark.parametrize("lessons", [1, 3])
def test_lesson_takes_few_statements(
    work: Work, sign_in: SignIn, lessons: int, count_statements: CountStatements
) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=lessons, check_questions=True))
    with committed(work):
        finish(work, me.enrolment, "01-materi")

    with count_statements() as first:
        me.browser.get(me.url("/01-materi"))
    with count_statements() as again:
        me.browser.get(me.url("/01-materi"))

    assert (len(first), len(again)) == (8, 4)


def test_lesson_page_is_light(work: Work, sign_in: SignIn) -> None:
    me = make_learner(work, sign_in, make_course(work, lessons=6))

    page = me.browser.get(me.url("/03-materi"), headers={"Accept-Encoding": "br"})

    assert page.headers["Content-Encoding"] == "br"
    assert "Isi materi 3." in brotli.decompress(page.data).decode()
    assert len(page.data) < 5_000
