"""Work that is no page: publishing, importing, exporting, compiling."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from elearn.app import open_house, shipped
from elearn.cli.door import Door
from elearn.core.courses import services as courses
from elearn.core.people import queries as people_queries
from elearn.core.people.demo_agency import NAMED, demo_agency
from elearn.core.people.services import import_rows, person_with
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_workbook as write_people
from elearn.core.reports.sheets import open_sheet
from elearn.hooks.house import House
from elearn.kernel.markdown import compile_markdown
from elearn.kernel.permissions import HR
from elearn.kernel.work import Actor, Grant, committed
from elearn.kernel.workbook import write_workbook

from .furnish import COURSE, settings_of

IMPORTED, EXPORTED = 10_000, 5_000
LESSON_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took, in seconds, and how long it may take."""

    title: str
    seconds: float
    target: float | None = None


@contextmanager
def _clock(taken: list[float], now: Callable[[], float] = time.perf_counter) -> Iterator[None]:
    begun = now()
    yield
    taken.append(now() - begun)


def publish(home: Path, database_url: str) -> Timing:
    """Reads and publishes a real course that is not there yet, into a database of its own."""
    house, taken = new_house(home, database_url), list[float]()
    with _clock(taken), house.work(write=True) as work, committed(work):
        reading = courses.read(work, shipped("courses") / COURSE)
        if reading.manuscript is None:
            raise ValueError("the shipped course has faults")
        courses.publish(work, reading.manuscript, reading.findings)
    house.close()
    return Timing("publish a course of 5 lessons and a quiz", taken[0], 1.0)


def people(home: Path, database_url: str) -> list[Timing]:
    """Imports IMPORTED people from a workbook into an empty database, then exports EXPORTED rows of them."""
    house, taken = new_house(home, database_url), list[float]()
    agency = demo_agency(IMPORTED)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "pegawai.xlsx"
        write_people(file, agency.units, agency.people)
        with _clock(taken), house.work(write=True) as work, committed(work):
            import_rows(work, read_workbook(file))
    with house.work(write=False) as work:
        hr = person_with(work, NAMED[HR].nip.digits)
        work.actor = Actor(hr.id, hr.full_name, grants=(Grant(HR, people_queries.agency_of(work, hr.unit_id).id),))
        sheet = open_sheet("pegawai", {}, work.today.year)
        with _clock(taken):
            write_workbook(sheet.key, sheet.columns, islice(sheet.rows(work), EXPORTED), lambda: ())
    house.close()
    return [
        Timing(f"import {IMPORTED:,} people from XLSX", taken[0], 15.0),
        Timing(f"export {EXPORTED:,} rows to XLSX", taken[1], 0.5),
    ]


def compile_lesson() -> Timing:
    """Markdown and washing of 10 kB, as publishing does it once."""
    texts = sorted((shipped("courses") / COURSE).glob("0*.md"))
    text = "\n\n".join(path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in texts)[:LESSON_BYTES]
    taken = list[float]()
    for _ in range(10):
        with _clock(taken, time.process_time):
            compile_markdown(text)
    return Timing("compile a lesson of 10 kB, CPU", min(taken))


def new_house(home: Path, database_url: str) -> House:
    """An empty house with its tables."""
    house = open_house(settings_of(home, database_url))
    return Door(house).house
