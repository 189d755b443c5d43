"""Reads a course folder with what this installation knows: its dictionary, its courses, its kinds of question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from elearn.core.competencies import queries as competencies
from elearn.core.questions.findings import Finding
from elearn.kernel.markdown_result import LinkBase
from elearn.kernel.work import Work

from .. import queries
from ..addresses import asset_addresses, small_address, step_addresses
from ..models import Course
from ..parser import Manuscript, Reading, alone, read_course
from ..parser.alone import FileReading
from ..parser.folder import COURSE_FILE, HERE
from ..parser.settings import Surroundings

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def read_alone(work: Work, folder: Path, *, beside: frozenset[str]) -> Reading:
    """Reads and checks one course; `beside` names courses that will be published together with it."""
    reading = _read(work, folder, beside, folder.resolve().name)
    if reading.manuscript is None:
        return reading
    course = queries.course_of_code(work, reading.manuscript.code)
    if course is not None and course.slug != reading.manuscript.slug:  # a course keeps its address in a renamed folder
        reading = _read(work, folder, beside, course.slug)
    return with_findings(reading, obstacles(work, reading.manuscript, course)) if reading.manuscript else reading


def _read(work: Work, folder: Path, beside: frozenset[str], slug: str) -> Reading:
    base = LinkBase(asset_url=asset_addresses(folder), step_url=step_addresses(slug), small_url=small_address)
    return read_with(work, folder, base, beside)


def read_with(work: Work, folder: Path, base: LinkBase, beside: frozenset[str]) -> Reading:
    """The same with links as `base` makes them."""
    return read_course(
        folder,
        competencies=competencies.known(work),
        known_courses=queries.known_names(work) | beside,
        kinds=work.hooks.gather("question_kinds"),
        base=base,
    )


def read_file(work: Work, path: str, text: str, names: Collection[str], base: LinkBase) -> FileReading:
    """Reads one file of a course that is being written; `names` are all its files."""
    around = Surroundings(competencies.known(work), queries.known_names(work) if path == COURSE_FILE else frozenset())
    return alone.read_file(path, text, names, around, work.hooks.gather("question_kinds"), base)


def with_findings(reading: Reading, errors: Iterable[Finding]) -> Reading:
    """The reading with more errors, and so without its manuscript when there are any."""
    found = tuple(errors)
    return replace(reading, manuscript=None if found else reading.manuscript, findings=(*found, *reading.findings))


def obstacles(work: Work, manuscript: Manuscript, course: Course | None) -> Iterator[Finding]:
    """What this installation, and not the course itself, has against publishing it; `course` is the one of its code."""
    slug, code = manuscript.slug, manuscript.code
    if not _SLUG.fullmatch(slug):
        fix = "ganti nama folder dengan huruf kecil, angka, dan tanda hubung, seperti `pelayanan-prima`"
        yield Finding(HERE, 1, "salah", f"nama folder “{slug[:80]}” tidak dapat menjadi alamat", fix)
    elif course is None and queries.slug_taken(work, slug):
        fix = "ganti nama folder, atau tulis kode pelatihan yang lama pada kursus.md"
        yield Finding(
            HERE, 1, "salah", f"nama folder “{slug}” sudah dipakai pelatihan lain yang kodenya bukan {code}", fix
        )
    if course is not None and not queries.is_ours(work, course):
        fix = "tulis kode lain pada kursus.md, atau minta pengajar itu menerbitkannya"
        yield Finding(COURSE_FILE, 1, "salah", f"kode {code} sudah dipakai pelatihan milik pengajar lain", fix)
