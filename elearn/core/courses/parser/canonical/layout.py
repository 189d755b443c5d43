"""The questions of a file: where they stand, which have no id yet, and how their feedback is set below the options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elearn.core.questions.draft import Draft, read_draft
from elearn.core.questions.findings import Report
from elearn.core.questions.parser import without_id, written_id
from elearn.core.questions.section import Line, Section
from elearn.kernel.markdown_source import follow_fence

from ..folder import TextFile, is_course_file
from ..front_matter import body_start
from ..sections import cut, cut_quiz, take_notes
from ..steps import is_quiz
from .change import Change, Row

Meaning = list[tuple[str, list[object]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a file: its heading's words, the row of the heading, its written id ("" when it has none)."""

    heading: str
    place: int
    id: str
    section: Section


def questions_of(path: str, rows: Sequence[Row]) -> list[Asked]:
    """All questions in their order, found just as the parser finds them; lines are numbered by row, from 1."""
    if is_course_file(path):
        return []
    file = TextFile(path, "\n".join(row.text for row in rows))
    start = body_start(file.lines)
    _, lines = take_notes(
        [Line(number, text) for number, text in enumerate(file.lines, 1) if number > start], Report(path)
    )
    quiz = is_quiz(file)
    parts = cut_quiz(lines) if quiz else cut(lines)
    wanted = (part.section for part in parts if (part.level >= 2 if quiz else part.is_question))
    return [Asked(without_id(one.heading), one.line - 1, written_id(one), one) for one in wanted]


def meaning(path: str, rows: Sequence[Row]) -> Meaning:
    """What the parser reads from the questions, ids and places apart: the canonical form must leave it as it is."""
    return [(asked.heading, _parts(read_draft(asked.section, Report(path)))) for asked in questions_of(path, rows)]


def _parts(draft: Draft) -> list[object]:
    pieces = (draft.body, draft.hint, draft.explanation, *draft.feedback)
    return [
        [
            line.text
            for piece in pieces
            for line in (*piece.lines, Line(0, ""))
            if line.text.strip() or line.number == 0
        ],
        [(option.tick, option.text) for option in draft.options],
        sorted((name, given.text) for name, given in draft.properties.items()),
    ]


def set_feedback(path: str, rows: list[Row]) -> list[Change]:
    """Indents the feedback of every option below it."""
    changes = []
    for asked in questions_of(path, rows):
        draft = read_draft(asked.section, Report(path))
        for option, piece in zip(draft.options, draft.feedback, strict=True):
            indent = _indent(rows[option.line - 1].text) + 2
            for line in piece.lines:
                row = rows[line.number - 1]
                quote = row.text.lstrip(" ")
                if quote.startswith(">") and row.text != " " * indent + quote:
                    rows[line.number - 1] = Row(row.number, " " * indent + quote)
                    changes.append(Change(row.number, "letak umpan balik", row.text, rows[line.number - 1].text))
    return changes


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def close_gaps(path: str, rows: list[Row]) -> list[Change]:
    """Leaves one blank line where several stand between the options of a question."""
    gaps = sorted(place for asked in questions_of(path, rows) for place in _gaps(asked, rows))
    changes = [Change(rows[place].number, "baris kosong di antara pilihan dihapus") for place in gaps]
    for place in reversed(gaps):
        del rows[place]
    return changes


def _gaps(asked: Asked, rows: Sequence[Row]) -> Iterator[int]:
    options = read_draft(asked.section, Report("")).options
    if len(options) < 2:
        return
    fence, blank_before = "", False
    for place in range(options[0].line, options[-1].line):
        text = rows[place].text
        fence, inside = follow_fence(fence, text)
        is_blank = not text.strip() and not inside
        if is_blank and blank_before:
            yield place
        blank_before = is_blank
