"""Reads one lesson or quiz file: front matter, text, questions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from elearn.core.questions.block import QuestionBlock, fold
from elearn.core.questions.findings import Report
from elearn.core.questions.kinds import QuestionKind, choose_kind
from elearn.core.questions.parser import read_block
from elearn.core.questions.section import Line, Section
from elearn.core.questions.shapes import report_unread
from elearn.kernel.markdown_result import LinkBase

from .fields import LESSON_KEYS, LESSON_WORDS, MODES, QUIZ_KEYS, REVEALS
from .folder import TextFile
from .front_matter import Known, body_start, canonical_keys, read_front_matter
from .manuscript import Lesson, Mode, Pool, Question, Quiz, Reveal, Step, asked_of
from .pools import read_pools
from .sections import Part, cut, cut_quiz, take_notes
from .settings import read_title
from .values import LONGEST_MINUTES, Entries
from .writer import PageWriter

WORDS_PER_MINUTE = 200
"""Reading speed of an adult. Source: docs/course-format.md#check."""
MINUTES_PER_QUESTION = 1
MOST_ATTEMPTS = 100
_REVEAL_OF: dict[Mode, Reveal] = {
    "kuis": "setelah lulus",
    "latihan": "setelah kirim",
    "survei": "tidak",
    "ujian": "tidak",
}


@dataclass(frozen=True, slots=True)
class ReadStep:
    """A step with what the checks over the whole course look at; `minutes_declared` tells whether `durasi` was given."""

    step: Step
    entries: Entries
    report: Report
    writer: PageWriter
    blocks: tuple[QuestionBlock, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a file without front matter and footnotes, and its writer."""

    lines: list[Line]
    writer: PageWriter


def read_body(file: TextFile, report: Report, base: LinkBase) -> Body:
    """What stands below the front matter."""
    start = body_start(file.lines)
    lines = [Line(number, text) for number, text in enumerate(file.lines, 1) if number > start]
    notes, rest = take_notes(lines, report)
    return Body(rest, PageWriter(report, base, notes))


def read_entries(file: TextFile, known: Known, report: Report) -> Entries:
    """The front matter under canonical names; empty when there is none."""
    raw = read_front_matter(file.lines, report)
    return Entries(canonical_keys(raw or {}, known, report), report, readable=raw is not None)


def read_step(file: TextFile, kinds: Sequence[QuestionKind], base: LinkBase, report: Report) -> ReadStep:
    """The lesson or quiz of a file: `jenis` decides, and what `jenis` does not allow is reported."""
    silent = Report(file.path)
    peek = read_entries(file, QUIZ_KEYS, silent)
    wanted = fold(peek.text("jenis"))
    if not wanted or wanted in LESSON_WORDS:
        return _read_lesson(file, kinds, base, report)
    return _read_quiz(file, kinds, base, report)


def _read_lesson(file: TextFile, kinds: Sequence[QuestionKind], base: LinkBase, report: Report) -> ReadStep:
    entries = read_entries(file, LESSON_KEYS, report)
    body = read_body(file, report, base)
    parts = cut(body.lines)
    asked = {part.section.line for part in parts if part.is_question}
    text = [line for part in parts if part.section.line not in asked or part.level == 0 for line in _lines_of(part)]
    compiled = body.writer.page(text)
    blocks, questions = _questions([part.section for part in parts if part.is_question], "latihan", kinds, body.writer)
    body.writer.warn_unused()
    if not compiled.words:
        report.warn(entries.line("judul"), "materi ini belum berisi teks", "tulis isinya di bawah tanda --- yang kedua")
    minutes = (
        entries.minutes("durasi")
        or math.ceil(compiled.words / WORDS_PER_MINUTE) + len(questions) * MINUTES_PER_QUESTION
    )
    lesson = Lesson(
        key=file.stem,
        title=read_title(entries),
        minutes=max(minutes, 1),
        html=compiled.html,
        words=compiled.words,
        questions=questions,
    )
    return ReadStep(lesson, entries, report, body.writer, blocks)


def _lines_of(part: Part) -> tuple[Line, ...]:
    if part.level == 0:
        return part.section.lines
    return (Line(part.section.line, f"{'#' * part.level} {part.section.heading}"), *part.section.lines)


def _read_quiz(file: TextFile, kinds: Sequence[QuestionKind], base: LinkBase, report: Report) -> ReadStep:
    entries = read_entries(file, QUIZ_KEYS, report)
    mode = entries.choice("jenis", MODES, "kuis")
    body = read_body(file, report, base)
    parts = cut_quiz(body.lines)
    compiled = body.writer.page(parts[0].section.lines)
    sections = [part.section for part in parts if part.level >= 2]
    blocks, questions = _questions(sections, mode, kinds, body.writer)
    body.writer.warn_unused()
    if not sections:
        report.wrong(
            entries.line("jenis"),
            "kuis ini belum punya soal",
            "tulis tiap soal sebagai judul ##, lalu pilihannya `- [ ]` dan `- [x]`",
        )
    pools = read_pools(parts, blocks, {question.id for question in questions}, report)
    quiz = _quiz(file.stem, mode, entries, compiled.html, questions, pools)
    return ReadStep(quiz, entries, report, body.writer, blocks)


def _quiz(
    key: str, mode: Mode, entries: Entries, html: str, questions: tuple[Question, ...], pools: tuple[Pool, ...]
) -> Quiz:
    draw = entries.whole("ambil", 1, 1000, None)
    offered = asked_of(len(questions), pools)
    if draw is not None and draw > offered > 0:
        entries.report.wrong(
            entries.line("ambil"),
            f"`ambil: {draw}` melebihi jumlah soal ({offered})",
            "kurangi angkanya, atau tambah soal",
        )
    if mode in ("kuis", "ujian"):
        entries.text("nilai lulus", required=True, example="70")
    time_limit = entries.minutes("waktu")
    quiz = Quiz(
        key=key,
        title=read_title(entries),
        minutes=1,
        html=html,
        mode=mode,
        pass_mark=entries.percent("nilai lulus", 0),
        max_attempts=entries.whole("percobaan", 0, MOST_ATTEMPTS, 0) or 0,
        time_limit=time_limit,
        shuffle=entries.yes("acak", default=False),
        draw=draw,
        reveal=entries.choice("tampilkan kunci", REVEALS, _REVEAL_OF[mode]),
        questions=questions,
        pools=pools,
    )
    minutes = entries.minutes("durasi") or time_limit or quiz.asked * MINUTES_PER_QUESTION
    return replace(quiz, minutes=min(max(minutes, 1), LONGEST_MINUTES))


def _questions(
    sections: Sequence[Section], mode: Mode, kinds: Sequence[QuestionKind], writer: PageWriter
) -> tuple[tuple[QuestionBlock, ...], tuple[Question, ...]]:
    """The blocks of all sections, and the questions of those some kind reads."""
    blocks = tuple(read_block(section, mode=mode, writer=writer, report=writer.report) for section in sections)
    questions: list[Question] = []
    for block in blocks:
        kind = choose_kind(block, kinds)
        if kind is None:
            report_unread(block, kinds, writer.report)
            continue
        parsed = kind.parse(block)
        writer.report.take(parsed.findings)
        questions.append(Question(parsed.public, parsed.sealed))
    return blocks, tuple(questions)
