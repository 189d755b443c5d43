"""A house of 1,200 people, some of whom are signed in and in the middle of a quiz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from elearn.app import create_app, open_house
from elearn.cli import demo
from elearn.cli.door import Door
from elearn.cli.first_start import publish_shipped
from elearn.config import Settings
from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON, QUIZ
from elearn.core.enrolment import services as enrolment
from elearn.core.people import queries as people
from elearn.core.people import services as people_services
from elearn.core.people.demo_agency import NAMED, demo_agency
from elearn.core.people.passwords import hash_password
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.core.people.services.entrance import Claim, begin
from elearn.core.quizzes import services as quizzes
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed

PEOPLE, LEARNERS = 1200, 160
COURSE = "pelayanan-prima"


@dataclass(frozen=True, slots=True)
class Browser:
    """What a signed-in browser sends along."""

    cookie: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in the course with an open attempt; `options` are a question's id → the values one may choose."""

    browser: Browser
    enrolment_id: int
    attempt: str
    options: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the requests are made of; `lesson` is the key of the longest lesson of the course, `other_lesson` of the shortest."""

    learners: Sequence[Learner]
    hr: Browser
    unit_id: int
    lesson: str
    other_lesson: str


def settings_of(home: Path, database_url: str) -> Settings:
    return Settings(home=home, database_url=database_url, worker_thread=False)


def furnish(home: Path, database_url: str) -> Furniture:
    """Opens the house (empty, or as it was left), loads the demo, and lets LEARNERS begin the quiz of COURSE."""
    house = open_house(settings_of(home, database_url))
    door, app = Door(house), create_app(house=house)
    publish_shipped(door)
    demo.load(door, PEOPLE)
    hashed = hash_password(DEMO_PASSWORD)
    rows = demo_agency(PEOPLE).people[len(NAMED) : len(NAMED) + LEARNERS]
    learners = [_learner(house, app, row.nip.digits, hashed) for row in rows]
    with house.work(write=True) as work, committed(work):
        hr = people_services.person_with(work, NAMED["hr"].nip.digits)
        unit = people.agency_of(work, hr.unit_id)
        shortest, *_, longest = _lessons(work)
        furniture = Furniture(learners, _browser(app, work, hr.id), unit.id, longest, shortest)
    house.close()
    return furniture


def _learner(house: House, app: Flask, nip: str, hashed: str) -> Learner:
    with house.work(write=True) as work, committed(work):
        person = people_services.person_with(work, nip)
        people_services.set_password(work, person.id, hashed)
        taken = enrolment.enrol(work, person, courses.open_version(work, COURSE))
        quiz = next(line for line in courses.outline(work, taken.version_id) if line.kind == QUIZ)
        attempt = quizzes.start(work, taken, courses.step(work, taken.version_id, quiz.key))
        options = {question["id"]: tuple(_values(question)) for question in attempt.step.questions}
        return Learner(_browser(app, work, person.id), taken.id, attempt.code, options)


def _values(question: dict[str, object]) -> Iterator[str]:
    options = question.get("options")
    if isinstance(options, list):
        yield from (option["id"] for option in options)
    else:
        yield from ("12", "45")


def _browser(app: Flask, work: Work, person_id: int) -> Browser:
    """A sign-in as the form makes it, but without its argon2: a stored token, the cookie that holds it, a CSRF token."""
    token = begin(work, Claim(f"bench:{person_id}", "127.0.0.1", person_id, None), person_id, "bench")
    with app.test_request_context():
        session.update(_user_id=token, _fresh=True)
        csrf = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own sessions have it
        return Browser(f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}", csrf)


def _lessons(work: Work) -> list[str]:
    """The keys of the course's lessons, the shortest first."""
    version = courses.open_version(work, COURSE)
    keys = [line.key for line in courses.outline(work, version.id) if line.kind == LESSON]
    return sorted(keys, key=lambda key: len(courses.step(work, version.id, key).html))
