"""A course of ours as the exporters see it: its texts as Markdown, its questions as items, its pictures as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from elearn.core.courses.parser.assets import read_assets
from elearn.core.courses.parser.fields import COURSE_KEYS, LESSON_KEYS, LESSON_WORDS, QUIZ_KEYS
from elearn.core.courses.parser.folder import COURSE_FILE, TextFile, list_folder, read_text
from elearn.core.courses.parser.front_matter import body_start
from elearn.core.courses.parser.pools import drawn_of
from elearn.core.courses.parser.sections import Part, cut, cut_quiz, take_notes
from elearn.core.courses.parser.steps import read_entries
from elearn.core.courses.parser.values import Entries
from elearn.core.questions.block import QuestionBlock, fold
from elearn.core.questions.findings import Report
from elearn.core.questions.parser import read_block
from elearn.core.questions.pieces import has_gap, list_in, table_in
from elearn.core.questions.quantity import looks_like_quantity, parse_quantity, split_tolerance
from elearn.core.questions.section import Line as SourceLine
from elearn.core.questions.section import joined
from elearn.core.questions.short import ShortAnswer, read_key
from elearn.kernel.errors import Invalid

from .footnotes import Notes, told
from .items import Amount, Boxes, Essay, Gaps, Item, Option, Ordering, Pairs, Shape, Verdict, Words
from .report import Line

_BOUNDS = re.compile(r"([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*(?:kata|words?)")
_AT_LEAST = re.compile(r"(?:min|minimal|paling sedikit|sedikitnya|at least)\b")
_WHOLE = frozenset({"penuh", "full", "whole"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a course, where it stands (`03-kuis.md:14`), and what of it no item can hold."""

    item: Item | None
    name: str
    position: str
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepText:
    """A lesson or quiz. `text` is the lesson, or the words above a quiz's first question; `mode` "" for a lesson.

    `groups` are the questions under each `#` heading, in order; "" names those before the first. `draws` say how many of a
    group are drawn for each attempt, where not all are.
    """

    key: str
    title: str
    text: str
    mode: str = ""
    groups: tuple[tuple[str, tuple[Asked, ...]], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    draws: Mapping[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for _, group in self.groups for one in group)


@dataclass(frozen=True, slots=True)
class CourseText:
    """A course with its steps in order; `files` are the pictures and files by path (`aset/…`)."""

    slug: str
    title: str
    summary: str
    language: str
    introduction: str
    steps: tuple[StepText, ...]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


class _Verbatim:
    """Writes Markdown as itself: a question read with it keeps its source."""

    def inline(self, text: str, _line: int) -> str:
        return text.strip()

    def block(self, text: str, _line: int) -> str:
        return text.strip("\n")


def read_course_text(folder: Path, slug: str = "") -> CourseText:
    """The course in a folder; faults are the check's business, here every question that can be read is read.

    Raises Invalid when it is no course folder.
    """
    silent = Report(COURSE_FILE)
    listing = list_folder(folder, silent)
    head = read_text(folder, COURSE_FILE, silent) if listing.has_course_file else None
    if head is None:
        raise Invalid(
            f"{folder} bukan folder pelatihan: tidak ada {COURSE_FILE} di dalamnya. Periksa alamat foldernya."
        )
    entries = read_entries(head, COURSE_KEYS, silent)
    files = [file for name in listing.steps if (file := read_text(folder, name, silent)) is not None]
    shelf, _ = read_assets(folder)
    return CourseText(
        slug=slug or folder.resolve().name,
        title=entries.text("judul") or folder.resolve().name,
        summary=entries.text("ringkasan"),
        language=entries.text("bahasa") or "id",
        introduction="\n".join(head.lines[body_start(head.lines) :]).strip("\n"),
        steps=tuple(_step(file) for file in files),
        files={asset.path: asset.content for asset in shelf.assets},
        texts={file.path: file.text for file in (head, *files)},
    )


def _step(file: TextFile) -> StepText:
    silent = Report(file.path)
    entries = read_entries(file, QUIZ_KEYS, silent)
    mode = fold(entries.text("jenis"))
    start = body_start(file.lines)
    lines = [SourceLine(number, text) for number, text in enumerate(file.lines, 1) if number > start]
    if not mode or mode in LESSON_WORDS:
        return _lesson(file, read_entries(file, LESSON_KEYS, silent), lines)
    notes, rest = take_notes(lines, silent)
    parts = cut_quiz(rest)
    return StepText(
        key=file.stem,
        title=entries.text("judul") or file.stem,
        text=joined(parts[0].section.lines).strip("\n"),
        mode=mode,
        groups=tuple(_groups(file.path, mode, parts, notes)),
        settings=tuple((name, entries.text(name)) for name in entries.values if name not in ("judul", "jenis")),
        draws={part.section.heading: draw for part in parts if part.level == 1 and (draw := drawn_of(part, silent)[0])},
    )


def _lesson(file: TextFile, entries: Entries, lines: Sequence[SourceLine]) -> StepText:
    notes, rest = take_notes(lines, Report(file.path))
    parts = cut(rest)
    text = [line for part in parts if not part.is_question for line in _lines_of(part)]
    text += [line for note in notes.values() for line in (SourceLine(0, ""), *note)]
    questions = tuple(_asked(file.path, "latihan", part, notes) for part in parts if part.is_question)
    groups = (("", questions),) if questions else ()
    return StepText(file.stem, entries.text("judul") or file.stem, joined(text).strip("\n"), groups=groups)


def _lines_of(part: Part) -> tuple[SourceLine, ...]:
    if part.level == 0:
        return part.section.lines
    return (SourceLine(part.section.line, f"{'#' * part.level} {part.section.heading}"), *part.section.lines)


def _groups(path: str, mode: str, parts: Sequence[Part], notes: Notes) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    name, asked = "", list[Asked]()
    for part in parts[1:]:
        if part.level == 1:
            if asked:
                yield name, tuple(asked)
            name, asked = part.section.heading, []
        else:
            asked.append(_asked(path, mode, part, notes))
    if asked:
        yield name, tuple(asked)


def _asked(path: str, mode: str, part: Part, notes: Notes) -> Asked:
    block = read_block(part.section, mode=mode, writer=_Verbatim(), report=Report(path))
    position = f"{path}:{block.line}"
    shape, body = _shape(block)
    if shape is None:
        return Asked(None, block.prompt, position, ("jenis soal ini tidak dikenal penukar",))
    item = Item(
        shape=shape,
        prompt=block.prompt,
        body=body.strip("\n"),
        id=block.id,
        weight=block.weight,
        hint=block.hint_html,
        explanation=block.explanation_html,
        competency="/".join(map(str, block.competency)) if block.competency else "",
        lesson=block.lesson,
        level=block.level,
        label=block.label,
    )
    item, losses = told(item, notes)
    return Asked(item, block.prompt, position, losses)


def _shape(block: QuestionBlock) -> tuple[Shape | None, str]:  # noqa: PLR0911  # one for each shape
    """The shape, and the body without what the shape took out of it."""
    answer = block.properties.get("jawaban")
    if block.fence is not None:
        return None, block.body
    if block.options:
        return _boxes(block), block.body
    if answer is not None and block.kind_wanted in ShortAnswer.titles:
        return _words(answer.text), block.body
    if answer is not None and block.is_essay:
        return _essay(block, fold(answer.text))
    if answer is not None and looks_like_quantity(answer.text):
        return _amount(answer.text), block.body
    if answer is not None:
        return _words(answer.text), block.body
    return _from_body(block)


def _words(text: str) -> Shape:
    key = read_key(text)
    return Words(tuple(key.accepted), key.keep_case)


def _from_body(block: QuestionBlock) -> tuple[Shape | None, str]:
    if filled := block.properties.get("lengkapi"):
        return Gaps(), f"{block.body.strip()}\n\n{filled.text}".strip()
    if has_gap(block.prompt) or has_gap(block.body):
        return Gaps(), block.body
    table = table_in(block.body, 1)
    if table is not None and len(table.heads) == 2:
        pairs = tuple((row.cells[0], row.cells[1]) for row in table.rows if len(row.cells) == 2)
        return Pairs(pairs), _closed_up(table.rest)
    listed = list_in(block.body, 1)
    if listed is not None and len(listed.rows) > 1:
        return Ordering(tuple(row.cells[0] for row in listed.rows)), _closed_up(listed.rest)
    return None, block.body


def _boxes(block: QuestionBlock) -> Shape:
    if block.is_true_false and not block.has_points and len(block.ticked) == 1:
        true, false = sorted(block.options, key=lambda option: fold(option.text).rstrip(".") not in ("benar", "true"))
        return Verdict(true.right, true.feedback_html, false.feedback_html)
    marking = block.properties.get("nilai")
    return Boxes(
        tuple(
            Option(one.text, one.right, int(one.tick) if one.tick not in ("", "x") else 0, one.feedback_html)
            for one in block.options
        ),
        whole=marking is not None and fold(marking.text) in _WHOLE,
        scored=block.has_points,
    )


def _amount(text: str) -> Shape:
    number, allowed = split_tolerance(text)
    value, margin = parse_quantity(number), parse_quantity(allowed) if allowed else None
    unit = (value.unit if value else "") or (margin.unit if margin else "")
    return Amount(value.value if value else Fraction(0), margin.value if margin else Fraction(0), unit)


def _essay(block: QuestionBlock, asked: str) -> tuple[Shape, str]:
    found = _BOUNDS.search(asked)
    low, high = (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)
    if found and high is None and not _AT_LEAST.search(asked):
        low, high = None, low
    table = table_in(block.body, 1)
    if table is None:
        return Essay(low or None, high), block.body
    rest = table.rest.split("\n")
    rubric = [line for line, kept in zip(block.body.split("\n"), rest, strict=True) if line != kept]
    return Essay(low or None, high, "\n".join(rubric)), _closed_up(table.rest)


def _closed_up(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def left_behind(step: StepText, *, draws: bool = True) -> Iterator[Line]:
    """What of a step a bank of questions cannot hold; `draws` when it cannot hold how many of a group are drawn."""
    place = f"{step.key}.md"
    if not step.mode and step.text:
        yield Line(step.title, place, "ditolak", "materi tidak ikut: bentuk ini hanya memuat soal")
        return
    names = [*(name for name, value in step.settings if value), *(["teks pengantar"] if step.text else [])]
    if names:
        yield Line(step.title, place, "sebagian", f"soal ikut; pengaturan kuis tidak: {', '.join(names)}")
    if draws:
        yield from undrawn(step)


def undrawn(step: StepText) -> Iterator[Line]:
    """The groups all of whose questions come along, however few are drawn of them here."""
    for group, draw in step.draws.items():
        yield Line(group, f"{step.key}.md", "sebagian", f"semua soal kelompok ini ikut; `Ambil: {draw}` tidak")
