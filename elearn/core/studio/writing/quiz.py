"""The text of a quiz or lesson ↔ its questions; what the form cannot write back whole stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from elearn.core.courses.parser.folder import TextFile
from elearn.core.courses.parser.front_matter import body_start
from elearn.core.courses.parser.normalise import normalise
from elearn.core.courses.parser.sections import Part, cut, cut_quiz, take_notes
from elearn.core.courses.parser.steps import is_quiz
from elearn.core.questions.block import short_digest
from elearn.core.questions.findings import Report
from elearn.core.questions.section import ID_COMMENT, Line

from .question import FormQuestion, ink_of, read_question, write_question


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a file: its text as it stands from `line` on; `question` is None for what the form cannot show whole.

    A group (its heading in a quiz) and prose (between the questions of a lesson) are no questions at all.
    """

    line: int
    title: str
    text: str
    question: FormQuestion | None
    is_group: bool = False
    is_prose: bool = False

    @property
    def asks(self) -> bool:
        return not (self.is_group or self.is_prose)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz or lesson: what stands before the first question, its items in order, and the footnotes at its end."""

    head: str
    items: tuple[Item, ...]
    notes: str = ""
    is_lesson: bool = False


def read_file(text: str) -> Quiz:
    """Takes a quiz, or a lesson with its check questions, apart; `jenis` decides which of them it is."""
    return read_quiz(text, is_lesson=not is_quiz(TextFile("", normalise(text))))


def read_quiz(text: str, *, is_lesson: bool = False) -> Quiz:
    """Takes a file apart; the pieces joined again are the text in normal form."""
    lines = normalise(text).rstrip("\n").split("\n")
    start = body_start(lines)
    body = [Line(number, line) for number, line in enumerate(lines, 1) if number > start]
    parts = _asked(cut(body)) if is_lesson else [part for part in cut_quiz(body) if part.level]
    begins = [part.section.line for part in parts]
    end = _notes_begin(body, begins[-1]) if begins else len(lines) + 1
    ends = [*begins, end][1:] if begins else []
    head = "\n".join(lines[: begins[0] - 1] if begins else lines)
    pieces = zip(parts, begins, ends, strict=True)
    items = tuple(_item(part, "\n".join(lines[first - 1 : last - 1]), is_lesson) for part, first, last in pieces)
    return Quiz(head, items, "\n".join(lines[end - 1 :]), is_lesson)


def _asked(parts: Sequence[Part]) -> list[Part]:
    """The questions of a lesson, and the first heading of each stretch of prose below one."""
    kept: list[Part] = []
    for part in parts:
        if part.is_question or (kept and kept[-1].is_question):
            kept.append(part)
    return kept


def _notes_begin(body: Sequence[Line], after: int) -> int:
    """The first line of the footnotes that end a file, below line `after`; the line past the end when there are none."""
    notes = {line.number for note in take_notes(body, Report(""))[0].values() for line in note}
    first = body[-1].number + 1
    for line in reversed(body):
        if line.number <= after or (line.text.strip() and line.number not in notes):
            break
        first = line.number if line.number in notes and line.text.strip() else first
    return first


def write_quiz(quiz: Quiz) -> str:
    """The text of a file: its items with one blank line between them."""
    pieces = (quiz.head, *(item.text for item in quiz.items), quiz.notes)
    return "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip()) + "\n"


def _item(part: Part, text: str, is_lesson: bool) -> Item:
    section = part.section
    title = ID_COMMENT.sub("", section.heading).strip()
    if part.level == 1 or (is_lesson and not part.is_question):
        return Item(section.line, title, text, None, is_group=not is_lesson, is_prose=is_lesson)
    question = read_question(text) or FormQuestion("")
    whole = ink_of(text) == ink_of(write_question(question)) and read_question(write_question(question)) == question
    return Item(section.line, title, text, question if whole else None)


def with_question(quiz: Quiz, place: int, question: FormQuestion) -> Quiz | None:
    """The quiz with the item at `place` (from 0; one past the end adds) written anew, its id made when it has none.

    None when the text of the question would be read as something else: it holds a heading, say, or a box in its body.
    """
    others = {item.question.id for number, item in enumerate(quiz.items) if item.question and number != place}
    others |= set(ID_COMMENT.findall("\n".join(item.text for item in quiz.items if item.question is None)))
    question = replace(question, id=question.id or _new_id(question.prompt, others))
    text = write_question(question)
    if read_question(text) != _plain(question) or (quiz.is_lesson and not is_one_of_a_lesson(text)):
        return None
    item = Item(0, question.prompt, text, question)
    return replace(quiz, items=(*quiz.items[:place], item, *quiz.items[place + 1 :]))


def is_one_of_a_lesson(text: str) -> bool:
    """Whether a lesson would read the text as one question: by its shape, and without a heading inside."""
    parts = cut([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    return [part.is_question for part in parts] == [False, True]


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
