"""Publishing shows what it will do, and moves only whom the author chose: over HTTP, on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.courses.models import CourseVersion
from elearn.core.courses.queries import open_version
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import drafts, files, plans
from elearn.core.studio.services.outlooks import OUTLOOK_JOB
from elearn.hooks.house import House
from elearn.kernel.outbox import Job
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.completion import CountStatements, completion_of, finish, make_finished_enrolment
from elearn.testing.factories.courses import make_course, zipped
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import make_attempt

CHECK, PUBLISH = "/naskah/etika-layanan/periksa", "/naskah/etika-layanan/terbitkan"
COUNT, VERSIONS = "/naskah/etika-layanan/akibat", "/pengajar/etika-layanan"


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
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        learning, lost = make_enrolment(work, version=version), make_enrolment(work, version=version)
        finish(work, lost, "01-materi")
        completed = make_finished_enrolment(work, version=version)
        files.remove(work, published, "01-materi.md")
        quiz = file_of(work, published, "03-kuis.md").text or ""
        files.write(work, published, "03-kuis.md", quiz.replace("01-materi", "02-materi"))

    before = trainer.get(CHECK).text
    page = counted(house, trainer)
    said = trainer.post(PUBLISH, follow_redirects=True).text

    assert "Versi 1: 2 peserta sedang belajar" in before
    assert "1 peserta sudah selesai dan tetap di versi ini." in before
    assert "hitung dahulu akibatnya" in before
    assert "pindah" not in re.findall(r'value="(\w+)"', before)
    assert "Bila dipindahkan, 1 peserta kehilangan langkah yang sudah selesai" in page
    assert "Pindahkan 2 peserta ke versi baru" in page
    assert "Versi 2 sudah terbit." in said
    assert versions_of(work, learning, lost, completed) == [1, 1, 1]


def counted(house: House, trainer: FlaskClient) -> str:
    """Asks what a move would mean, lets the worker count, and reads the page."""
    assert trainer.post(COUNT).status_code == 303
    assert "Menunggu pekerja" in trainer.get(CHECK).text
    waiting = trainer.get(COUNT, headers={"HX-Request": "true"})
    assert ("Menghitung akibat pemindahan" in waiting.text, "HX-Refresh" in waiting.headers) == (True, False)
    assert house.queue.sweep() == 1
    assert "HX-Refresh" in trainer.get(COUNT, headers={"HX-Request": "true"}).headers
    return trainer.get(CHECK).text


def moving(page: str, version: int) -> dict[str, str]:
    """The plan's form with this version's learners chosen to move."""
    return {f"versi-{version}": "pindah", "dilihat": re.findall(r'name="dilihat" value="(\d+)"', page)[0]}


def test_who_is_chosen_moves(
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        learning, completed = make_enrolment(work, version=version), make_finished_enrolment(work, version=version)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")
    page = counted(house, trainer)

    said = trainer.post(PUBLISH, data=moving(page, version.id), follow_redirects=True).text
    running = trainer.get(VERSIONS, headers={"HX-Request": "true"}).text
    house.queue.sweep()
    over = trainer.get(VERSIONS).text

    assert "Peserta yang Anda pilih sedang dipindahkan" in said
    assert ("Dari versi 1 ke versi 2" in running, "every 2s" in running, "<html" in running) == (True, True, False)
    assert ("1 peserta pindah." in over, "every 2s" in over) == (True, False)
    assert versions_of(work, learning, completed) == [2, 1]

    number = re.findall(r'name="nomor" value="(\d+)"', over)[0]
    back = trainer.post(f"{VERSIONS}/pemindahan", data={"nomor": number}, follow_redirects=True).text
    house.queue.sweep()

    assert "Peserta sedang dikembalikan ke versi lama" in back
    assert versions_of(work, learning, completed) == [1, 1]
    assert trainer.post(f"{VERSIONS}/pemindahan", data={"nomor": number}).status_code == 409


def test_whom_the_new_version_would_complete_is_named_before(
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        near, idle = make_enrolment(work, version=version), make_enrolment(work, version=version)
        finish(work, near, "02-materi")
        make_attempt(work, near)
        files.remove(work, published, "01-materi.md")
        quiz = file_of(work, published, "03-kuis.md").text or ""
        files.write(work, published, "03-kuis.md", quiz.replace("01-materi", "02-materi"))

    page = counted(house, trainer)
    trainer.post(PUBLISH, data=moving(page, version.id))
    house.queue.sweep()

    assert "1 peserta akan langsung lulus bila pindah, maka mereka tetap di versi 1" in page
    assert "Pindahkan 1 peserta ke versi baru" in page
    assert versions_of(work, near, idle) == [1, 2]
    assert completion_of(work, near) is None
    assert "1 peserta tidak pindah" in trainer.get(VERSIONS).text


def test_a_plan_that_is_no_longer_true_moves_nobody(
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        learning = make_enrolment(work, version=version)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")
    form = moving(counted(house, trainer), version.id)
    with committed(work):
        change(work, published, "01-materi.md", "menyapanya", "menyapamu")

    answers = [trainer.post(PUBLISH, data=sent).status_code for sent in (form, {**form, "dilihat": "0"})]

    assert answers == [409, 409]
    assert "hitung dahulu akibatnya" in trainer.get(CHECK).text
    assert versions_of(work, learning) == [1]
    assert open_version(work, "etika-layanan").number == 1


def test_one_move_ends_before_the_next_begins(
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        learning = make_enrolment(work, version=version)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")
    trainer.post(PUBLISH, data=moving(counted(house, trainer), version.id))
    with committed(work):
        work.session.refresh(published)
        change(work, published, "01-materi.md", "menyapanya", "menyapamu")
    trainer.post(COUNT)
    with committed(work):
        outlook = work.session.scalars(select(Job).where(Job.name == OUTLOOK_JOB).order_by(Job.id.desc())).first()
    assert outlook is not None
    house.queue.run(outlook.id)

    answer = trainer.post(PUBLISH, data=moving(trainer.get(CHECK).text, version.id))

    assert (answer.status_code, "belum selesai" in answer.text) == (409, True)
    assert versions_of(work, learning) == [1]


def versions_of(work: Work, *enrolments: Enrolment) -> list[int]:
    work.session.expire_all()
    with committed(work):
        return [one.version.number for one in enrolments]


def test_learners_of_another_course_cannot_be_moved(
    house: House, work: Work, trainer: FlaskClient, published: Draft, version: CourseVersion
) -> None:
    with committed(work):
        make_enrolment(work, version=version)
        other = make_course(work)
        stranger = make_enrolment(work, make_person(work), other)
        change(work, published, "01-materi.md", "petugas menyapa", "petugas menyapanya")
    seen = moving(counted(house, trainer), version.id)["dilihat"]

    sent = [{f"versi-{one}": "pindah", "dilihat": seen} for one in (other.id, 99999)]
    assert [trainer.post(PUBLISH, data=one).status_code for one in sent] == [409, 409]

    assert versions_of(work, stranger) == [1]
    assert open_version(work, "etika-layanan").number == 1


def test_another_trainer_neither_sees_nor_publishes(colleague: FlaskClient, published: Draft) -> None:
    answers = [colleague.get(CHECK), colleague.post(PUBLISH), colleague.post(COUNT), colleague.get(VERSIONS)]
    answers += [colleague.post(f"{VERSIONS}/pemindahan"), colleague.get(COUNT, headers={"HX-Request": "true"})]

    assert [answer.status_code for answer in answers] == [404] * 6


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
