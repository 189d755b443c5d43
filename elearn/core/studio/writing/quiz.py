"""The text of a quiz ↔ its questions as a form shows them; one writer, and what it cannot write back stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from elearn.core.courses.parser.front_matter import body_start
from elearn.core.courses.parser.normalise import normalise
from elearn.core.courses.parser.sections import Part, cut_quiz
from elearn.core.questions.block import Property, short_digest
from elearn.core.questions.draft import Piece, read_draft
from elearn.core.questions.findings import Report
from elearn.core.questions.parser import read_block
from elearn.core.questions.properties import property_name, read_property_line
from elearn.core.questions.section import ID_COMMENT, Line

OWN_LINES = ("jawaban", "lengkapi")
"""Properties that take a whole line; the others share one."""
SHARED_LINE = ("kompetensi", "bobot", "materi", "tingkat", "label", "tipe", "nilai", "ambil")


@dataclass(frozen=True, slots=True)
class FormOption:
    """A box: `tick` is "", "x" or whole points; `feedback` Markdown."""

    tick: str = ""
    text: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as the form shows it, all of it Markdown; `level` is that of its heading, `id` "" for a new one."""

    prompt: str
    body: str = ""
    options: tuple[FormOption, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    explanation: str = ""
    id: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a quiz: its text as it stands from `line` on; `question` is None for what the form cannot show whole."""

    line: int
    title: str
    text: str
    question: FormQuestion | None
    is_group: bool


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz file: what stands before the first question, and its items in order."""

    head: str
    items: tuple[Item, ...]


class _Silent:
    """Renders nothing: ids are read, not pages."""

    def inline(self, text: str, line: int) -> str:
        return ""

    def block(self, text: str, line: int) -> str:
        return ""


def read_quiz(text: str) -> Quiz:
    """Takes a quiz apart; the pieces joined again are the text in normal form."""
    lines = normalise(text).rstrip("\n").split("\n")
    start = body_start(lines)
    parts = cut_quiz([Line(number, line) for number, line in enumerate(lines, 1) if number > start])
    begins = [part.section.line for part in parts if part.level]
    ends = [*begins[1:], len(lines) + 1][: len(begins)]
    head = "\n".join(lines[: begins[0] - 1] if begins else lines)
    pieces = zip((part for part in parts if part.level), begins, ends, strict=True)
    return Quiz(head, tuple(_item(part, "\n".join(lines[first - 1 : last - 1])) for part, first, last in pieces))


def write_quiz(quiz: Quiz) -> str:
    """The text of a quiz: its items with one blank line between them."""
    return (
        "\n\n".join(piece.strip("\n") for piece in (quiz.head, *(item.text for item in quiz.items)) if piece.strip())
        + "\n"
    )


def _item(part: Part, text: str) -> Item:
    section = part.section
    title = ID_COMMENT.sub("", section.heading).strip()
    if part.level == 1:
        return Item(section.line, title, text, None, is_group=True)
    question = _read(part)
    written = write_question(question)
    whole = _ink(text) == _ink(written) and read_question(written) == question
    return Item(section.line, title, text, question if whole else None, is_group=False)


def _read(part: Part) -> FormQuestion:
    section = part.section
    draft = read_draft(section, Report(""))
    options = (
        FormOption(option.tick, option.text, _text(piece))
        for option, piece in zip(draft.options, draft.feedback, strict=True)
    )
    return FormQuestion(
        prompt=ID_COMMENT.sub("", section.heading).strip(),
        body=draft.body.text.strip("\n"),
        options=tuple(options),
        properties={name: found.text for name, found in draft.properties.items()},
        hint=_text(draft.hint),
        explanation=_text(draft.explanation),
        id=read_block(section, mode="kuis", writer=_Silent(), report=Report("")).id,
        level=part.level,
    )


def _text(piece: Piece) -> str:
    return piece.text.strip("\n")


def read_question(text: str) -> FormQuestion | None:
    """The one question of a text; None when the text is anything else."""
    parts = cut_quiz([Line(number, line) for number, line in enumerate(normalise(text).rstrip("\n").split("\n"), 1)])
    questions = [part for part in parts if part.level]
    if len(questions) != 1 or questions[0].level < 2 or any(line.text.strip() for line in parts[0].section.lines):
        return None
    return _read(questions[0])


def write_question(question: FormQuestion) -> str:
    """The canonical text of a question."""
    shared = " · ".join(
        f"{n.capitalize()}: {question.properties[n]}" for n in SHARED_LINE if question.properties.get(n)
    )
    own = (f"{n.capitalize()}: {question.properties[n]}" for n in OWN_LINES if question.properties.get(n))
    heading = f"{'#' * question.level} {question.prompt}" + (f"\n<!-- id: {question.id} -->" if question.id else "")
    pieces = (
        heading,
        "\n\n".join(line for line in (shared, *own) if line),
        question.body,
        "\n".join(_option(option) for option in question.options),
        _aside("Petunjuk", question.hint),
        _aside("Pembahasan", question.explanation),
    )
    return "\n\n".join(piece for piece in pieces if piece.strip()) + "\n"


def _option(option: FormOption) -> str:
    line = f"- [{option.tick or ' '}] {option.text}".rstrip()
    return "\n".join([line, *(f"  > {said}".rstrip() for said in option.feedback.split("\n") if option.feedback)])


def _aside(name: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"> **{name}:** {first}", *(f"> {line}".rstrip() for line in rest)]) if text else ""


def _ink(text: str) -> Counter[str]:
    """Every letter and digit of a question but its id, properties under their canonical names: nothing may get lost."""
    ink: Counter[str] = Counter()
    for line in ID_COMMENT.sub("", normalise(text)).split("\n"):
        found: dict[str, Property] = {}
        report = Report("")
        if property_name(line) and not line.startswith("  "):
            read_property_line(1, line, found, report)
        if found and not report.findings():
            ink.update(mark for name, given in found.items() for mark in name + given.text if mark.isalnum())
        else:
            ink.update(mark for mark in line if mark.isalnum())
    return ink


def with_question(quiz: Quiz, place: int, question: FormQuestion) -> Quiz | None:
    """The quiz with the item at `place` (from 0; one past the end adds) written anew, its id made when it has none.

    None when the text of the question would be read as something else: it holds a heading, say, or a box in its body.
    """
    others = {item.question.id for number, item in enumerate(quiz.items) if item.question and number != place}
    others |= set(ID_COMMENT.findall("\n".join(item.text for item in quiz.items if item.question is None)))
    question = replace(question, id=question.id or _new_id(question.prompt, others))
    text = write_question(question)
    if read_question(text) != _plain(question):
        return None
    item = Item(0, question.prompt, text, question, is_group=False)
    return replace(quiz, items=(*quiz.items[:place], item, *quiz.items[place + 1 :]))


def _plain(question: FormQuestion) -> FormQuestion:
    """As reading gives it back: properties without value are not written."""
    return replace(question, properties={name: value for name, value in question.properties.items() if value})


def _new_id(prompt: str, taken: set[str]) -> str:
    number, found = 0, f"s-{short_digest(prompt)}"
    while found in taken:
        number += 1
        found = f"s-{short_digest(f'{number} {prompt}')}"
    return found


def moved(quiz: Quiz, place: int, by: int) -> Quiz:
    """The quiz with one item moved `by` places."""
    items = list(quiz.items)
    item = items.pop(place)
    items.insert(min(max(place + by, 0), len(items)), item)
    return replace(quiz, items=tuple(items))


def without(quiz: Quiz, place: int) -> Quiz:
    """The quiz without one item."""
    return replace(quiz, items=(*quiz.items[:place], *quiz.items[place + 1 :]))


def tidied(question: FormQuestion) -> FormQuestion:
    """A question as somebody typed it into the form: single lines made single, empty options left out."""
    options = (
        replace(option, text=_line(option.text), tick=option.tick.strip(), feedback=_block(option.feedback))
        for option in question.options
        if option.text.strip() or option.feedback.strip()
    )
    return replace(
        question,
        prompt=_line(question.prompt),
        body=_block(question.body),
        options=tuple(options),
        properties={name: _line(value) for name, value in question.properties.items()},
        hint=_block(question.hint),
        explanation=_block(question.explanation),
    )


def _line(text: str) -> str:
    return " ".join(normalise(text).split())


def _block(text: str) -> str:
    lines: Sequence[str] = normalise(text).split("\n")
    return re.sub(r"\A\n+|\s+\Z", "", "\n".join(line.rstrip() for line in lines))
