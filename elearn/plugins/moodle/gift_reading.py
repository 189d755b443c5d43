"""GIFT in: questions between blank lines, their answers in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Entry, Gaps, Item, Passage
from elearn.core.exchange.marks import inline, split_prompt

from . import gift_answers
from .gift_text import block, hide, show
from .tags import tagged

_CATEGORY = re.compile(r"\$CATEGORY:\s*(.+)")
_NAME = re.compile(r"::(.*?)::", re.DOTALL)
_BEGINS = re.compile(r"\s*(?:::.*?::|\$CATEGORY:)")
_REMARK = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_MARK = re.compile(r"(?<!\\)\{.*?(?<!\\)[=~#TF].*?(?<!\\)\}|(?<!\\)\{\s*\}", re.DOTALL)


def recognises(source: Source) -> bool:
    """Text with answers in braces; XML, JSON and archives are not."""
    head = source.content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head or head[:1] in (b"<", b"[", b"P") or b"\0" in head or head.startswith((b'{"', b"---", b"\xd0\xcf")):
        return False
    text = source.text()
    return _MARK.search(text) is not None or _CATEGORY.search(text) is not None


@dataclass(slots=True)
class _Piece:
    """The lines of one question; `number` is the line of its first."""

    number: int
    lines: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def read(source: Source) -> Iterator[Entry]:
    """One entry per question, under the category named last."""
    category: tuple[str, ...] = ()
    for piece in _pieces(source.text()):
        text = "\n".join(piece.lines)
        if found := _CATEGORY.match(text.strip()):
            names = [part.strip() for part in re.split(r"(?<!/)/(?!/)", found[1])]
            category = tuple(name for name in names if name and not re.fullmatch(r"\$\w+\$|top", name))
            text = text.strip()[found.end() :]
        if text.strip():
            yield _entry(source, piece, hide(text), category)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut at blank lines outside braces; comments go, but for the ids and tags they hold.

    A brace that nobody closed does not swallow the next question: after a blank line its name or category begins anew.
    """
    piece, depth, remarks = _Piece(0), 0, list[tuple[str, str]]()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.lstrip().startswith("//"):
            remarks += [(kind, re.sub(r"\\(.)", r"\1", value)) for kind, value in _REMARK.findall(line)]
            continue
        if depth > 0 and _BEGINS.match(line) and not piece.lines[-1].strip():
            yield piece
            piece, depth = _Piece(0), 0
        if line.strip() or depth > 0:
            if not piece.lines:
                piece = _Piece(number, remarks=remarks)
                remarks = []
            piece.lines.append(line)
            bare = hide(line)
            depth = max(depth + bare.count("{") - bare.count("}"), 0)
        elif piece.lines:
            yield piece
            piece = _Piece(0)
    if piece.lines:
        yield piece


def _entry(source: Source, piece: _Piece, hidden: str, category: tuple[str, ...]) -> Entry:
    hidden = hidden.strip()
    named = _NAME.match(hidden)
    name = " ".join(show(named[1]).split()) if named else ""
    rest = hidden[named.end() :] if named else hidden
    before, opened, tail = rest.partition("{")
    answers, closed, after = tail.partition("}")
    position = f"{source.name}:{piece.number}"
    if opened and not closed:
        return Entry(name or show(before).strip()[:80], position, None, ("kurung { tidak ditutup",), category)
    text, losses, form = block(f"{before}_____{after}" if after.strip() else before, "moodle")
    if after.strip():
        text = text.replace("\\_" * 5, "_____")
    if not opened:
        return Entry(name or text[:80], position, Passage(text), tuple(losses), category)
    found = gift_answers.read(answers, form)
    if found.shape is None:
        return Entry(name or text[:80], position, None, tuple(found.losses), category)
    item = _item(found, text, name, piece)
    return Entry(name or item.prompt, position, item, tuple(dict.fromkeys((*losses, *found.losses))), category)


def _item(found: gift_answers.Found, text: str, name: str, piece: _Piece) -> Item:
    shape = found.shape
    if "_____" in text and found.gap:
        shape, text = Gaps(), text.replace("_____", found.gap, 1)
    prompt, body = split_prompt(text.replace("_____", "\\_" * 5), name)
    given = next((value for kind, value in piece.remarks if kind == "id"), "")
    if shape is None:
        raise TypeError("a question without a shape is refused before")
    item = Item(shape, prompt or inline(name), body, id=given or name, explanation=found.explanation)
    return tagged(item, [value for kind, value in piece.remarks if kind == "tag"])
