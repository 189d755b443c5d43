"""Links between the files of a course lead to the reader's own steps, wherever the text is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.core.courses.models import CourseVersion
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn, make_learner
from elearn.testing.factories.courses import publish_folder, write_course, write_quiz
from elearn.testing.factories.people import make_person


@pytest.fixture
def version(work: Work, tmp_path: Path) -> CourseVersion:
    folder = write_course(tmp_path / "etika", title="Etika")
    write_quiz(folder / "03-kuis.md")
    for file in ("kursus.md", "01-materi.md"):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(
            f"{text}\nBaca [materi 2](02-materi.md), lalu [tentang ini](kursus.md).\n", encoding="utf-8"
        )
    with committed(work):
        return publish_folder(work, folder)


def test_links_are_the_same_on_the_course_page_and_in_a_lesson(
    work: Work, sign_in: SignIn, version: CourseVersion
) -> None:
    learner = make_learner(work, sign_in, version)

    for page in ("/kursus/etika", learner.url("/01-materi")):
        text = learner.browser.get(page).text
        assert ('href="/kursus/etika/02-materi"' in text, 'href="/kursus/etika">tentang' in text) == (True, True)


@pytest.mark.parametrize("key", ["02-materi", "03-kuis"])
def test_link_leads_to_the_own_step(work: Work, sign_in: SignIn, version: CourseVersion, key: str) -> None:
    learner = make_learner(work, sign_in, version)

    answer = learner.browser.get(f"/kursus/etika/{key}", follow_redirects=True)

    room = "kuis" if key == "03-kuis" else "belajar"
    assert (answer.status_code, answer.request.path) == (200, f"/{room}/{learner.enrolment.id}/{key}")


def test_who_has_not_joined_sees_the_course_first(work: Work, sign_in: SignIn, version: CourseVersion) -> None:
    with committed(work):
        person = make_person(work)

    assert sign_in(person).get("/kursus/etika/02-materi").location == "/kursus/etika"


def test_link_to_nothing_is_not_found(work: Work, sign_in: SignIn, version: CourseVersion) -> None:
    browser = make_learner(work, sign_in, version).browser

    assert browser.get("/kursus/entah/02-materi").status_code == 404
    assert browser.get("/kursus/etika/entah", follow_redirects=True).status_code == 404


def test_course_in_a_renamed_folder_keeps_its_address(work: Work, version: CourseVersion, tmp_path: Path) -> None:
    folder = (tmp_path / "etika").rename(tmp_path / "etika-1")
    lesson = folder / "01-materi.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nBaru.\n", encoding="utf-8")

    newer = publish_folder(work, folder)

    assert (newer.number, 'href="@root@/kursus/etika/02-materi"' in newer.introduction) == (2, True)
