"""Before Markdown is compiled: CommonMark's lists and tables in the form Python-Markdown reads, and where words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_FENCE_NAME = re.compile(r"\s*([A-Za-z0-9_+-]*)")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|[0-9]{1,9}[.)])(?P<gap> +|$)(?P<rest>.*)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})")
_TABLE_EDGE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_QUOTE = re.compile(r" {0,3}> ?")
_BLOCK_START = re.compile(r" {0,3}(?:#{1,6} |>|`{3}|~{3})")
_STARTS_ANEW = re.compile(r"\s*(?:[-*+] |[0-9]{1,9}[.)] |\||#{1,6} )")
_TOO_DEEP = re.compile(r" {60}|(?:\s*>){12}")
_DEEPEST_QUOTE = 8
_STEP = 4


def prepare(text: str, depth: int = 0) -> str:
    """The same document with lists indented by four and blank lines where Python-Markdown wants them."""
    result: list[str] = []
    lists = _Lists(result)
    fence = ""
    quoted: list[str] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not fence and depth < _DEEPEST_QUOTE and (quote := _QUOTE.match(line)):
            quoted.append(line[quote.end() :])
            continue
        _flush_quote(quoted, result, depth)
        was, (fence, inside) = fence, follow_fence(fence, line)
        if inside:
            lists.end()
            result.append(_fence_line(was, fence, line))
        else:
            lists.take(line, starts_table=index + 1 < len(lines) and "|" in line and _is_table_edge(lines[index + 1]))
    _flush_quote(quoted, result, depth)
    return "\n".join([*result, fence] if fence else result)


def _is_table_edge(line: str) -> bool:
    return "|" in line and _TABLE_EDGE.fullmatch(line.rstrip()) is not None


def _flush_quote(quoted: list[str], result: list[str], depth: int) -> None:
    if not quoted:
        return
    inner = prepare("\n".join(quoted), depth + 1)
    if result and result[-1].strip():
        result.append("")
    result.extend(f"> {line}".rstrip() for line in inner.split("\n"))
    quoted.clear()


def follow_fence(fence: str, line: str) -> tuple[str, bool]:
    """The open fence after this line, and whether the line belongs to code."""
    mark = _FENCE.match(line)
    if fence:
        closes = mark is not None and mark[1].startswith(fence) and not line.strip().strip(fence[0])
        return ("" if closes else fence), True
    return (mark[1], True) if mark else ("", False)


def _fence_line(was: str, fence: str, line: str) -> str:
    """A line of code; the opening and the closing line without indent and without all but the first word."""
    if was and fence:
        return line
    if was:
        return was
    named = _FENCE_NAME.match(line.strip()[len(fence) :])
    return fence + (named[1] if named else "")


@dataclass(frozen=True, slots=True)
class _Limit:
    """How much text is read: letters, and marks that may begin or end markup."""

    letters: int
    marks: int


_RUN = _Limit(letters=10_000, marks=400)
_TEXT = _Limit(letters=200_000, marks=20_000)
_MARKS = "[<`*_&\\"


@dataclass(frozen=True, slots=True)
class _Level:
    """An open list: the column where the content of its last item begins, and whether it is numbered."""

    column: int
    numbered: bool


@dataclass(slots=True)
class _Lists:
    """Re-indents list items by the column where the content of the item above begins."""

    result: list[str]
    levels: list[_Level] = field(default_factory=list)
    in_paragraph: bool = False

    def end(self) -> None:
        self.levels.clear()

    def take(self, line: str, *, starts_table: bool) -> None:
        item = _ITEM.fullmatch(line)
        if not line.strip():
            self.result.append("")
        elif item and not _RULE.fullmatch(line) and self._may_begin(item):
            self._item(item)
        else:
            self._words(line, starts_table=starts_table)

    @property
    def _after_blank(self) -> bool:
        return not self.result or not self.result[-1].strip()

    def _may_begin(self, item: re.Match[str]) -> bool:
        """Outside a list only `1.` interrupts a paragraph, and four spaces mean code."""
        if self.levels:
            return True
        if self._after_blank:
            return len(item["indent"]) < _STEP
        return item["marker"] in ("-", "*", "+", "1.", "1)") and bool(item["rest"])

    def _item(self, item: re.Match[str]) -> None:
        indent = len(item["indent"])
        numbered = item["marker"][0].isdigit()
        before = self._leave(indent)
        begins = before.numbered != numbered if before else not self.levels
        if (begins or self.in_paragraph) and not self._after_blank:
            self.result.append("")
        self.in_paragraph = False
        marker = item["marker"].replace(")", ".")
        self.result.append(f"{' ' * _STEP * len(self.levels)}{marker} {item['rest']}")
        gap = len(item["gap"]) if 1 <= len(item["gap"]) <= _STEP else 1
        self.levels.append(_Level(indent + len(item["marker"]) + gap, numbered))

    def _leave(self, indent: int) -> _Level | None:
        """Close the lists a line at this indent is no content of; the outermost of them, whose item it may follow."""
        closed = None
        while self.levels and indent < self.levels[-1].column:
            closed = self.levels.pop()
        return closed

    def _words(self, line: str, *, starts_table: bool) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self._after_blank or _BLOCK_START.match(line):
            self._leave(indent)
            self.in_paragraph = bool(self.levels)
        if starts_table and not self._after_blank:
            self.result.append("")
        if not self.levels:
            self.result.append(line)
            return
        beyond = max(indent - self.levels[-1].column, 0)
        self.result.append(" " * (_STEP * len(self.levels) + beyond) + line.lstrip(" "))


def knot_in(text: str) -> int | None:
    """Index of the line where text becomes so long or tangled that reading it would take time without bound.

    That is: 200,000 letters or 20,000 marks and lines in all; 10,000 letters or 400 marks without a blank line or a new
    item; a quote or list nested a dozen deep and more. Nothing a person writes comes near.
    """
    all_letters = all_marks = letters = marks = 0
    for index, line in enumerate(text.split("\n")):
        if not line.strip() or _STARTS_ANEW.match(line):
            letters = marks = 0
        marks_here = sum(map(line.count, _MARKS))
        letters += len(line)
        marks += marks_here
        all_letters += len(line)
        all_marks += marks_here + line.count("|") + 1
        too_much = letters > _RUN.letters or marks > _RUN.marks
        if too_much or all_letters > _TEXT.letters or all_marks > _TEXT.marks or _TOO_DEEP.match(line):
            return index
    return None


class Places:
    """Finds the line on which something was written: each further search for the same words finds the next place."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = _without_code(text)
        self._first_line = first_line
        self._after: dict[str, int] = {}

    def line_of(self, words: str) -> int:
        """The line of the next occurrence outside code, else of the last one, else the first line of the text."""
        start = self._after.get(words, 0)
        found = self._text.find(words, start) if words else -1
        if found < 0:
            found = max(start - len(words), 0)
        self._after[words] = found + len(words)
        return self._first_line + self._text.count("\n", 0, found)


def _without_code(text: str) -> str:
    """The text with fenced code and code spans blanked out, every line at its place."""
    lines = []
    fence = ""
    for line in text.split("\n"):
        fence, inside = follow_fence(fence, line)
        lines.append("" if inside else line)
    return re.sub(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", lambda span: " " * len(span[0]), "\n".join(lines))
