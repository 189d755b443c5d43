"""Some learning for the demo, through the very services that pages use, so that HR's pages have something true to show."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import click

from elearn.core.completion import services as completion
from elearn.core.courses import queries as courses
from elearn.core.courses.models import QUIZ, Step
from elearn.core.enrolment import services as enrolment
from elearn.core.enrolment.models import Enrolment
from elearn.core.people import services as people_services
from elearn.core.people.demo_agency import NAMED, DemoAgency
from elearn.core.questions.kinds import Answer, Fields, kind_named, values_of
from elearn.core.quizzes import services as quizzes
from elearn.kernel.work import Work, committed

from .door import Door

LEARNERS = 90
"""At most so many, and at most one in twelve: enough for a picture, few enough for a first start of a few seconds."""

SEED = 2026


@dataclass(frozen=True, slots=True)
class Visit:
    """One person takes one course; `share` (0–1) is how far they get."""

    at: datetime
    nip: str
    slug: str
    share: float


def learn(door: Door, agency: DemoAgency) -> None:
    """Lets some people of the agency (not the four named ones) learn during this year, in the order of time."""
    visits = _plan(door, [person.nip.digits for person in agency.people if person not in NAMED.values()])
    with click.progressbar(visits, label="Mengisi riwayat belajar contoh", file=sys.stderr) as bar:
        for visit in bar:
            with door.house.work(write=True, now=visit.at) as work, committed(work):
                _take(work, visit)


def _plan(door: Door, nips: Sequence[str]) -> list[Visit]:
    random = Random(SEED)  # noqa: S311  # a picture, not a secret
    with door.looking() as work:
        slugs = [line.slug for line in courses.published_courses(work)]
        now = work.now
    start = datetime(now.year, 1, 1, 2, tzinfo=UTC)
    minutes = max(1, int((now - start) / timedelta(minutes=1)) - 1)
    visits = [
        Visit(start + timedelta(minutes=random.randrange(minutes)), nip, slug, random.choice((0.3, 0.6, 1, 1, 1)))
        for nip in random.sample(nips, min(LEARNERS, len(nips) // 12))
        for slug in random.sample(slugs, random.randint(1, min(2, len(slugs))))
    ]
    return sorted(visits, key=lambda visit: visit.at)


def _take(work: Work, visit: Visit) -> None:
    person = people_services.person_with(work, visit.nip)
    joined = enrolment.enrol(work, person, courses.open_version(work, visit.slug))
    outline = courses.outline(work, joined.version_id)
    for line in outline[: round(len(outline) * visit.share)]:
        step = courses.step(work, joined.version_id, line.key)
        if step.kind == QUIZ:
            _pass_quiz(work, joined, step)
        else:
            completion.finish_lesson(work, joined, step, dict(best_answers(work, step)))


def _pass_quiz(work: Work, joined: Enrolment, step: Step) -> None:
    attempt = quizzes.start(work, joined, step)
    asked = {item.id for item in quizzes.paper_of(work, attempt)}
    quizzes.save_all(
        work, attempt, {key: values_of(answer) for key, answer in best_answers(work, step) if key in asked}
    )
    quizzes.submit(work, attempt)


def best_answers(work: Work, step: Step) -> Iterator[tuple[str, Answer]]:
    """Question id → what earns full marks."""
    kinds = work.hooks.gather("question_kinds")
    key: Fields
    for question_id, key in courses.sealed(work, step.id).items():
        yield question_id, kind_named(key["kind"], kinds).best_answer(key)
