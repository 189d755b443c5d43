"""Correcting a question in the browser: the form, the rehearsal, and what learners and the public read afterwards."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from werkzeug.serving import make_server

from elearn.app import create_app
from elearn.core.people.models import Person
from elearn.core.quizzes.models import Attempt
from elearn.core.quizzes.rules import VOIDED, Remedy
from elearn.hooks.house import House
from elearn.kernel.permissions import TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import PASSWORD, make_person, make_role

from .correcting import WRONG, Desk
from .test_marking import CountStatements, SignIn, acting, trainer  # noqa: F401  # a fixture


@pytest.fixture
def desk(house: House, work: Work, trainer: Person) -> Desk:  # noqa: F811
    return Desk(house, work, trainer)


class Browser:
    """A browser that keeps cookies and sends the forms of its pages over a socket."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page = ""

    def open(self, path: str) -> str:
        with self._opener.open(self._address + path, timeout=30) as answer:
            self.page = unescape(answer.read().decode())
        return self.page

    def send(self, path: str, **fields: str) -> str:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page)
        assert token is not None, self.page
        sent = urlencode({"csrf_token": token[1], **fields}).encode()
        with self._opener.open(self._address + path, sent, timeout=30) as answer:
            self.page = unescape(answer.read().decode())
            return str(answer.geturl()).removeprefix(self._address)

    def sign_in(self, person: Person) -> None:
        self.open("/masuk")
        self.send("/masuk", nip=person.nip, password=PASSWORD)


@contextmanager
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(house=house), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def target_and_missing(record: str) -> list[str]:
    """The year's JP that the law asks for, and what is missing of them, as the career record says."""
    return re.findall(r"\d+ JP", record)[:2]


def test_a_trainer_corrects_and_the_old_certificate_leads_to_the_new(desk: Desk) -> None:
    attempt = desk.learner(1)
    (old,) = desk.certificates(attempt)
    person, result_page, slug = attempt.enrolment.person, f"/percobaan/{attempt.code}/hasil", desk.version.course.slug
    desk.rest()
    with served(desk.house) as address:
        teaching, learning, public = Browser(address), Browser(address), Browser(address)
        teaching.sign_in(desk.trainer)
        learning.sign_in(person)
        before = target_and_missing(learning.open("/riwayat"))

        assert "Koreksi soal ini" in teaching.open(f"/pengajar/statistik/{slug}/02-kuis")
        teaching.open(desk.form)
        shown = teaching.send(desk.form, putusan="nilai-penuh", alasan="Kuncinya keliru")
        desk.house.queue.sweep()
        assert "Hasil uji coba" in teaching.open(shown)
        assert "<strong>75</strong>" in learning.open(result_page)
        teaching.send(f"{shown}/terapkan")
        desk.house.queue.sweep()

        assert "Koreksi diterapkan" in teaching.open(shown)
        result = learning.open(result_page)
        assert "Soal 1 dikoreksi, semua peserta mendapat nilai penuh; alasannya: Kuncinya keliru" in result
        assert "Nilai percobaan ini naik dari 75 menjadi 100." in result
        assert "Nilai penuh karena soal ini dikoreksi." in result
        newer = desk.certificates(attempt)[1].code
        desk.rest()
        verified = public.open(f"/verifikasi/{old.code}")
        assert "digantikan" in verified
        assert f"/verifikasi/{newer}" in verified
        assert target_and_missing(learning.open("/riwayat")) == before == ["20 JP", "18 JP"]


def test_the_form_says_what_is_missing_and_keeps_what_was_written(desk: Desk, sign_in: SignIn) -> None:
    browser = sign_in(desk.trainer)
    option = next(one["id"] for one in desk.quiz.questions[0]["options"])
    desk.rest()

    empty = browser.post(desk.form, data={})
    no_answer = browser.post(desk.form, data={"putusan": "terima", "alasan": "Dua pilihan benar"})
    many = browser.post(desk.form, data={"putusan": "batalkan", "alasan": "a" * 301})

    assert (empty.status_code, empty.text.count("field-error")) == (422, 2)
    assert "Isi jawaban lain yang juga diterima." in no_answer.text
    assert "Dua pilihan benar" in no_answer.text
    assert "paling banyak 300 huruf" in many.text
    assert f'value="{option}"' in empty.text


def test_a_right_answer_is_not_accepted_once_more(desk: Desk, sign_in: SignIn) -> None:
    browser = sign_in(desk.trainer)
    sent = {"putusan": "terima", "alasan": "Juga benar"}
    options = [option["id"] for option in desk.quiz.questions[0]["options"]]
    desk.rest()

    answers = [browser.post(desk.form, data={**sent, f"j-{WRONG}": one}).status_code for one in options]

    assert sorted(answers) == [303, 303, 422]


def test_learners_and_strange_trainers_are_refused(desk: Desk, sign_in: SignIn) -> None:
    applied = desk.correct()
    with committed(desk.work):
        stranger = make_person(desk.work)
        make_role(desk.work, stranger, TRAINER)
        learner = make_person(desk.work)
        pages = (desk.form, f"/pengajar/koreksi/{applied.id}")
    deeds = (pages[0], f"{pages[1]}/terapkan", f"{pages[1]}/cabut")

    for person, status in ((stranger, 404), (learner, 403)):
        browser = sign_in(person)
        assert [browser.get(page).status_code for page in pages] == [status, status]
        assert [browser.post(deed, data={"alasan": "x"}).status_code for deed in deeds] == [status] * 3


def result_of(desk: Desk, attempt: Attempt, sign_in: SignIn) -> str:
    person, code = attempt.enrolment.person, attempt.code
    assert person.nip
    desk.rest()
    return sign_in(person).get(f"/percobaan/{code}/hasil").text


def test_a_withdrawal_is_read_by_those_alone_who_had_risen(desk: Desk, sign_in: SignIn) -> None:
    risen = desk.learner(1)
    desk.withdraw(desk.correct())
    later = desk.learner(1)

    said = ["tetapi nilai Anda tidak turun" in result_of(desk, one, sign_in) for one in (risen, later)]

    assert said == [True, False]


def test_whoever_did_not_rise_reads_of_the_correction_alone(desk: Desk, sign_in: SignIn) -> None:
    attempt = desk.learner()
    desk.correct()

    text = result_of(desk, attempt, sign_in)

    assert "mendapat nilai penuh" in text
    assert "Nilai percobaan ini naik" not in text


def test_a_question_taken_out_is_read_as_such(desk: Desk, sign_in: SignIn) -> None:
    attempt = desk.learner(1)
    desk.correct(Remedy(VOIDED, reason="Bermakna ganda"))

    text = result_of(desk, attempt, sign_in)

    assert "Soal 1 dibatalkan dan tidak dihitung; alasannya: Bermakna ganda" in text
    assert "Soal ini dibatalkan dan tidak dihitung." in text


def test_statistics_name_the_correction_and_lead_to_earlier_versions(desk: Desk, sign_in: SignIn) -> None:
    browser, slug = sign_in(desk.trainer), desk.version.course.slug
    page = f"/pengajar/statistik/{slug}/02-kuis"
    desk.correct()
    with committed(desk.work):
        make_course(acting(desk.work, desk.trainer), slug=slug, title="Judul baru", lessons=1)

    new, old = browser.get(page).text, browser.get(f"{page}?versi=1").text

    assert (f"{page}?versi=1" in new, f"{page}?versi=2" in old) == (True, True)
    assert ("Dikoreksi" in new, "Dikoreksi" in old) == (False, True)
    assert (new.count("Koreksi soal ini"), desk.form in old, desk.form in new) == (4, True, False)
    assert browser.get(f"{page}?versi=9").status_code == 404


def test_the_list_of_what_rises_costs_the_same_for_one_and_for_three(
    desk: Desk, sign_in: SignIn, count_statements: CountStatements
) -> None:
    browser, counts = sign_in(desk.trainer), []
    for learners in (1, 2):
        for _ in range(learners):
            desk.learner(1)
        page = f"/pengajar/koreksi/{desk.rehearse().id}"
        desk.rest()
        browser.get(page)
        with count_statements() as statements:
            text = browser.get(page).text
        counts.append((text.count("percobaan ke-"), len(statements)))

    assert [rows for rows, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1] <= 10
