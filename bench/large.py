"""Courses as large as they may become, made of real lessons and questions: checked, and published."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from elearn.app import shipped
from elearn.core.courses import services as courses
from elearn.kernel.work import committed

from .furnish import COURSE
from .tasks import Timing, new_house

CHECKED = 60
LESSONS, QUESTIONS = 200, 1_000
OF_A_QUIZ = 50
"""Questions of each quiz."""


def check(home: Path, database_url: str) -> Timing:
    """Checks a course of CHECKED files: kursus.md, lessons, and a quiz of each OF_A_QUIZ questions they ask."""
    with large(CHECKED - 2, OF_A_QUIZ) as folder:
        size = sum(path.stat().st_size for path in folder.glob("*.md")) // 1_000
        seconds = _timed(home, database_url, folder, time.process_time, is_published=False)
    return Timing(f"check a course of {CHECKED} files ({size} kB), CPU", seconds, 1.0)


def publish(home: Path, database_url: str) -> Timing:
    """Reads and publishes a course of LESSONS lessons and QUESTIONS questions."""
    with large(LESSONS, QUESTIONS) as folder:
        size = sum(path.stat().st_size for path in folder.glob("*.md")) // 1_000
        seconds = _timed(home, database_url, folder, time.perf_counter, is_published=True)
    return Timing(f"publish {LESSONS} lessons and {QUESTIONS:,} questions ({size:,} kB)", seconds, 6.0)


def _timed(home: Path, database_url: str, folder: Path, now: Callable[[], float], *, is_published: bool) -> float:
    house = new_house(home, database_url)
    begun = now()
    with house.work(write=is_published) as work, committed(work):
        reading = courses.read(work, folder)
        if reading.manuscript is None:
            raise ValueError(f"the generated course has faults: {reading.findings[:9]}")
        if is_published:
            courses.publish(work, reading.manuscript, reading.findings)
    taken = now() - begun
    house.close()
    return taken


@contextmanager
def large(lessons: int, questions: int) -> Iterator[Path]:
    """A course of so many lessons and questions: those of a real one, again and again under other names."""
    source = shipped("courses") / COURSE
    texts = [path.read_text(encoding="utf-8") for path in sorted(source.glob("0*.md"))]
    quiz = next(text for text in texts if "jenis: kuis" in text)
    head, *asked = re.split(r"^(?=## )", quiz, flags=re.MULTILINE)
    with TemporaryDirectory() as place:
        folder = Path(place) / COURSE
        copytree(source / "aset", folder / "aset")
        (folder / "kursus.md").write_bytes((source / "kursus.md").read_bytes())
        for number, text in enumerate(islice(cycle(text for text in texts if text != quiz), lessons), start=1):
            _write(folder / f"{number:03}-materi.md", text, number)
        for first in range(0, questions, OF_A_QUIZ):
            every = [_own(one, first + place) for place, one in enumerate(islice(cycle(asked), OF_A_QUIZ))]
            _write(folder / f"9{first:04}-kuis.md", head + "".join(every), first)
        yield folder


def _write(path: Path, text: str, number: int) -> None:
    """Lessons that other files speak of have other names here."""
    own = _own(text, number) if "jenis: kuis" not in text else text
    path.write_text(re.sub(r"\b0\d-[a-z-]+\.md", "001-materi.md", own), encoding="utf-8")


def _own(text: str, number: int) -> str:
    """The text with headings and ids that no other copy has."""
    headed = re.sub(r"^(## .*)$", rf"\1 ({number})", text, flags=re.MULTILINE)
    return headed.replace("<!-- id: s-", f"<!-- id: s-{number}-")
