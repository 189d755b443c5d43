"""A course's questions as they stand on paper: plain blocks that a word processor or a typesetter can set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from elearn.kernel.markdown import compile_markdown

from .items import Amount, Boxes, Essay, Gaps, Item, Ordering, Pairs, Verdict, Words
from .manuscripts import Asked, CourseText, undrawn
from .report import Line, carried
from .safe_xml import Element, fragment, name_of
from .writing import FALSE, TRUE, number_text

_GAP = re.compile(r"\[\[[^\[\]\n]+\]\](?!\()")
_BLANK = "……………"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, or a picture by its path (`text` is then its alternative)."""

    text: str
    bold: bool = False
    italic: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table by its cells. `mark` stands before it ("1.", "A."), `level` is its indent."""

    kind: Literal["title", "heading", "text", "question", "option", "code", "table", "lines"]
    pieces: tuple[Piece, ...] = ()
    mark: str = ""
    level: int = 0
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """All blocks of a course, its key one by one (number, answer, explanation), and what became of each question."""

    title: str
    blocks: tuple[Block, ...]
    key: tuple[tuple[str, str, tuple[Block, ...]], ...]
    report: tuple[Line, ...]


def set_paper(course: CourseText) -> Paper:
    """Every quiz of the course, its questions numbered through."""
    blocks, report = [Block("title", (Piece(course.title),))], list[Line]()
    key = list[tuple[str, str, tuple[Block, ...]]]()
    number = 0
    for step in course.steps:
        if not step.mode:
            if step.text:
                report.append(
                    Line(step.title, f"{step.key}.md", "ditolak", "materi tidak ikut: lembar ini hanya memuat soal")
                )
            continue
        report.extend(undrawn(step))
        blocks += [Block("heading", (Piece(step.title),)), *blocks_of(step.text)]
        for asked in step.asked:
            if asked.item is None:
                report.append(Line(asked.name, asked.position, "ditolak", asked.losses[0]))
                continue
            number += 1
            blocks += _question(number, asked.item)
            key.append((f"{number}.", answer_of(asked.item), blocks_of(asked.item.explanation)))
            report.append(_line(asked))
    return Paper(course.title, tuple(blocks), tuple(key), tuple(report))


def _line(asked: Asked) -> Line:
    losses = list(asked.losses)
    if asked.item is not None:
        losses += ["umpan balik tiap pilihan tidak dicetak"] if _has_feedback(asked.item) else []
        losses += ["petunjuk tidak dicetak"] if asked.item.hint else []
    return carried(asked.name, asked.position, losses)


def _has_feedback(item: Item) -> bool:
    match item.shape:
        case Boxes(options=options):
            return any(option.feedback for option in options)
        case Verdict(if_true=if_true, if_false=if_false):
            return bool(if_true or if_false)
        case _:
            return False


def _question(number: int, item: Item) -> Iterator[Block]:
    yield from _asking(number, item)
    yield from _answering(item)


def _asking(number: int, item: Item) -> Iterator[Block]:
    prompt, body = item.prompt, item.body
    if isinstance(item.shape, Gaps):
        prompt, body = _GAP.sub(_BLANK, prompt), _GAP.sub(_BLANK, body)
    yield Block("question", pieces_of(prompt), f"{number}.")
    yield from (replace(one, level=one.level + 1) for one in blocks_of(body))


def _answering(item: Item) -> Iterator[Block]:
    match item.shape:
        case Boxes(options=options):
            for place, option in enumerate(options):
                yield Block("option", pieces_of(option.text), f"{chr(ord('A') + place)}.", 1)
        case Verdict():
            yield from (Block("option", (Piece(word),), f"{mark}.", 1) for mark, word in (("A", TRUE), ("B", FALSE)))
        case Pairs(pairs=pairs):
            right = sorted(pair[1] for pair in pairs)
            left = [pair[0] for pair in pairs if pair[0]]
            rows = [
                (f"{_BLANK} {left[place]}" if place < len(left) else "", right[place]) for place in range(len(right))
            ]
            yield Block("table", level=1, rows=tuple(tuple(pieces_of(cell) for cell in row) for row in rows))
        case Ordering(lines=lines):
            for line in sorted(lines):
                yield Block("option", (Piece(f"{_BLANK} "), *pieces_of(line)), "", 1)
        case Essay(most=most):
            yield Block("lines", level=1, mark=str(min(max((most or 100) // 15, 4), 25)))
        case Amount() | Words():
            yield Block("lines", level=1, mark="1")
        case Gaps():
            pass


def answer_of(item: Item) -> str:  # noqa: PLR0911  # one for each shape
    """The right answer in words."""
    match item.shape:
        case Boxes(scored=True, options=options):
            return ", ".join(f"{chr(65 + place)} = {option.points}" for place, option in enumerate(options))
        case Boxes(options=options):
            return ", ".join(chr(65 + place) for place, option in enumerate(options) if option.right) or "–"
        case Verdict(right=right):
            return "A (Benar)" if right else "B (Salah)"
        case Amount() as amount:
            return number_text(amount)
        case Words(accepted=accepted):
            return " / ".join(accepted)
        case Pairs(pairs=pairs):
            return "; ".join(f"{words_of(left)} → {words_of(right)}" for left, right in pairs if left)
        case Ordering(lines=lines):
            return " → ".join(words_of(line) for line in lines)
        case Gaps():
            return "; ".join(found[2:-2].strip() for found in _GAP.findall(f"{item.prompt}\n{item.body}"))
        case Essay():
            return "uraian"


def words_of(markdown: str) -> str:
    """A line without its look."""
    return "".join(piece.text for piece in pieces_of(markdown))


def pieces_of(markdown: str) -> tuple[Piece, ...]:
    """A line of Markdown as pieces."""
    return tuple(_pieces(fragment(compile_markdown(markdown, inline=True).html or " ")))


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Markdown as blocks."""
    return tuple(_blocks(fragment(compile_markdown(markdown).html), 0)) if markdown.strip() else ()


def _pieces(element: Element, *, bold: bool = False, italic: bool = False) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, bold, italic)
    for child in element:
        name = name_of(child)
        if name == "img":
            yield Piece(child.get("alt") or "", picture=child.get("src") or "")
        elif name == "br":
            yield Piece("\n")
        else:
            yield from _pieces(child, bold=bold or name in ("strong", "th"), italic=italic or name == "em")
        if child.tail:
            yield Piece(child.tail, bold, italic)


def _blocks(element: Element, level: int, mark: str = "") -> Iterator[Block]:
    for child in element:
        name = name_of(child)
        if name in ("ul", "ol"):
            for number, item in enumerate(child, 1):
                yield from _item(item, level, f"{number}." if name == "ol" else "•")
        elif name == "pre":
            yield Block("code", (Piece("".join(child.itertext()).rstrip("\n")),), level=level)
        elif name == "table":
            rows = tuple(tuple(tuple(_pieces(cell)) for cell in row) for row in child.iter("tr"))
            yield Block("table", level=level, rows=rows)
        elif name in ("div", "blockquote", "aside", "figure", "dl"):
            yield from _blocks(child, level + (name == "blockquote"))
        else:
            pieces = tuple(_pieces(child, bold=name.startswith("h") and name[1:].isdecimal()))
            if pieces or name == "img":
                yield Block(
                    "text", pieces or (Piece(child.get("alt") or "", picture=child.get("src") or ""),), mark, level
                )


def _item(item: Element, level: int, mark: str) -> Iterator[Block]:
    inner = [child for child in item if name_of(child) in ("p", "ul", "ol", "pre", "table", "blockquote")]
    if inner and name_of(inner[0]) == "p":
        yield Block("text", tuple(_pieces(inner[0])), mark, level + 1)
        item.remove(inner[0])
        yield from _blocks(item, level + 1)
        return
    nested = [child for child in inner if name_of(child) in ("ul", "ol")]
    for child in nested:
        item.remove(child)
    yield Block("text", tuple(_pieces(item)), mark, level + 1)
    for child in nested:
        holder = fragment("")
        holder.append(child)
        yield from _blocks(holder, level + 1)
