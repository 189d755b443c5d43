"""Publishing shows what it will do, and moves only whom the author chose: over HTTP, on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from elearn.core.courses.models import CourseVersion
from elearn.core.courses.queries import open_version
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import drafts, files, plans
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.completion import CountStatements, finish, make_finished_enrolment
from elearn.testing.factories.courses import make_course, zipped
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person

CHECK, PUBLISH = "/naskah/etika-layanan/periksa", "/naskah/etika-layanan/terbitkan"


@pytest.fixture
def published(work: Work, trainer_person: Person, folder: Path) -> Draft:
    """A published draft of the trainer's; `work` acts as the trainer."""
    work.actor = Actor(trainer_person.id, trainer_person.name, grants=(Grant("trainer"),))
    with committed(work):
        draft = drafts.receive(work, "etika-layanan.zip", zipped(folder)).draft
        plans.publish(work, draft, ())
    return draft


@pytest.fixture
def version(work: Work, published: Draft) -> CourseVersion:
    return open_version(work, "etika-layanan")


def change(work: Work, draft: Draft, path: str, old: str, new: str) -> None:
    file = file_of(work, draft, path)
    assert old in (file.text or "")
    files.write(work, draft, path, (file.text or "").replace(old, new, 1))


def kinds_of(work: Work, draft: Draft) -> tuple[bool, bool, bool]:
    found = plans.plan(work, draft).changes
    assert found is not None
    return found.is_structure, found.is_marking, found.is_text


def test_the_first_publishing_says_so(work: Work, trainer: FlaskClient, draft: Draft) -> None:
    page = trainer.get("/naskah/melayani-warga/periksa").text

    assert "Ini versi pertama." in page
    assert "versi-" not in page


def test_the_same_content_changes_nothing(trainer: FlaskClient, published: Draft) -> None:
    assert "Isinya sama dengan versi 1 yang sedang berlaku" in trainer.get(CHECK).text


def test_a_typo_is_words_alone(work: Work, published: Draft) -> None:
    change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")

    assert kinds_of(work, published) == (False, False, True)


def test_feedback_is_words_and_a_key_is_marking(work: Work, published: Draft) -> None:
    change(work, published, "03-kuis.md", "- [ ]", "- [y]")
    change(work, published, "03-kuis.md", "- [x]", "- [ ]")
    change(work, published, "03-kuis.md", "- [y]", "- [x]")

    assert kinds_of(work, published) == (False, True, False)


def test_a_pass_mark_is_marking(work: Work, published: Draft) -> None:
    change(work, published, "03-kuis.md", "nilai lulus: 70", "nilai lulus: 80")

    assert kinds_of(work, published) == (False, True, False)


def test_a_new_lesson_is_structure(work: Work, trainer: FlaskClient, published: Draft) -> None:
    with committed(work):
        text = file_of(work, published, "02-materi.md").text or ""
        files.write(
            work, published, "04-penutup.md", text.replace("materi 2", "penutup").replace("Materi 2", "Penutup")
        )

    assert kinds_of(work, published) == (True, False, False)
    assert re.search(r"Ditambah: .*</li>", trainer.get(CHECK).text)


def test_the_page_counts_people_and_publishing_pins_them(
    work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        learning, lost, completed = (make_enrolment(work, version=version), make_enrolment(work, version=version), None)
        finish(work, lost, "01-materi")
        completed = make_finished_enrolment(work, version=version)
        files.remove(work, published, "01-materi.md")
        quiz = file_of(work, published, "03-kuis.md").text or ""
        files.write(work, published, "03-kuis.md", quiz.replace("01-materi", "02-materi"))

    page = trainer.get(CHECK).text
    said = trainer.post(PUBLISH, follow_redirects=True).text

    assert "Versi 1: 2 peserta sedang belajar" in page
    assert "1 peserta sudah selesai dan tetap di versi ini." in page
    assert "Bila dipindahkan, 1 peserta kehilangan langkah yang sudah selesai" in page
    assert "Versi 2 sudah terbit." in said
    assert versions_of(work, learning, lost, completed) == [1, 1, 1]


def test_who_is_chosen_moves(work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion) -> None:
    with committed(work):
        learning, completed = make_enrolment(work, version=version), make_finished_enrolment(work, version=version)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")

    said = trainer.post(PUBLISH, data={f"versi-{version.id}": "pindah"}, follow_redirects=True).text

    assert "1 peserta pindah ke versi ini." in said
    assert versions_of(work, learning, completed) == [2, 1]


def versions_of(work: Work, *enrolments: Enrolment) -> list[int]:
    work.session.expire_all()
    return [one.version.number for one in enrolments]


def test_learners_of_another_course_cannot_be_moved(work: Work, trainer: FlaskClient, published: Draft) -> None:
    with committed(work):
        other = make_course(work)
        stranger = make_enrolment(work, make_person(work), other)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")

    answers = [trainer.post(PUBLISH, data={f"versi-{one}": "pindah"}).status_code for one in (other.id, 99999)]

    assert answers == [404, 404]
    assert versions_of(work, stranger) == [1]
    assert open_version(work, "etika-layanan").number == 1


def test_another_trainer_neither_sees_nor_publishes(colleague: FlaskClient, published: Draft) -> None:
    assert (colleague.get(CHECK).status_code, colleague.post(PUBLISH).status_code) == (404, 404)


def test_the_plan_costs_the_same_for_many(
    work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion, count_statements: CountStatements
) -> None:
    with committed(work):
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")
        make_enrolment(work, version=version)
    with count_statements() as one:
        trainer.get(CHECK)
    with committed(work):
        for _ in range(3):
            make_enrolment(work, version=version)
    with count_statements() as four:
        trainer.get(CHECK)

    assert len(four) <= len(one)
    assert len(four) <= 10
