"""Large pictures are kept in small widths too, and a phone fetches one of those."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image
from playwright.sync_api import Browser

from bench.wire import Wire
from elearn.cli.door import Door
from elearn.core.courses import queries
from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment import services as enrolment
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import publish_folder, write_course
from elearn.testing.factories.people import PASSWORD, make_person

WIDE, HIGH = 1600, 1000


def photograph(form: str = "JPEG") -> bytes:
    """Grain that does not compress to nothing, as in a photograph."""
    target = BytesIO()
    Image.effect_noise((WIDE, HIGH), 60).convert("RGB").save(target, form, quality=82)
    return target.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course whose first lesson shows a photograph, a small picture and a broken one."""
    course = write_course(tmp_path / "foto-loket", lessons=1)
    (course / "aset").mkdir()
    (course / "aset" / "loket pagi, ramai.jpg").write_bytes(photograph())
    Image.new("RGB", (480, 300), "teal").save(course / "aset" / "kecil.png")
    (course / "aset" / "rusak.jpg").write_bytes(photograph()[:2000])
    lesson = next(course.glob("01-*.md"))
    pictures = "![Loket](aset/loket%20pagi,%20ramai.jpg)\n\n![Kecil](aset/kecil.png)\n\n![Rusak](aset/rusak.jpg)\n"
    lesson.write_text(lesson.read_text() + "\n" + pictures)
    return course


@pytest.fixture
def version(work: Work, folder: Path) -> CourseVersion:
    with committed(work):
        return publish_folder(work, folder)


@pytest.fixture
def person(work: Work) -> Person:
    with committed(work):
        return make_person(work)


def pictures_of(work: Work, version: CourseVersion) -> list[dict[str, str]]:
    """The attributes of each picture in the first lesson."""
    html = queries.step(work, version.id, queries.outline(work, version.id)[0].key).html
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<img [^>]*>", html)]


def test_a_photograph_is_offered_in_small_widths(work: Work, version: CourseVersion) -> None:
    large, small, broken = pictures_of(work, version)
    place, name = large["src"].rsplit("/", 1)

    assert large["srcset"] == f"{place}/400/{name} 400w, {place}/800/{name} 800w, {place}/{name} 1600w"
    assert (large["width"], large["height"], large["loading"]) == ("1600", "1000", "lazy")
    assert large["sizes"].endswith("100vw")
    assert name == "loket%20pagi%2C%20ramai.jpg"
    assert ("srcset" in small, "srcset" in broken) == (False, True)


def test_the_small_pictures_are_served_and_kept_by_the_browser(
    work: Work, version: CourseVersion, person: Person, sign_in: SignIn
) -> None:
    client: FlaskClient = sign_in(person)
    large, _small, broken = pictures_of(work, version)
    addresses = [part.split(" ")[0].removeprefix("@root@") for part in large["srcset"].split(", ")]
    answers = [client.get(address) for address in addresses]
    odd = [client.get(address.replace("@root@", "").replace("/400/", "/123/")) for address in (
        addresses[0], broken["srcset"].split(" ")[0].replace("/400/", "/123/"),
    )]  # fmt: skip

    assert [Image.open(BytesIO(answer.data)).size for answer in answers] == [(400, 250), (800, 500), (WIDE, HIGH)]
    assert sorted(len(answer.data) for answer in answers) == [len(answer.data) for answer in answers]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, max-age=31536000, immutable"}
    assert [(answer.status_code, answer.mimetype) for answer in odd] == [(200, "image/jpeg")] * 2
    assert odd[0].data == answers[2].data


def test_publishing_again_draws_nothing_again(work: Work, version: CourseVersion, folder: Path) -> None:
    text = (folder / "kursus.md").read_text()
    (folder / "kursus.md").write_text(text + "\nSatu kalimat lagi.\n")

    with committed(work):
        again = publish_folder(work, folder)

    assert (again.number, pictures_of(work, again)) == (2, pictures_of(work, version))


@pytest.fixture
def lesson(
    folder: Path, tmp_path: Path, database_url: str, house: House, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[tuple[str, str, str]]:
    """A served house: its address, the lesson's, and the NIP of its learner."""
    with Door(house).writing() as work:
        person = make_person(work)
        taken = enrolment.enrol(work, person, publish_folder(work, folder))
        key, nip = queries.outline(work, taken.version_id)[0].key, person.nip
    settings = {
        "ELEARN_DATABASE_URL": database_url,
        "ELEARN_HOME": str(house.settings.home),
        "ELEARN_WORKER_THREAD": "0",
    }
    with serve(tmp_path, settings) as address:
        yield address, f"/belajar/{taken.id}/{key}", nip


@pytest.mark.browser
def test_a_phone_fetches_the_small_picture(lesson: tuple[str, str, str], chromium: Browser) -> None:
    address, path, nip = lesson
    weights = {}
    for screen, points, width in (("phone", 1, 360), ("sharp phone", 2, 360), ("desk", 1, 1280)):
        context = chromium.new_context(viewport={"width": width, "height": 740}, device_scale_factor=points)
        page = context.new_page()
        page.goto(f"{address}/masuk")
        page.get_by_label("NIP").fill(nip)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(f"{address}/")
        wire = Wire(page)
        wire.forget()
        wire.begin()
        page.goto(address + path)
        page.locator("img").first.evaluate("it => { it.loading = 'eager'; return it.decode(); }")
        page.wait_for_load_state("networkidle")
        chosen = page.locator("img").first.evaluate("it => it.currentSrc")
        shown = page.locator("img").first.evaluate("it => [it.clientWidth, it.clientHeight]")
        weights[screen] = (re.findall(r"/(\d+)/[^/]+$", chosen), shown[0] <= width, round(shown[0] / shown[1], 1))
        print(screen, chosen.rsplit("/", 2)[1:], shown, sum(size or 0 for size in wire._bytes.values()), "B")
        context.close()

    assert weights == {"phone": (["400"], True, 1.6), "sharp phone": (["800"], True, 1.6), "desk": (["800"], True, 1.6)}
