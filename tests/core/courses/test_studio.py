"""The trainer's studio: upload, findings, publishing in a second step, and who may not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.courses import queries
from elearn.core.courses.models import Course, Upload
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course, zipped
from elearn.testing.factories.people import make_person, make_role

SignIn = Callable[[Person], FlaskClient]


def send(browser: FlaskClient, content: bytes, name: str = "etika-layanan.zip") -> TestResponse:
    return browser.post("/pengajar", data={"file": (io.BytesIO(content), name)}, follow_redirects=True)


def stored(house: House) -> list[Upload]:
    with house.work(write=False) as work:
        return list(work.session.scalars(select(Upload)))


@pytest.fixture
def colleague(work: Work, sign_in: SignIn) -> FlaskClient:
    """Another trainer."""
    with committed(work):
        person = make_person(work)
        make_role(work, person, "trainer")
    return sign_in(person)


def test_a_course_without_faults_is_ready_and_not_yet_published(
    trainer: FlaskClient, house: House, folder: Path
) -> None:
    page = send(trainer, zipped(folder)).text

    assert "Siap terbit" in page
    assert "Pelatihan baru dengan kode CONTOH-etika-layanan." in page
    with house.work(write=False) as work:
        assert work.session.scalars(select(Course.slug)).all() == []


def test_the_second_step_publishes(trainer: FlaskClient, trainer_person: Person, house: House, folder: Path) -> None:
    send(trainer, zipped(folder))

    page = trainer.post("/pengajar/unggahan/1/terbitkan", follow_redirects=True).text

    assert "Versi 1 sudah terbit." in page
    assert "2 materi, 1 kuis, 4 soal" in page
    with house.work(write=False) as work:
        version = queries.open_version(work, "etika-layanan")
        assert (version.number, version.published_by) == (1, trainer_person.id)
        assert version.digest[:12] in page
    assert [upload.version_id for upload in stored(house)] == [version.id]


def test_publishing_twice_is_refused(trainer: FlaskClient, folder: Path) -> None:
    send(trainer, zipped(folder))
    trainer.post("/pengajar/unggahan/1/terbitkan")

    answer = trainer.post("/pengajar/unggahan/1/terbitkan")

    assert (answer.status_code, "Unggahan ini sudah diterbitkan." in answer.text) == (409, True)


def test_the_same_content_again_is_said_to_change_nothing(trainer: FlaskClient, folder: Path) -> None:
    for number in (1, 2):
        send(trainer, zipped(folder))
        page = trainer.post(f"/pengajar/unggahan/{number}/terbitkan", follow_redirects=True).text

    assert "Tidak berubah: isinya sama dengan versi 1 yang sedang berlaku." in page


def test_findings_are_listed_by_file_and_line_with_their_fix(trainer: FlaskClient, folder: Path) -> None:
    quiz = folder / "03-kuis.md"
    quiz.write_text(quiz.read_text().replace("- [x]", "- [ ]", 1).replace("Materi: 02-materi.md\n\n", "", 1))
    course = folder / "kursus.md"
    course.write_text(course.read_text().replace("penyelenggara", "penyelengara"))

    page = send(trainer, zipped(folder)).text

    assert "Belum dapat terbit: ada 2 kesalahan" in page
    assert re.findall(r"<h3>([^<]+)</h3>|baris (\d+)", page) == [
        ("kursus.md", ""), ("", "7"), ("03-kuis.md", ""), ("", "16"), ("", "24"),
    ]  # fmt: skip
    assert "<strong>Soal ini belum punya jawaban benar.</strong><br>Ubah salah satu [ ] menjadi [x]." in page
    assert "Mungkin maksud Anda <code>penyelenggara</code>." in page
    assert "/terbitkan" not in page


def test_a_course_with_errors_cannot_be_published_by_hand(trainer: FlaskClient, house: House, folder: Path) -> None:
    (folder / "kursus.md").write_text("---\njudul: X\n---\n")
    send(trainer, zipped(folder))

    answer = trainer.post("/pengajar/unggahan/1/terbitkan")

    assert (answer.status_code, "Pelatihan ini belum dapat diterbitkan." in answer.text) == (422, True)
    assert [upload.version_id for upload in stored(house)] == [None]


def test_markup_in_file_names_and_findings_is_shown_as_text(trainer: FlaskClient, folder: Path) -> None:
    (folder / "kursus.md").write_text("---\n<script>alert(1)</script>: x\n---\n")

    page = send(trainer, zipped(folder), "<img src=x>.zip").text

    assert ("<script>alert" in page, "<img src=x>" in page) == (False, False)


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"bukan zip", 422, "Berkas ini bukan ZIP yang utuh."),
        (b"PK\x05\x06" + b"\0" * 8 + b"\xff\xff\xff\x0f" + b"\0" * 6, 413, "lebih dari 2000 berkas"),
    ],
)
def test_an_archive_that_cannot_be_opened_is_refused(
    trainer: FlaskClient, house: House, content: bytes, status: int, said: str
) -> None:
    answer = send(trainer, content)

    assert (answer.status_code, said in answer.text) == (status, True)
    assert stored(house) == []


def test_an_upload_without_a_file_is_refused_on_the_form(trainer: FlaskClient) -> None:
    answer = trainer.post("/pengajar", data={})

    assert (answer.status_code, "Pilih berkas ZIP pelatihan Anda" in answer.text) == (422, True)


def test_a_file_larger_than_a_request_may_be_is_refused(app_client: FlaskClient) -> None:
    answer = send(app_client, bytes(200_000))

    assert (answer.status_code, "terlalu besar" in answer.text) == (413, True)


@pytest.fixture
def app_client(trainer: FlaskClient) -> FlaskClient:
    """The trainer's browser on a server that takes 100 kilobytes."""
    trainer.application.config["MAX_CONTENT_LENGTH"] = 100_000
    return trainer


def test_the_studio_lists_my_courses_and_the_servers(work: Work, trainer: FlaskClient, folder: Path) -> None:
    with committed(work):
        make_course(work, slug="dari-server", title="Dari Server")
    send(trainer, zipped(folder))
    trainer.post("/pengajar/unggahan/1/terbitkan")

    page = trainer.get("/pengajar").text

    assert re.findall(r'href="/pengajar/([a-z-]+)"', page) == ["dari-server", "etika-layanan"]


def test_an_upload_waits_until_a_newer_one_of_its_course_arrives(trainer: FlaskClient, folder: Path) -> None:
    send(trainer, zipped(folder))
    send(trainer, zipped(folder))

    assert re.findall(r'href="/pengajar/unggahan/(\d+)"', trainer.get("/pengajar").text) == ["2"]


def test_another_trainers_things_do_not_exist_for_me(
    trainer: FlaskClient, colleague: FlaskClient, folder: Path
) -> None:
    send(trainer, zipped(folder))
    trainer.post("/pengajar/unggahan/1/terbitkan")

    answers = [
        colleague.get("/pengajar/unggahan/1").status_code,
        colleague.post("/pengajar/unggahan/1/terbitkan").status_code,
        colleague.get("/pengajar/etika-layanan").status_code,
    ]

    assert answers == [404, 404, 404]
    assert "etika-layanan" not in colleague.get("/pengajar").text


def test_another_trainers_code_is_refused_by_the_check(
    trainer: FlaskClient, colleague: FlaskClient, folder: Path
) -> None:
    send(trainer, zipped(folder))
    trainer.post("/pengajar/unggahan/1/terbitkan")

    page = send(colleague, zipped(folder)).text

    assert "Kode CONTOH-etika-layanan sudah dipakai pelatihan milik pengajar lain." in page
    assert colleague.post("/pengajar/unggahan/2/terbitkan").status_code == 422


@pytest.mark.parametrize("role", ["learner", "hr"])
def test_the_studio_is_closed_to_others(work: Work, sign_in: SignIn, role: str) -> None:
    with committed(work):
        person = make_person(work)
        if role != "learner":
            make_role(work, person, role)
    browser = sign_in(person)

    answers = [browser.get(address).status_code for address in ("/pengajar", "/pengajar/x", "/pengajar/unggahan/1")]
    answers += [browser.post(address).status_code for address in ("/pengajar", "/pengajar/unggahan/1/terbitkan")]

    assert answers == [403] * 5
    assert 'href="/pengajar"' not in browser.get("/katalog").text


def test_the_studio_is_closed_to_visitors(client: FlaskClient) -> None:
    assert client.get("/pengajar").location == "/masuk?lanjut=/pengajar"
    assert client.post("/pengajar/unggahan/1/terbitkan").status_code == 302


@pytest.mark.parametrize("courses", [1, 3])
def test_the_studios_pages_need_few_statements(
    work: Work,
    trainer: FlaskClient,
    count_statements: Callable[[], AbstractContextManager[list[str]]],
    folder: Path,
    courses: int,
) -> None:
    with committed(work):
        for _ in range(courses):
            make_course(work)
            make_course(work, slug="satu", lessons=courses)
    send(trainer, zipped(folder))
    counts = {}
    for address in ("/pengajar", "/pengajar/satu", "/pengajar/unggahan/1"):
        with count_statements() as statements:
            assert trainer.get(address).status_code == 200
        counts[address] = len(statements)

    assert counts == {"/pengajar": 4, "/pengajar/satu": 6, "/pengajar/unggahan/1": 3}
