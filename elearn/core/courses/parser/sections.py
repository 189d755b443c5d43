"""Cuts the body of a file at its headings and finds its footnotes; line numbers stay those of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elearn.core.questions.findings import Report
from elearn.core.questions.section import Line, Section, starts_question
from elearn.kernel.markdown_source import follow_fence

_HEADING = re.compile(r" {0,3}(#{1,6}) (.*?)(?: #+)?")
_NOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:(.*)")
_CITED = re.compile(r"\[\^([^\]\n]+)\](?!\s*:)")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what is below it; `level` 1..6, 0 for what stands before the first heading."""

    level: int
    section: Section

    @property
    def is_question(self) -> bool:
        """By its shape: the rule for lessons, where most headings are no questions."""
        return self.level >= 2 and starts_question(self.section.lines)


def outside_code(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line and whether it stands outside fenced code."""
    fence = ""
    for line in lines:
        fence, inside = follow_fence(fence, line.text)
        yield line, not inside


def cut(lines: Sequence[Line]) -> list[Part]:
    """The parts of a body in their order; the first is what stands before any heading."""
    heads: list[tuple[int, int, str]] = [(0, lines[0].number if lines else 1, "")]
    bodies: list[list[Line]] = [[]]
    for line, is_text in outside_code(lines):
        heading = _HEADING.fullmatch(line.text) if is_text else None
        if heading:
            heads.append((len(heading[1]), line.number, heading[2].strip()))
            bodies.append([])
        else:
            bodies[-1].append(line)
    return [
        Part(level, Section(number, words, tuple(body)))
        for (level, number, words), body in zip(heads, bodies, strict=True)
    ]


def cut_quiz(lines: Sequence[Line]) -> list[Part]:
    """As `cut`, but `###` and below that are no questions themselves stay inside the question above."""
    parts: list[Part] = []
    for part in cut(lines):
        if part.level <= 2 or part.is_question or parts[-1].level == 0:
            parts.append(part)
            continue
        above = parts.pop()
        heading = Line(part.section.line, f"{'#' * part.level} {part.section.heading}")
        inside = (*above.section.lines, heading, *part.section.lines)
        parts.append(Part(above.level, Section(above.section.line, above.section.heading, inside)))
    return parts


def take_notes(lines: Sequence[Line], report: Report) -> tuple[dict[str, list[Line]], list[Line]]:
    """The lines of each footnote by its key, and the lines without footnotes."""
    notes: dict[str, list[Line]] = {}
    rest: list[Line] = []
    current: list[Line] = []
    for line, is_text in outside_code(lines):
        begins = _NOTE.fullmatch(line.text) if is_text else None
        if begins:
            current = [line]
            if begins[1] in notes:
                report.wrong(
                    line.number, f"catatan kaki [^{begins[1]}] ditulis dua kali", "hapus salah satu, atau ganti namanya"
                )
            notes.setdefault(begins[1], current)
        elif current and _continues(current[-1].text, line.text):
            current.append(line)
        else:
            current = []
            rest.append(line)
    return notes, rest


def _continues(above: str, text: str) -> bool:
    """A blank or indented line belongs to the footnote above, and so does a plain line directly below."""
    if not text.strip() or text.startswith("    "):
        return True
    return bool(above.strip()) and not text.lstrip().startswith(("#", ">", "- ", "* ", "|", "`", "~"))


def cited(text: str) -> list[str]:
    """The keys of the footnotes a text names, each once, in order."""
    return list(dict.fromkeys(_CITED.findall(text)))
