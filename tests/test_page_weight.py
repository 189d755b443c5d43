"""What a lesson costs over the wire, headers and pictures included: 45 kB at first, 8 kB when the shell is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from .demo_house import named
from playwright.sync_api import Browser, BrowserContext, Page

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.cli.first_start import publish_shipped
from elearn.config import Settings
from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON
from elearn.core.enrolment import services as enrolment
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services import load_demo
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.kernel.work import committed

pytestmark = pytest.mark.browser

FIRST, NEXT = 45_000, 8_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Library:
    """A served house whose learner is in every shipped course; `lessons` are addresses, course by course."""

    address: str
    lessons: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire for one lesson, cold and warm."""

    lesson: str
    first: int
    next: int


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    house = open_house(Settings(home=folder / "served"))
    door = Door(house)
    publish_shipped(door)
    with door.writing() as work:
        load_demo(work, 40)
        learner = named(work, "learner")
        versions = [courses.open_version(work, line.slug) for line in courses.published_courses(work)]
        taken = [enrolment.enrol(work, learner, version) for version in versions]
        lessons = tuple(
            tuple(
                f"/belajar/{own.id}/{line.key}" for line in courses.outline(work, own.version_id) if line.kind == LESSON
            )
            for own in taken
        )
    house.close()
    with serve(folder, {"ELEARN_WORKER_THREAD": "0"}) as address:
        yield Library(address, lessons)


def test_a_lesson_is_light(library: Library, chromium: Browser) -> None:
    """Every lesson of every shipped course: as the first page with an empty cache, and after another lesson."""
    context = signed_in(chromium, library.address)
    weights = [
        weigh(context, library.address, lessons, place) for lessons in library.lessons for place in range(len(lessons))
    ]
    context.close()
    print("\n".join(f"{weight.lesson:50} {weight.first:8,} B {weight.next:8,} B" for weight in weights))

    assert len(weights) == 15
    assert {weight.lesson: weight.first for weight in weights if weight.first > FIRST} == {}
    assert {weight.lesson: weight.next for weight in weights if weight.next > NEXT} == {}


def signed_in(chromium: Browser, address: str) -> BrowserContext:
    """A phone whose owner is signed in."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.get_by_label("NIP").fill(NAMED["learner"].nip.digits)
    page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{address}/")
    page.close()
    return context


def weigh(context: BrowserContext, address: str, lessons: tuple[str, ...], place: int) -> Weight:
    """`place` counts from 0; the lesson before it (the last before the first) is what the browser knows when it is warm."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    received: list[int] = []
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: received.append(round(event["encodedDataLength"])))
    sizes = []
    for cold in (True, False):
        devtools.send("Network.clearBrowserCache") if cold else visit(page, address + lessons[place - 1])
        received.clear()
        visit(page, address + lessons[place])
        sizes.append(sum(received))
    page.close()
    return Weight(lessons[place], *sizes)


def visit(page: Page, address: str) -> None:
    """Opens a page and scrolls to its end, so that a picture that waits to be seen is counted too."""
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
