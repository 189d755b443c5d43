"""Finds the shapes a kind is read from inside the body of a question: a table, a numbered list, gaps in the text.

Every search looks outside fenced code only, and gives back the rest of the body with as many lines as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from elearn.kernel.markdown_source import follow_fence

from .block import blanked

GAP = re.compile(r"\[\[([^\[\]\n]+)\]\](?!\()")
_CODE = re.compile(r"\\[\\`]|(`+)(?!`).*?(?<!`)\1(?!`)")
"""Code in a line; an escaped mark, which begins none, is passed over with it."""
_EDGE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_CELL_END = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r" {0,3}[0-9]{1,3}[.)] +(\S.*)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or an item of a list (one cell), with its line in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found, and the body without it. `heads` are the headings of a table."""

    rows: tuple[Row, ...]
    rest: str
    heads: tuple[str, ...] = ()


def table_in(body: str, first_line: int) -> Piece | None:
    """The first table of a body; None when there is none."""
    lines = body.split("\n")
    plain = _plain(lines)
    for place in range(len(lines) - 1):
        is_table = plain[place] and plain[place + 1] and "|" in lines[place]
        if is_table and "|" in lines[place + 1] and _EDGE.fullmatch(lines[place + 1].rstrip()):
            end = place + 2
            while end < len(lines) and plain[end] and "|" in lines[end]:
                end += 1
            rows = tuple(Row(first_line + at, _cells(lines[at])) for at in range(place + 2, end))
            return Piece(rows, blanked(lines, place, end), _cells(lines[place]))
    return None


def list_in(body: str, first_line: int) -> Piece | None:
    """The first numbered list of a body; None when there is none. Items go on over indented lines."""
    lines = body.split("\n")
    plain = _plain(lines)
    starts = [place for place, line in enumerate(lines) if plain[place] and _NUMBERED.fullmatch(line)]
    if not starts:
        return None
    rows: list[Row] = []
    place = starts[0]
    while place < len(lines) and plain[place]:
        if item := _NUMBERED.fullmatch(lines[place]):
            rows.append(Row(first_line + place, (item[1].strip(),)))
        elif lines[place].startswith("  ") and lines[place].strip():
            last = rows.pop()
            rows.append(Row(last.line, (f"{last.cells[0]} {lines[place].strip()}",)))
        elif lines[place].strip():
            break
        place += 1
    return Piece(tuple(rows), blanked(lines, starts[0], place))


def has_gap(text: str) -> bool:
    """Whether a text has gaps, outside code."""
    lines = text.split("\n")
    return "[[" in text and any(
        plain and _replaced(line, lambda _: "") != line for line, plain in zip(lines, _plain(lines), strict=True)
    )


def replace_gaps(text: str, by: Callable[[str], str]) -> str:
    """The text with `by(what stands between the brackets)` in place of each gap, outside code."""
    lines = text.split("\n")
    plain = _plain(lines)
    return "\n".join(_replaced(line, by) if plain[at] else line for at, line in enumerate(lines))


def without_gaps(text: str) -> str:
    """A line of text that says nothing of what belongs into its gaps."""
    return _replaced(text, lambda _: "…")


def _replaced(line: str, by: Callable[[str], str]) -> str:
    result, done = "", 0
    for code in _CODE.finditer(line):
        result += GAP.sub(lambda gap: by(gap[1]), line[done : code.start()]) + code[0]
        done = code.end()
    return result + GAP.sub(lambda gap: by(gap[1]), line[done:])


def _plain(lines: Sequence[str]) -> list[bool]:
    """Whether each line stands outside fenced code."""
    fence, result = "", []
    for line in lines:
        fence, inside = follow_fence(fence, line)
        result.append(not inside)
    return result


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|")
    parts = _CELL_END.split(bare)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(part.strip().replace("\\|", "|") for part in parts)
