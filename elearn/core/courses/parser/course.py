"""Reads a whole course folder: every file, then what only shows when they are seen together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from elearn.core.questions.findings import Finding, Report
from elearn.core.questions.kinds import QuestionKind
from elearn.kernel.markdown_result import LinkBase

from .assets import Shelf, read_assets
from .checks import check_course
from .citations import citations_in
from .fields import COURSE_KEYS
from .folder import COURSE_FILE, HERE, Listing, TextFile, list_folder, read_text
from .manuscript import Citation, Manuscript, Source
from .references import Files, check_references
from .settings import Settings, Surroundings, read_settings
from .steps import ReadStep, read_body, read_entries, read_step
from .translations import Reader, Translations
from .writer import PageWriter


@dataclass(frozen=True, slots=True)
class Claim:
    """What a course says of its place among others, whether anything else in it is wrong or not.

    `line` of kursus.md is where its prerequisites stand.
    """

    code: str
    slug: str
    prerequisites: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading a folder: `manuscript` is None when any finding is an error, `claim` without kursus.md."""

    manuscript: Manuscript | None
    findings: tuple[Finding, ...]
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class CourseFile:
    """kursus.md as read."""

    settings: Settings
    introduction_html: str
    writer: PageWriter
    source: Source
    report: Report


def read_course(
    folder: Path,
    *,
    competencies: frozenset[str],
    known_courses: frozenset[str],
    kinds: Sequence[QuestionKind],
    base: LinkBase | None = None,
) -> Reading:
    """Read the course in `folder`; never raises for what lies there, every fault becomes a finding.

    `competencies` are the names of the dictionary, `known_courses` codes and slugs a prerequisite may name. `base`
    says how links to steps and assets become addresses; without it `02-x.md` becomes `02-x` and `aset/a.svg` stays.
    """
    here = Report(HERE)
    listing = list_folder(folder, here)
    shelf, asset_reports = read_assets(folder)
    links = replace(base or LinkBase(), size_of=shelf.sizes.get)
    around = Surroundings(competencies, known_courses)
    course = _read_course_file(folder, links, around, here) if listing.has_course_file else None
    _check_complete(listing, here)
    reports, files, steps = _read_steps(folder, listing, kinds, links)
    translations = _read_translations(folder, listing, course, steps, kinds, links, reports)
    writers = {**({COURSE_FILE: course.writer} if course else {}), **translations.writers}
    check_references(steps, writers, Files(listing.steps, shelf), around)
    findings = [here, *([course.report] if course else []), *reports, *translations.reports, *asset_reports]
    if course is None:
        return Reading(None, _all(findings))
    if len(steps) == len(listing.steps):
        check_course(steps, course.settings, course.report)
    said = course.settings
    claim = Claim(said.code, folder.resolve().name, said.prerequisites, said.prerequisites_line)
    sound = not any(report.has_errors for report in findings)
    manuscript = _manuscript(folder, course, steps, files, shelf, translations) if sound else None
    return Reading(manuscript, _all(findings), claim)


def _read_steps(
    folder: Path, listing: Listing, kinds: Sequence[QuestionKind], links: LinkBase
) -> tuple[list[Report], list[TextFile], list[ReadStep]]:
    reports = {name: Report(name) for name in listing.steps}
    files = [file for name, report in reports.items() if (file := read_text(folder, name, report))]
    steps = [read_step(file, kinds, links, reports[file.path]) for file in files]
    return list(reports.values()), files, steps


def _read_translations(
    folder: Path,
    listing: Listing,
    course: CourseFile | None,
    steps: Sequence[ReadStep],
    kinds: Sequence[QuestionKind],
    links: LinkBase,
    reports: Sequence[Report],
) -> Translations:
    originals = {read.report.file: read for read in steps}
    reader = Reader(folder, course.settings.language if course else "", originals, kinds, links)
    by_name = {report.file: report for report in (*reports, *([course.report] if course else []))}
    return reader.read(listing, by_name)


def _citations(course: CourseFile, steps: Sequence[ReadStep], files: Sequence[TextFile]) -> Iterator[Citation]:
    yield from citations_in(TextFile(COURSE_FILE, course.source.text), ())
    for file, read in zip(files, steps, strict=True):
        yield from citations_in(file, read.blocks)


def _all(reports: Iterable[Report]) -> tuple[Finding, ...]:
    return tuple(finding for report in reports for finding in report.findings())


def _check_complete(listing: Listing, here: Report) -> None:
    if not listing.has_course_file:
        fix = f"buat {COURSE_FILE} dengan `judul`, `ringkasan`, dan `jp` di antara dua baris ---"
        here.wrong(1, f"{COURSE_FILE} belum ada", fix)
    if not listing.steps:
        here.wrong(1, "kursus ini belum punya materi atau kuis", "tambahkan berkas seperti `01-pengantar.md`")


def _read_course_file(folder: Path, links: LinkBase, around: Surroundings, here: Report) -> CourseFile | None:
    report = Report(COURSE_FILE)
    file = read_text(folder, COURSE_FILE, report)
    if file is None:
        here.take(report.findings())
        return None
    entries = read_entries(file, COURSE_KEYS, report)
    settings = read_settings(entries, folder.resolve().name, around)
    body = read_body(file, report, links)
    introduction = body.writer.page(body.lines)
    body.writer.warn_unused()
    return CourseFile(settings, introduction.html, body.writer, Source(COURSE_FILE, file.text), report)


def _manuscript(
    folder: Path,
    course: CourseFile,
    steps: Sequence[ReadStep],
    files: Sequence[TextFile],
    shelf: Shelf,
    translations: Translations,
) -> Manuscript:
    said = course.settings
    return Manuscript(
        code=said.code,
        slug=folder.resolve().name,
        title=said.title,
        summary=said.summary,
        language=said.language,
        duration_minutes=said.duration_minutes,
        form=said.form,
        organiser=said.organiser,
        audience=said.audience,
        competencies=said.competencies,
        prerequisites=said.prerequisites,
        completion=said.completion,
        certificate=said.certificate,
        licence=said.licence,
        introduction_html=course.introduction_html,
        steps=tuple(read.step for read in steps),
        assets=shelf.assets,
        sources=(course.source, *(Source(file.path, file.text) for file in files), *translations.sources),
        course_words=translations.course,
        step_words=translations.steps,
        citations=tuple(_citations(course, steps, files)),
    )
