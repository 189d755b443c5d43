"""Reads one file of a course by itself, while it is written: the text as learners see it, and what is wrong with it.

What only shows when all files are read (headings of other files, ids used twice, the completion rule) is left to the
check of the whole folder.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from elearn.core.questions.findings import Finding, Report
from elearn.core.questions.kinds import QuestionKind
from elearn.kernel.markdown_result import LinkBase

from .assets import Shelf
from .checks import check_options
from .fields import COURSE_KEYS
from .folder import COURSE_FILE, TextFile, is_step_name
from .manuscript import Question, Step
from .normalise import normalise
from .references import Files, check_references
from .settings import Surroundings, read_settings
from .steps import read_body, read_entries, read_step


@dataclass(frozen=True, slots=True)
class FileReading:
    """`html` is sanitised; `questions` are those some kind reads; `minutes` 0 for the course's own file.

    `step` is the whole lesson or quiz, None for the course's own file.
    """

    title: str
    minutes: int
    html: str
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    step: Step | None = None


def read_file(
    path: str, text: str, names: Collection[str], around: Surroundings, kinds: Sequence[QuestionKind], base: LinkBase
) -> FileReading:
    """Reads `text` as the file `path` of a course with the files `names`; never raises for what stands in it."""
    file, report = TextFile(path, normalise(text)), Report(path)
    steps = tuple(name for name in names if is_step_name(name))
    files = Files(steps, Shelf((), frozenset(name for name in names if not name.endswith(".md")), {}))
    if path == COURSE_FILE:
        return _read_course_file(file, report, files, around, base)
    read = read_step(file, kinds, base, report)
    check_references([read], {}, files, around)
    for block in read.blocks:
        check_options(block, report)
    step = read.step
    return FileReading(step.title, step.minutes, step.html, step.questions, report.findings(), step)


def _read_course_file(
    file: TextFile, report: Report, files: Files, around: Surroundings, base: LinkBase
) -> FileReading:
    settings = read_settings(read_entries(file, COURSE_KEYS, report), "", around)
    body = read_body(file, report, base)
    html = body.writer.page(body.lines).html
    body.writer.warn_unused()
    check_references([], {COURSE_FILE: body.writer}, files, around)
    return FileReading(settings.title, 0, html, (), report.findings())
