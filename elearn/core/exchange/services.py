"""Imports with a report before anything is written, and exports of a course, whatever the format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from elearn.core.competencies import queries as competencies
from elearn.core.courses import queries as courses
from elearn.core.courses.models import CourseVersion
from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.courses.services.sources import source_files
from elearn.core.questions.block import fold
from elearn.kernel.errors import Invalid, TooLarge
from elearn.kernel.work import Work

from .assembly import Assembly, Surroundings, title_of
from .formats import LARGEST_SOURCE, Exported, Exporter, Importer, Source
from .manuscripts import CourseText, read_course_text
from .report import Line

Way = TypeVar("Way", Importer, Exporter)


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would write: files by their path inside the course, and what became of each item.

    `added` are questions for the end of the quiz that was to take them.
    """

    format: str
    files: Mapping[str, bytes]
    report: tuple[Line, ...]
    added: str = ""


def importers(work: Work) -> dict[str, Importer]:
    """Every way in by its name."""
    return {importer.name: importer for importer in work.hooks.gather("importers")}


def exporters(work: Work) -> dict[str, Exporter]:
    """Every way out by its name."""
    return {exporter.name: exporter for exporter in work.hooks.gather("exporters")}


def preview_import(
    work: Work,
    source: Source,
    form: str | None = None,
    *,
    beside: Mapping[str, str] | None = None,
    into: str = "",
    tell: Callable[[int], None] = lambda _taken: None,
) -> Import:
    """Reads a file in another program's format; nothing is written. Without `form` it is told from the content.

    `beside` are the texts of the course it goes into, by path; none for a new one. `into` is the quiz among them that takes
    the questions; "" makes new files. `tell` hears how many items have been read.
    Raises Invalid when the format is unknown or the file is broken, TooLarge beyond the limits.
    """
    importer = importer_of(work, source, form)
    if importer.files is not None:
        files = importer.files(source)
        return Import(importer.name, files, tuple(Line(path, path, "utuh") for path in files))
    if importer.read is None:
        raise TypeError(f"importer {importer.name} reads nothing")
    known = frozenset(fold(name) for name in competencies.known(work))
    around = Surroundings(beside or {}, work.hooks.gather("question_kinds"), known, into)
    assembly = Assembly(title_of(source.name), around)
    assembly.take_all(importer.read(source), tell)
    return Import(importer.name, assembly.files(source.shelf.files), tuple(assembly.report), assembly.added)


def importer_of(work: Work, source: Source, form: str | None = None) -> Importer:
    """The way in for a file: the one named, else the first that recognises it.

    Raises Invalid when there is none, or when columns were named for a form that has none, TooLarge beyond the limits.
    """
    if len(source.content) > LARGEST_SOURCE:
        raise TooLarge(f"Berkas ini lebih dari {LARGEST_SOURCE // 1_000_000} MB. Bagi menjadi beberapa berkas.")
    importer = _importer(work, source, form)
    if source.columns is not None and not importer.roles:
        raise Invalid(f"Kolom hanya dapat disebut untuk tabel; berkas ini dibaca sebagai {importer.title}.")
    return importer


def _importer(work: Work, source: Source, form: str | None) -> Importer:
    ways = importers(work)
    if form is not None:
        return _named(ways, form)
    for importer in ways.values():
        if importer.recognises(source):
            return importer
    raise Invalid(f"Bentuk berkas “{source.name[:80]}” tidak dikenali. Sebutkan salah satu: {', '.join(sorted(ways))}.")


def _named(ways: Mapping[str, Way], form: str) -> Way:
    if form not in ways:
        raise Invalid(f"Bentuk “{form[:40]}” tidak dikenal. Pilih salah satu: {', '.join(sorted(ways))}.")
    return ways[form]


def template(work: Work, form: str) -> bytes:
    """An empty file to fill in and import. Raises Invalid for a format that has none."""
    importer = _named(importers(work), form)
    if importer.template is None:
        raise Invalid(f"Bentuk “{form}” tidak punya templat. Pakai `xlsx`.")
    return importer.template()


def folder_texts(folder: Path) -> dict[str, str]:
    """The Markdown files of a course folder by name; none when there is no such folder yet."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.md"))}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes every file below the folder. Raises Invalid, before anything is written, when one of them is there."""
    taken = next((path for path, content in files.items() if _differs(folder / path, content)), None)
    if taken is not None:
        raise Invalid(f"{folder / taken} sudah ada. Pilih folder lain, atau pindahkan berkas itu dahulu.")
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != content)


def export_course(work: Work, course: str, form: str, *, with_key: bool = False) -> Exported:
    """A course in another program's format. `course` is a folder, or the slug of a published course.

    Raises Invalid for an unknown format or a folder that is no course, NotFound for a slug that is not published.
    """
    exporter = exporter_of(work, form)
    with course_text(work, course) as text:
        return exporter.write(text, with_key)


def exporter_of(work: Work, form: str) -> Exporter:
    """The way out of this name. Raises Invalid for an unknown one."""
    return _named(exporters(work), form)


@contextmanager
def course_text(work: Work, course: str) -> Iterator[CourseText]:
    """The course in a folder, or the current version of a published one."""
    folder = Path(course)
    if (folder / COURSE_FILE).is_file() or folder.is_dir():
        yield read_course_text(folder)
        return
    with published_text(work, courses.open_version(work, course)) as text:
        yield text


@contextmanager
def published_text(work: Work, version: CourseVersion) -> Iterator[CourseText]:
    """A published version as exporters see it. Raises NotFound for one whose texts were not kept."""
    with tempfile.TemporaryDirectory(prefix="elearn-") as place:
        write_files(source_files(work, version), Path(place))
        yield read_course_text(Path(place), version.course.slug)
