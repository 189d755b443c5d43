"""Footnotes of a question on its way out: other forms have none, so their words stand below the text that names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from elearn.core.courses.parser.sections import cited
from elearn.core.questions.section import Line

from .items import Boxes, Item

_REFERENCE = re.compile(r"\[\^([^\]\n]+)\](?!\s*:)")

Notes = Mapping[str, Sequence[Line]]
"""The lines of each footnote by its key."""


def told(item: Item, notes: Notes) -> tuple[Item, tuple[str, ...]]:
    """The item with its footnotes as words, numbered `(1)`, and what that loses."""
    keys = [key for key in cited(f"{item.prompt}\n{item.body}\n{item.explanation}") if key in notes]
    losses: tuple[str, ...] = ("catatan kaki menjadi teks di bawah soal",) if keys else ()
    if isinstance(item.shape, Boxes):
        options = "\n".join(f"{option.text}\n{option.feedback}" for option in item.shape.options)
        losses += ("isi catatan kaki pada pilihan tidak ikut",) if cited(options) else ()
    if not keys:
        return item, losses
    numbers = {key: number for number, key in enumerate(keys, 1)}
    asked = cited(f"{item.prompt}\n{item.body}")
    body = _below(item.body, [key for key in keys if key in asked], numbers, notes)
    explanation = _below(item.explanation, [key for key in keys if key not in asked], numbers, notes)
    return replace(item, prompt=_numbered(item.prompt, numbers), body=body, explanation=explanation), losses


def _below(text: str, keys: Sequence[str], numbers: Mapping[str, int], notes: Notes) -> str:
    words = [f"({numbers[key]}) {_numbered(_words(notes[key]), numbers)}" for key in keys]
    return "\n\n".join(part for part in (_numbered(text, numbers), *words) if part)


def _numbered(text: str, numbers: Mapping[str, int]) -> str:
    return _REFERENCE.sub(lambda found: f" ({numbers[found[1]]})" if found[1] in numbers else found[0], text)


def _words(lines: Sequence[Line]) -> str:
    first, *rest = (line.text for line in lines)
    return "\n".join([first.partition("]:")[2].strip(), *(line.removeprefix("    ") for line in rest)]).strip()
