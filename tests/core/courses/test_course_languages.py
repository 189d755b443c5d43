"""A learner who reads English: the translation where there is one, the original with a mark where not, one result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from elearn.core.courses import queries
from elearn.core.courses.models import CourseVersion
from elearn.core.quizzes.models import Attempt
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import Learner, SignIn, make_learner
from elearn.testing.factories.courses import publish_folder, right_answers, write_course, write_page, write_quiz

MARK = "has not been translated yet"


@pytest.fixture
def version(work: Work, tmp_path: Path) -> CourseVersion:
    """Two lessons, of which only the first is translated, and a translated quiz."""
    folder = write_course(tmp_path / "dwibahasa", check_questions=True)
    quiz = write_quiz(folder / "03-kuis.md", extra=("acak: ya",)).read_text()
    lesson = (folder / "01-materi.md").read_text()
    write_page(folder / "kursus.en.md", ("judul: Serving people", "ringkasan: Step by step."), "Welcome.")
    (folder / "01-materi.en.md").write_text(
        lesson.replace("Materi 1", "Lesson 1").replace("Isi materi 1", "Body of lesson 1").replace("Pilihan", "Choice")
    )
    (folder / "03-kuis.en.md").write_text(
        quiz.replace("Kuis akhir", "Final quiz")
        .replace("pilihan mana yang tepat?", "which is right?")
        .replace("Pilihan", "Choice")
        .replace("Lihat kembali materinya", "Read the lesson again")
    )
    with committed(work):
        return publish_folder(work, folder)


@pytest.fixture
def me(work: Work, sign_in: SignIn, version: CourseVersion) -> Learner:
    return make_learner(work, sign_in, version)


def english(browser: FlaskClient) -> FlaskClient:
    browser.post("/bahasa", data={"lang": "en"})
    return browser


def test_lesson_is_shown_in_the_readers_language(me: Learner) -> None:
    indonesian = me.browser.get(me.url("/01-materi")).text
    page = english(me.browser).get(me.url("/01-materi")).text

    assert "Isi materi 1." in indonesian
    assert "Body of lesson 1." in page
    assert "Choice A untuk butir 1" in page
    assert MARK not in page


def test_lesson_without_translation_is_shown_with_a_mark_and_its_language(me: Learner) -> None:
    page = english(me.browser).get(me.url("/02-materi")).text

    assert MARK in page
    assert '<article class="lesson-text" lang="id">' in page
    assert "Isi materi 2." in page
    assert "Lesson 1" in page  # the outline is in the reader's language where it can be


def test_indonesian_reader_sees_no_mark(me: Learner) -> None:
    page = me.browser.get(me.url("/02-materi")).text

    assert "belum diterjemahkan" not in page
    assert ' lang="id">' not in page.partition("<main")[2]


def test_check_questions_answered_in_english_are_told_in_english(
    work: Work, me: Learner, version: CourseVersion
) -> None:
    with committed(work):
        right = right_answers(work, queries.step(work, version.id, "01-materi"))
    browser = english(me.browser)
    browser.post(me.url("/01-materi/selesai"), data={f"j-{key}": values for key, values in right.items()})
    page = browser.get(me.url("/01-materi")).text

    assert "Choice B untuk butir 1" in page
    assert "Pilihan" not in page.partition("<main")[2].partition("<aside")[0]


def test_one_attempt_in_two_languages_has_one_result(work: Work, me: Learner, version: CourseVersion) -> None:
    with committed(work):
        step = queries.step(work, version.id, "03-kuis")
        right = right_answers(work, step)
    quiz = f"/kuis/{me.enrolment.id}/03-kuis"
    browser = me.browser
    paper = browser.post(f"{quiz}/mulai").location
    assert "Pilihan A untuk butir 1" in browser.get(paper).text
    first, *rest = right
    browser.post(f"{paper}/jawaban", data={"butir": [first], f"j-{first}": right[first]})

    english(browser)
    page = browser.get(paper).text
    assert "which is right?" in page
    assert page.count(" checked") == 1
    form = {"butir": rest, **{f"j-{key}": right[key] for key in rest}, "yakin": "1"}
    result = browser.get(browser.post(f"{paper}/kirim", data=form).location.replace("/kirim", "/hasil")).text

    with committed(work):
        attempt = work.session.query(Attempt).one()
        assert (attempt.score, attempt.passed) == (100.0, True)
    assert "Read the lesson again" in result
    assert MARK not in result


def test_course_page_is_in_the_readers_language(me: Learner) -> None:
    page = english(me.browser).get("/kursus/dwibahasa").text

    assert "<h1>Serving people</h1>" in page.replace("\n", "")
    assert "Welcome." in page
    assert "Lesson 1" in page


@pytest.mark.parametrize("page", ["/katalog", "/katalog?q=serving", "/belajar", "/belajar?q=serving", "/"])
def test_lists_name_a_course_in_the_readers_language(me: Learner, page: str) -> None:
    own = me.browser.get(page.partition("?")[0]).text.partition("<main")[2]
    shown = english(me.browser).get(page).text.partition("<main")[2]

    assert ("Serving people" in own, "Serving people" in shown) == (False, True)


def test_headings_of_a_course_are_in_the_readers_language(me: Learner) -> None:
    browser = english(me.browser)
    for address in (me.url(), me.url("/01-materi"), "/kursus/dwibahasa"):
        assert "Serving people" in browser.get(address).text.partition("<main")[2], address


def test_a_quiz_without_translation_is_marked_on_every_page(work: Work, sign_in: SignIn, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "satu-bahasa")
    write_quiz(folder / "03-kuis.md")
    with committed(work):
        found = publish_folder(work, folder)
        right = right_answers(work, queries.step(work, found.id, "03-kuis"))
    learner = make_learner(work, sign_in, found)
    browser = english(learner.browser)
    quiz = f"/kuis/{learner.enrolment.id}/03-kuis"
    paper = browser.post(f"{quiz}/mulai").location
    before, during = browser.get(quiz).text, browser.get(paper).text
    form = {"butir": list(right), **{f"j-{key}": values for key, values in right.items()}, "yakin": "1"}
    after = browser.get(browser.post(f"{paper}/kirim", data=form).location.replace("/kirim", "/hasil")).text

    assert [MARK in page for page in (before, during, after)] == [True] * 3
    assert [re.sub(r".*<main|</main.*", "", page, flags=re.DOTALL).count(' lang="id"') for page in (during, after)] == [
        len(right),
        1,
    ]
