"""Reads the lines of a question one after the other and puts each where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from elearn.kernel.markdown_source import follow_fence

from .block import Option, Property
from .findings import Report
from .properties import property_name, read_property_line, warn_misspelt
from .section import ID_COMMENT, OPTION, Line, Section, joined

_QUOTE = re.compile(r"\s*>\s?(.*)")
_ASIDE = re.compile(
    r"(?:\*\*|__)?\s*(petunjuk|hint|pembahasan|explanation)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:|:)\s*(.*)",
    re.IGNORECASE,
)
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_POINTS = re.compile(r"-?\d{1,3}")


@dataclass(slots=True)
class Piece:
    """Source lines that belong together."""

    lines: list[Line] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.lines[0].number if self.lines else 0

    @property
    def text(self) -> str:
        return joined(self.lines)


@dataclass(slots=True)
class Draft:
    """A question while its lines are read one after the other."""

    body: Piece = field(default_factory=Piece)
    hint: Piece = field(default_factory=Piece)
    explanation: Piece = field(default_factory=Piece)
    options: list[Option] = field(default_factory=list)
    feedback: list[Piece] = field(default_factory=list)
    properties: dict[str, Property] = field(default_factory=dict)
    quote: Piece | None = None
    fence: str = ""
    after_blank: bool = True


def read_draft(section: Section, report: Report) -> Draft:
    """All lines of a section, taken apart; what is wrong with one goes to `report`."""
    draft = Draft()
    for line in section.lines:
        _take(draft, replace(line, text=ID_COMMENT.sub("", line.text)), report)
    return draft


def _take(draft: Draft, line: Line, report: Report) -> None:
    """Put one line where it belongs."""
    text = line.text
    if _in_fence(draft, text):
        (draft.quote or draft.body).lines.append(line)
    elif not text.strip():
        draft.quote, draft.after_blank = None, True
        if draft.body.lines and not draft.options:
            draft.body.lines.append(line)
        return
    elif option := OPTION.fullmatch(text):
        _begin_option(draft, line, option[1].strip(), option[2] or "", report)
    elif quoted := _QUOTE.fullmatch(text):
        _take_quote(draft, Line(line.number, quoted[1]), line)
    elif property_name(text) and not text.startswith("  "):
        draft.quote = None
        read_property_line(line.number, text, draft.properties, report)
    else:
        _take_words(draft, line, report)
    draft.after_blank = False


def _in_fence(draft: Draft, text: str) -> bool:
    """Follow code fences: their lines are never options or properties."""
    if draft.options and not draft.fence:
        return False
    draft.fence, inside = follow_fence(draft.fence, text)
    return inside


def _begin_option(draft: Draft, line: Line, tick: str, words: str, report: Report) -> None:
    if tick not in ("", "x") and not _POINTS.fullmatch(tick):
        report.wrong(
            line.number, f"kotak [{tick}] tidak dikenal", "tulis [ ] untuk pilihan salah dan [x] untuk pilihan benar"
        )
        tick = ""
    draft.options.append(Option(line=line.number, tick=tick, text=words.strip(), html=""))
    draft.feedback.append(Piece())
    draft.quote = None


def _take_quote(draft: Draft, inner: Line, whole: Line) -> None:
    """A `>` line: hint, explanation, feedback of the option above, or (before any option) part of the body."""
    if aside := _ASIDE.match(inner.text):
        hint = aside[1].lower() in ("petunjuk", "hint")
        draft.quote = draft.hint if hint else draft.explanation
        draft.quote.lines.append(Line(inner.number, aside[2]))
    elif draft.quote is not None:
        draft.quote.lines.append(inner)
    elif draft.options:
        draft.quote = draft.feedback[-1]
        draft.quote.lines.append(inner)
    else:
        draft.body.lines.append(whole)


def _take_words(draft: Draft, line: Line, report: Report) -> None:
    """Plain words: body before the options; after them the continuation of what stands directly above."""
    if draft.quote is not None:
        draft.quote.lines.append(Line(line.number, line.text.strip()))
    elif not draft.options:
        warn_misspelt(line.number, line.text, report)
        draft.body.lines.append(line)
    elif not draft.after_blank or line.text.startswith("  "):
        last = draft.options[-1]
        draft.options[-1] = replace(last, text=f"{last.text} {line.text.strip()}".strip())
    elif not _RULE.fullmatch(line.text):
        report.warn(
            line.number,
            "teks setelah pilihan jawaban tidak ditampilkan",
            "pindahkan ke atas pilihan, atau tulis sebagai `> **Pembahasan:** …`",
        )
