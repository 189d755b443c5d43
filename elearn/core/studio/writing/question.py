"""The text of one question ↔ its fields, all of them Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from elearn.core.courses.parser.normalise import normalise
from elearn.core.courses.parser.sections import Part, cut_quiz
from elearn.core.questions.block import Property
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


class _Silent:
    """Renders nothing: ids are read, not pages."""

    def inline(self, text: str, line: int) -> str:
        return ""

    def block(self, text: str, line: int) -> str:
        return ""


def read_question(text: str) -> FormQuestion | None:
    """The one question of a text; None when the text is anything else."""
    parts = cut_quiz([Line(number, line) for number, line in enumerate(normalise(text).rstrip("\n").split("\n"), 1)])
    questions = [part for part in parts if part.level]
    if len(questions) != 1 or questions[0].level < 2 or any(line.text.strip() for line in parts[0].section.lines):
        return None
    return _read(questions[0])


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


def begun(example: str) -> FormQuestion:
    """A new question as the example of its kind begins it."""
    found = read_question(f"## ?\n\n{example}\n") if example else None
    return replace(found, prompt="", id="") if found else FormQuestion("")


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


def ink_of(text: str) -> Counter[str]:
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
