"""What a trainer sees: numbers and nameless comments of their own courses, from enough answers on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person
from elearn.plugin import TRAINER, Work, committed
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role

from .. import queries
from .making import acting, make_answer

SignIn = Callable[[Person], FlaskClient]
CountStatements = Callable[[], AbstractContextManager[list[str]]]

RESULTS = "/umpan-balik/hasil"


def make_trainer(work: Work) -> Person:
    person = make_person(work, name="Wahyu Nugroho")
    make_role(work, person, TRAINER)
    return person


def content(page: str) -> str:
    """The page without what surrounds it: menu, language, CSRF tokens."""
    return page.partition("<main")[2].partition("</main>")[0]


def make_rated(work: Work, stars: Sequence[int], *, comment: str = "", version: CourseVersion | None = None) -> str:
    """The address of a course that was rated so."""
    rated = version or make_course(work)
    for number in stars:
        make_answer(work, rated, number, comment)
    return f"{RESULTS}/{rated.course.slug}"


def test_results_are_hidden_until_enough_have_answered(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        address = make_rated(work, [5, 1, 1], comment="Saya satu-satunya bidan di sini.")
        trainer = make_trainer(work)
    browser = sign_in(trainer)

    index, page = browser.get(RESULTS).text, browser.get(address).text

    assert ("Belum ada hasil" in index, "Belum ada hasil" in page) == (True, True)
    assert [secret for secret in ("bidan", "2,3", "rata-rata dari") if secret in page + index] == []


def test_page_says_why_results_stand_still(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        address = make_rated(work, [5] * 5)
        trainer = make_trainer(work)
    browser = sign_in(trainer)
    sentence = (
        "Hasil muncul setelah 5 jawaban dan baru berubah setiap ada 5 jawaban baru, "
        "agar penilaian seorang peserta tidak dapat dihitung dari selisihnya."
    )

    assert [sentence in browser.get(place).text for place in (RESULTS, address)] == [True, True]


def test_pages_stand_still_until_as_many_new_answers_have_come(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        version = make_course(work)
        address = make_rated(work, [4] * 5, comment="Baik.", version=version)
        trainer = make_trainer(work)
    browser = sign_in(trainer)
    views = []

    for _ in range(6):
        views.append([content(browser.get(place).text) for place in (RESULTS, address)])
        with committed(work):
            make_answer(work, version, 1, "Buruk.")

    assert [view == views[0] for view in views] == [True, True, True, True, True, False]
    assert queries.results(work)[0][0].answers == 10


def test_fifth_answer_opens_number_mean_distribution_and_comments(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        version = make_course(work)
        make_answer(work, version, 4, "Perlu lebih banyak contoh.\n\nTerima kasih.")
        address = make_rated(work, [5, 4, 4, 1], version=version)
        trainer = make_trainer(work)

    page = sign_in(trainer).get(address).text

    assert "<strong>3,6</strong> <span>rata-rata dari 5 bintang</span>" in page
    assert "<strong>5</strong> <span>jawaban</span>" in page
    assert "<p>Perlu lebih banyak contoh.</p><p>Terima kasih.</p>" in page
    assert [f'<td class="num">{share} %</td>' in page for share in (20, 60, 0)] == [True, True, True]


def test_nothing_on_the_page_names_a_learner(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        address = make_rated(work, [5] * 5, comment="Baik.")
        trainer = make_trainer(work)

    page = sign_in(trainer).get(address).text

    assert "Siti Rahmawati" not in page


def test_comments_keep_their_drawn_order(work: Work) -> None:
    version = make_course(work)
    for place, comment in ((30, "ketiga"), (10, "pertama"), (20, "kedua"), (15, ""), (16, "")):
        make_answer(work, version, comment=comment, place=place)

    assert queries.comments(work, version.course_id) == (("pertama", "kedua", "ketiga"), 3)


def test_comments_come_in_pages(work: Work) -> None:
    version = make_course(work)
    for number in range(queries.PER_PAGE + 5):
        make_answer(work, version, comment=f"k{number}", place=number)

    assert queries.comments(work, version.course_id, page=2) == (("k50", "k51", "k52", "k53", "k54"), 55)


def test_answers_to_all_versions_of_a_course_count_together(work: Work) -> None:
    first = make_course(work, slug="arsip", title="Arsip")
    make_rated(work, [1, 1], version=first)
    second = make_course(work, slug="arsip", title="Arsip dinamis")
    make_rated(work, [5, 5, 5], version=second)

    assert queries.results(work) == ((queries.ResultLine("arsip", "Arsip dinamis", 5, 3.4),), 1)


def test_course_of_another_trainer_does_not_exist(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        owner, other = make_trainer(work), make_trainer(work)
        version = make_course(acting(work, owner))
        address = make_rated(work, [5] * 5, version=version)

    assert [sign_in(owner).get(address).status_code, sign_in(other).get(address).status_code] == [200, 404]
    assert "Belum ada hasil" in sign_in(other).get(RESULTS).text


def test_learner_and_hr_see_no_results(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        address = make_rated(work, [5] * 5)
        learner, hr = make_person(work), make_person(work)
        make_role(work, hr, "hr")
    browsers = sign_in(learner), sign_in(hr)

    assert {browser.get(page).status_code for browser in browsers for page in (RESULTS, address)} == {403}


@pytest.mark.parametrize("courses", [1, 3])
def test_lists_stay_within_their_statements(
    work: Work, sign_in: SignIn, count_statements: CountStatements, courses: int
) -> None:
    with committed(work):
        addresses = [make_rated(work, [4] * 5, comment="Baik.") for _ in range(courses)]
        trainer = make_trainer(work)
    browser = sign_in(trainer)
    counts = []

    for address in (RESULTS, addresses[0]):
        with count_statements() as statements:
            assert browser.get(address).status_code == 200
        counts.append(len(statements))

    assert counts == [2, 3]
