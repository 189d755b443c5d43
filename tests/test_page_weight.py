"""What a lesson costs over the wire, headers and pictures included: 45 kB at first, 8 kB when the shell is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext

from bench.wire import Wire
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

from .demo_house import named

pytestmark = pytest.mark.browser

FIRST, NEXT = 45_000, 8_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Library:
    """A served house whose learner is in every shipped course; `lessons` are addresses, course by course."""

    address: str
    lessons: tuple[tuple[str, ...], ...]


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
    """Every lesson of every shipped course: with an empty cache, and as the page after another lesson."""
    context = signed_in(chromium, library.address)
    pairs = [(lessons[place - 1], lessons[place]) for lessons in library.lessons for place in range(len(lessons))]
    wire = Wire(context.new_page())
    first, following = {}, {}
    for before, lesson in pairs:
        wire.forget()
        first[before] = weigh(wire, library.address + before)
        following[lesson] = weigh(wire, library.address + lesson)
    context.close()
    print("\n".join(f"{lesson:50} {first[lesson]:8,} B {weight:8,} B" for lesson, weight in following.items()))

    assert len(following) == sum(len(course) for course in library.lessons)
    assert {lesson: weight for lesson, weight in first.items() if weight > FIRST} == {}
    assert {lesson: weight for lesson, weight in following.items() if weight > NEXT} == {}


def weigh(wire: Wire, address: str) -> int:
    """Bytes for a lesson and its pictures."""
    wire.begin()
    wire.page.goto(address)
    return wire.end()


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
