"""How many requests a second, and what each costs in CPU, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from .furnish import Furniture, Learner
from .load import get, post
from .servers import Server, spent
from .yardsticks import TOKEN

CONNECTIONS = 8
SECONDS = 4.0
"""Of each run, after a second to warm up."""

Streams = Callable[[], Sequence[Iterator[bytes]]]


@dataclass(frozen=True, slots=True)
class Rate:
    """What a page reached: answers a second, and CPU milliseconds of the web server for each; `failures` were not as hoped."""

    title: str
    per_second: float
    cpu: float
    failures: int


def measure(server: Server, title: str, streams: Streams, *, status: int = 200, warm: bool = True) -> Rate:
    """One run, after a short one that nobody counts."""
    if warm:
        spent(server, streams(), seconds=1.0, status=status)
    outcome, cpu = spent(server, streams(), seconds=SECONDS, status=status)
    return Rate(title, outcome.rate, cpu, outcome.failures)


def yardstick_rate(server: Server, title: str) -> Rate:
    return measure(server, title, lambda: [cycle([get("/", f"session={TOKEN}")]) for _ in range(CONNECTIONS)])


def house_rates(server: Server, furniture: Furniture) -> list[Rate]:
    """The six pages and deeds that the issue names; submitting comes last, for it can be done once."""
    some = furniture.learners[:CONNECTIONS]
    hr = furniture.hr
    return [
        measure(server, "sign-in page", lambda: [cycle([get("/masuk")]) for _ in some]),
        measure(server, "my courses", lambda: [cycle([get("/belajar", one.browser.cookie)]) for one in some]),
        measure(server, "lesson", lambda: [cycle([get(_lesson(one, furniture), one.browser.cookie)]) for one in some]),
        measure(
            server,
            "lesson, compressed",
            lambda: [cycle([get(_lesson(one, furniture), one.browser.cookie, compressed=True)]) for one in some],
        ),
        measure(server, "save one answer", lambda: [cycle(list(_saves(one))) for one in some]),
        measure(
            server,
            "HR unit page, 1,200 people",
            lambda: [cycle([get(f"/laporan/unit/{furniture.unit_id}", hr.cookie)]) for _ in some],
        ),
        measure(server, "submit 20 answers", lambda: list(_submits(furniture.learners)), status=302, warm=False),
    ]


def _lesson(learner: Learner, furniture: Furniture) -> str:
    return f"/belajar/{learner.enrolment_id}/{furniture.lesson}"


def _saves(learner: Learner) -> Iterator[bytes]:
    """Each question answered, then answered otherwise, as htmx sends it."""
    for choice in (0, 1):
        for question, values in learner.options.items():
            path = f"/percobaan/{learner.attempt}/jawaban?butir={question}"
            yield post(path, learner.browser.cookie, learner.browser.csrf, {f"j-{question}": values[choice]}, htmx=True)


def _submits(learners: Sequence[Learner]) -> Iterator[Iterator[bytes]]:
    """Everybody hands in once, over CONNECTIONS connections."""
    for place in range(CONNECTIONS):
        yield (_submit(learner) for learner in learners[place::CONNECTIONS])


def _submit(learner: Learner) -> bytes:
    answers = {f"j-{question}": values[0] for question, values in learner.options.items()}
    fields = {"butir": list(learner.options), "yakin": "ya", **answers}
    return post(f"/percobaan/{learner.attempt}/kirim", learner.browser.cookie, learner.browser.csrf, fields)
