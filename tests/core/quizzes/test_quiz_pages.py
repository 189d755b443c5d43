"""A quiz through real requests: start, answer, save, hand in, see the result; with and without htmx."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.courses.models import Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.quizzes.models import Attempt, Response
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt, make_mixed_course, mixed_answers, quiz_of

SignIn = Callable[[Person], FlaskClient]
Counting = Callable[[], AbstractContextManager[list[str]]]
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True, slots=True)
class Learner:
    """A signed-in learner with a quiz before them."""

    browser: FlaskClient
    enrolment: Enrolment
    step: Step
    right: dict[str, list[str]]

    @property
    def quiz(self) -> str:
        return f"/kuis/{self.enrolment.id}/{self.step.key}"

    def start(self) -> str:
        """The address of the paper."""
        return self.browser.post(f"{self.quiz}/mulai").location


@pytest.fixture
def learner(work: Work, sign_in: SignIn) -> Learner:
    return make_learner(work, sign_in)


def make_learner(work: Work, sign_in: SignIn, reveal: str = "setelah kirim") -> Learner:
    with committed(work):
        enrolment = make_enrolment(work, version=make_mixed_course(work, reveal=reveal))
        step = quiz_of(work, enrolment.version)
        right = mixed_answers(work, step)
    return Learner(sign_in(enrolment.person), enrolment, step, right)


def form_of(answers: Mapping[str, Sequence[str]], **more: str) -> dict[str, list[str] | str]:
    """What a plain form sends that shows the questions of `answers`, all drawn empty."""
    return {"butir": list(answers), **{f"j-{key}": list(values) for key, values in answers.items()}, **more}


def stored(work: Work) -> dict[str, object]:
    """Question id → the saved answer, of the only attempt; the session is given back at once."""
    found = {row.question_id: row.answer for row in work.session.execute(select(Response.question_id, Response.answer))}
    work.session.rollback()
    return found


def attempt_of(work: Work) -> Attempt:
    work.session.rollback()
    attempt = work.session.scalars(select(Attempt)).one()
    work.session.rollback()
    return attempt


def words(html: str) -> str:
    """The text of a page without tags, spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_start_page_says_the_rules_in_plain_words(learner: Learner) -> None:
    page = words(learner.browser.get(learner.quiz).text)

    for sentence in (
        "Jumlah soal 5 soal",
        "Nilai lulus paling sedikit 70 dari 100",
        "Kesempatan tersisa 3 dari 3; nilai terbaik yang dihitung",
        "Kunci dan pembahasan tampil setelah jawaban dikirim",
        "Mulai kuis",
    ):
        assert sentence in page


def test_the_start_page_lists_my_attempts_with_score_and_link(work: Work, learner: Learner) -> None:
    with committed(work):
        attempt = make_attempt(work, work.session.get_one(Enrolment, learner.enrolment.id), {"s-isian": ["?"]})

    html = learner.browser.get(learner.quiz).text

    assert f'href="/percobaan/{attempt.code}/hasil"' in html
    assert "Belum lulus" in words(html)
    assert "tersisa 2 dari 3" in words(html)


def test_a_lesson_is_no_quiz(learner: Learner) -> None:
    assert learner.browser.get(f"/kuis/{learner.enrolment.id}/01-materi").status_code == 404


def test_starting_twice_continues_the_same_paper(learner: Learner) -> None:
    assert learner.start() == learner.start()
    assert "Lanjutkan percobaan" in learner.browser.get(learner.quiz).text


def test_the_whole_quiz_works_as_plain_forms(work: Work, learner: Learner) -> None:
    paper = learner.start()
    assert words(learner.browser.get(paper).text).count("belum ada jawaban · 0 dari 5") == 1

    some = {key: learner.right[key] for key in ("s-satu", "s-angka")}
    saved = learner.browser.post(f"{paper}/jawaban", data=form_of(some))
    assert (saved.status_code, saved.location) == (302, paper)
    assert re.search(r"tersimpan \d\d\.\d\d\.\d\d · 2 dari 5", words(learner.browser.get(paper).text))

    sent = learner.browser.post(f"{paper}/kirim", data=form_of(learner.right))
    assert sent.location == f"{paper}/hasil"
    result = words(learner.browser.get(sent.location).text)
    assert "Lulus" in result
    assert "Nilai Anda 100 dari 100; nilai lulus 70" in result


def test_a_crashed_browser_resumes_by_a_plain_get(work: Work, learner: Learner, sign_in: SignIn) -> None:
    paper = learner.start()
    learner.browser.post(f"{paper}/jawaban", data=form_of(learner.right))
    work.session.rollback()

    html = sign_in(learner.enrolment.person).get(paper).text

    assert html.count("checked") == 4  # one radio, two boxes, one radio
    assert 'value="45"' in html
    assert 'value="sasaran kinerja pegawai"' in html


def test_every_look_shows_the_same_order(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_mixed_course(work, shuffle="ya"))
        attempt = make_attempt(work, enrolment, {}, submitted=False)
    browser = sign_in(enrolment.person)

    looks = {tuple(re.findall(r'value="(o-\w+)"', browser.get(f"/percobaan/{attempt.code}").text)) for _ in range(3)}

    assert len(looks) == 1


def test_htmx_saves_one_question_and_gets_the_saved_line(work: Work, learner: Learner) -> None:
    paper = learner.start()

    answer = learner.browser.post(f"{paper}/jawaban?butir=s-angka", data={"j-s-angka": "45"}, headers=HTMX)

    assert answer.status_code == 200
    assert re.fullmatch(r"tersimpan \d\d\.\d\d\.\d\d · 1 dari 5", words(answer.text))
    assert (
        '<span id="semula-s-angka" hx-swap-oob="true"><input type="hidden" name="semula-s-angka" value="45"></span>'
        in answer.text
    )
    assert stored(work) == {"s-angka": "45"}


def test_htmx_taking_the_last_tick_away_takes_the_answer_back(work: Work, learner: Learner) -> None:
    paper = learner.start()
    learner.browser.post(f"{paper}/jawaban", data=form_of({"s-banyak": learner.right["s-banyak"]}))

    learner.browser.post(f"{paper}/jawaban?butir=s-banyak", data={}, headers=HTMX)

    assert stored(work) == {}


def test_htmx_is_told_why_an_answer_was_not_taken(learner: Learner) -> None:
    answer = learner.browser.post(f"{learner.start()}/jawaban?butir=s-angka", data={"j-s-angka": "abc"}, headers=HTMX)

    assert answer.status_code == 422
    assert words(answer.text) == ("Belum tersimpan: “abc” bukan angka. Tulis angkanya saja, misalnya 12,5. 0 dari 5")


def test_an_unreadable_answer_comes_back_with_the_reason_and_nothing_else_is_lost(work: Work, learner: Learner) -> None:
    paper = learner.start()

    for address in ("jawaban", "kirim"):
        answer = learner.browser.post(f"{paper}/{address}", data=form_of({**learner.right, "s-angka": ["abc"]}))
        assert answer.status_code == 422
        assert 'value="abc"' in answer.text
        assert "bukan angka" in answer.text

    assert sorted(stored(work)) == ["s-banyak", "s-benar", "s-isian", "s-satu"]
    assert attempt_of(work).submitted_at is None


def test_one_question_a_page_shows_its_map_and_saves_on_the_way(work: Work, learner: Learner) -> None:
    paper = learner.start()
    html = learner.browser.get(f"{paper}?soal=2").text
    assert re.findall(r'name="butir" value="([\w-]+)"', html) == ["s-banyak"]

    on = learner.browser.post(
        f"{paper}/jawaban", data=form_of({"s-banyak": learner.right["s-banyak"]}, soal="2", ke="3")
    )
    assert on.location == f"{paper}?soal=3"
    assert "2 ✓ , terjawab" in words(learner.browser.get(on.location).text)
    assert stored(work) == {"s-banyak": learner.right["s-banyak"]}

    stay = learner.browser.post(f"{paper}/jawaban", data=form_of({}, soal="3"))
    back = learner.browser.post(f"{paper}/jawaban", data=form_of({}, soal="3", ke="semua"))
    assert (stay.location, back.location) == (f"{paper}?soal=3", paper)


@pytest.mark.parametrize(("wanted", "shown"), [("0", "s-satu"), ("99", "s-isian"), ("00003", "s-satu")])
def test_a_question_number_out_of_range_shows_the_nearest(learner: Learner, wanted: str, shown: str) -> None:
    found = re.findall(r'name="butir" value="([\w-]+)"', learner.browser.get(f"{learner.start()}?soal={wanted}").text)

    assert found[0] == shown


def test_handing_in_with_empty_questions_lists_them_first(work: Work, learner: Learner) -> None:
    paper = learner.start()
    some = {key: learner.right.get(key, []) for key in ("s-satu", "s-angka", "s-benar")}

    asked = learner.browser.post(f"{paper}/kirim", data=form_of({**some, "s-benar": []}))
    assert asked.location == f"{paper}/kirim"
    page = learner.browser.get(asked.location).text
    assert "Masih ada 3 soal belum dijawab" in page
    assert re.findall(r"\?soal=(\d)", page) == ["2", "3", "5"]

    assert learner.browser.post(asked.location, data={"yakin": "ya"}).location == f"{paper}/hasil"
    assert attempt_of(work).score == 50  # (2 + 1) of 6


def test_a_second_submit_is_harmless(work: Work, learner: Learner) -> None:
    paper = learner.start()
    first = learner.browser.post(f"{paper}/kirim", data=form_of(learner.right))

    second = learner.browser.post(f"{paper}/kirim", data=form_of({"s-angka": ["1"]}, yakin="ya"))

    assert second.location == first.location == f"{paper}/hasil"
    assert attempt_of(work).score == 100


def test_two_browsers_in_one_attempt_see_the_same_and_neither_loses(
    work: Work, learner: Learner, sign_in: SignIn
) -> None:
    paper = learner.start()
    other = sign_in(learner.enrolment.person)

    learner.browser.post(f"{paper}/jawaban?butir=s-angka", data={"j-s-angka": "44"}, headers=HTMX)
    other.post(f"{paper}/jawaban?butir=s-isian", data={"j-s-isian": "SKP"}, headers=HTMX)
    other.post(f"{paper}/jawaban?butir=s-angka", data={"j-s-angka": "45"}, headers=HTMX)

    assert stored(work) == {"s-angka": "45", "s-isian": "SKP"}
    pages = [re.findall(r'value="(45|SKP)" inputmode', browser.get(paper).text) for browser in (learner.browser, other)]
    assert pages == [["45", "SKP"], ["45", "SKP"]]


@pytest.mark.parametrize("address", ["jawaban", "kirim"])
def test_an_old_page_does_not_undo_what_another_browser_saved(
    work: Work, learner: Learner, sign_in: SignIn, address: str
) -> None:
    paper = learner.start()
    drawn_before = form_of({"s-angka": [], "s-isian": [""], "s-satu": learner.right["s-satu"]})
    sign_in(learner.enrolment.person).post(f"{paper}/jawaban", data=form_of({"s-angka": ["45"], "s-isian": ["SKP"]}))

    learner.browser.post(f"{paper}/{address}", data=drawn_before)

    assert stored(work) == {"s-angka": "45", "s-isian": "SKP", "s-satu": learner.right["s-satu"][0]}


def test_a_plain_form_takes_an_answer_back(work: Work, learner: Learner) -> None:
    paper = learner.start()
    learner.browser.post(f"{paper}/jawaban", data=form_of(learner.right))
    html = learner.browser.get(paper).text
    drawn = {f"semula-{key}": re.findall(f'name="semula-{key}" value="([^"]+)"', html) for key in learner.right}
    assert {key: sorted(values) for key, values in drawn.items()} == {
        f"semula-{key}": sorted(values) for key, values in learner.right.items()
    }

    learner.browser.post(
        f"{paper}/jawaban", data={**form_of({**learner.right, "s-banyak": [], "s-isian": [" "]}), **drawn}
    )

    assert sorted(stored(work)) == ["s-angka", "s-benar", "s-satu"]


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_save_after_the_other_browser_handed_in_is_refused_and_loses_nothing(
    work: Work, learner: Learner, headers: dict[str, str]
) -> None:
    paper = learner.start()
    learner.browser.post(f"{paper}/kirim", data=form_of(learner.right))

    late = learner.browser.post(f"{paper}/jawaban", data=form_of({"s-angka": ["1"]}), headers=headers)

    assert late.status_code == 409
    assert "Jawaban ini tidak disimpan karena kuis sudah dikirim" in words(late.text)
    assert stored(work)["s-angka"] == "45"


def test_every_address_of_a_submitted_attempt_leads_to_its_result(learner: Learner) -> None:
    paper = learner.start()
    assert learner.browser.get(f"{paper}/hasil").location == paper
    learner.browser.post(f"{paper}/kirim", data=form_of(learner.right))

    assert [learner.browser.get(paper + rest).location for rest in ("", "/kirim")] == [f"{paper}/hasil"] * 2


def test_the_result_shows_own_answers_key_and_explanation(learner: Learner) -> None:
    paper = learner.start()
    sent = learner.browser.post(
        f"{paper}/kirim", data=form_of({"s-angka": ["44"], "s-satu": learner.right["s-satu"]}, yakin="1")
    )

    page = words(learner.browser.get(sent.location).text)

    for sentence in (
        "Merah Pilihan Anda, benar Tepat, merah di atas.",
        "Benar. Merah lalu putih.",
        "Jawaban Anda 44 Kunci 45",
        "Tidak dijawab.",
    ):
        assert sentence in page
    assert "Putih di bawah." not in page  # feedback of an option that was not chosen


@pytest.mark.parametrize("reveal", ["tidak", "setelah lulus"])
def test_the_key_never_leaves_before_its_time(work: Work, sign_in: SignIn, reveal: str) -> None:
    learner = make_learner(work, sign_in, reveal)
    paper = learner.start()
    pages = [learner.browser.get(learner.quiz).text, learner.browser.get(paper).text]
    sent = learner.browser.post(f"{paper}/kirim", data=form_of({"s-satu": learner.right["s-satu"]}, yakin="ya"))
    pages.append(learner.browser.get(sent.location).text)

    for secret in (
        "Tepat, merah",
        "Merah lalu putih",
        "Sasaran Kinerja",
        "Jawaban benar",
        ">45<",
        'class="option right',
    ):
        assert [secret in page for page in pages] == [False, False, False]


def test_passing_later_opens_the_key_of_earlier_attempts(work: Work, sign_in: SignIn) -> None:
    learner = make_learner(work, sign_in, "setelah lulus")
    first = learner.start()
    learner.browser.post(f"{first}/kirim", data={"yakin": "ya"})
    assert "Merah lalu putih." not in learner.browser.get(f"{first}/hasil").text

    learner.browser.post(f"{learner.start()}/kirim", data=form_of(learner.right))

    assert "Merah lalu putih." in learner.browser.get(f"{first}/hasil").text


def test_used_up_attempts_are_a_sentence_not_a_button(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, max_attempts=1))
        make_attempt(work, enrolment, {})
        key = quiz_of(work, enrolment.version).key
    browser = sign_in(enrolment.person)

    assert "Semua kesempatan sudah Anda pakai." in browser.get(f"/kuis/{enrolment.id}/{key}").text
    answer = browser.post(f"/kuis/{enrolment.id}/{key}/mulai")
    assert answer.status_code == 409
    assert "sudah habis (1 kali)" in answer.text


ADDRESSES = (("get", ""), ("get", "/kirim"), ("get", "/hasil"), ("post", "/jawaban"), ("post", "/kirim"))


def test_somebody_elses_and_forged_attempts_are_not_found(work: Work, learner: Learner, sign_in: SignIn) -> None:
    paper = learner.start()
    with committed(work):
        stranger = make_person(work)
    browser = sign_in(stranger)

    for address in (paper, "/percobaan/AAAAAAAAAAAAAAAAAAAAAAAA", "/percobaan/1"):
        assert [getattr(browser, verb)(address + rest).status_code for verb, rest in ADDRESSES] == [404] * 5
    assert browser.get(learner.quiz).status_code == 404
    assert browser.post(f"{learner.quiz}/mulai").status_code == 404
    assert browser.get(f"/kuis/{2**40}/02-kuis").status_code == 404


def test_a_visitor_is_sent_to_the_sign_in_page(learner: Learner, client: FlaskClient) -> None:
    paper = learner.start()

    for verb, address in (
        *((verb, paper + rest) for verb, rest in ADDRESSES),
        ("get", learner.quiz),
        ("post", f"{learner.quiz}/mulai"),
    ):
        answer = getattr(client, verb)(address)
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/masuk")


def test_htmx_is_told_when_the_sign_in_has_ended(learner: Learner, client: FlaskClient) -> None:
    answer = client.post(f"{learner.start()}/jawaban?butir=s-angka", data={"j-s-angka": "45"}, headers=HTMX)

    assert answer.status_code == 409
    assert "Sesi Anda sudah berakhir, jadi ini belum tersimpan." in answer.text
    assert "<form" not in answer.text


def test_a_question_of_another_paper_is_not_found(work: Work, learner: Learner) -> None:
    answer = learner.browser.post(f"{learner.start()}/jawaban", data=form_of({"s-palsu": ["x"], **learner.right}))

    assert answer.status_code == 404
    assert stored(work) == {}


def test_saving_one_answer_takes_at_most_five_statements(learner: Learner, count_statements: Counting) -> None:
    paper = learner.start()

    for answer in ("44", "45"):
        with count_statements() as statements:
            learner.browser.post(f"{paper}/jawaban?butir=s-angka", data={"j-s-angka": answer}, headers=HTMX)
        assert len(statements) <= 5, statements


def test_pages_take_the_same_statements_for_one_and_three_attempts(
    work: Work, learner: Learner, count_statements: Counting
) -> None:
    counts = []
    for attempts in (1, 2):
        for _ in range(attempts):
            learner.browser.post(f"{learner.start()}/kirim", data={"yakin": "ya"})
        with count_statements() as statements:
            learner.browser.get(learner.quiz)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 10, statements


def test_paper_and_result_are_read_in_few_statements(work: Work, learner: Learner, count_statements: Counting) -> None:
    paper = learner.start()
    with count_statements() as of_paper:
        learner.browser.get(paper)
    learner.browser.post(f"{paper}/kirim", data=form_of(learner.right))
    with count_statements() as of_result:
        learner.browser.get(f"{paper}/hasil")

    assert len(of_paper) <= 4, of_paper
    assert len(of_result) <= 5, of_result
