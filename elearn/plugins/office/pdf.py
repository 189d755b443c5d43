"""PDF out: a question paper ready to print, tagged, set by the machinery that sets certificates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.manuscripts import CourseText
from elearn.core.exchange.paper import Block, Paper, Piece, set_paper
from elearn.kernel.lettering import legible
from elearn.kernel.typesetting import typeset

_LAYOUT: Final = Path(__file__).with_name("paper.typ")
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SHOWN: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def write(course: CourseText, with_key: bool) -> Exported:  # every exporter is called so
    """A .pdf; the same course gives the same bytes with the same release of typst."""
    paper = set_paper(course)
    named = {piece.picture for piece in _pieces(paper) if piece.picture.endswith(_SHOWN)}
    words = {
        "title": course.title,
        "language": course.language,
        "blocks": [asdict(block) for block in paper.blocks],
        "key": [[number, answer, [asdict(one) for one in said]] for number, answer, said in paper.key]
        if with_key
        else [],
    }
    pictures = {path: list(course.files[path]) for path in sorted(named & set(course.files))}
    facts = json.loads(legible(json.dumps(words, ensure_ascii=False))) | {"pictures": pictures}
    return Exported({"": typeset(_LAYOUT, {"paper": json.dumps(facts)}, _EPOCH)}, paper.report)


def _pieces(paper: Paper) -> Iterator[Piece]:
    blocks: list[Block] = [*paper.blocks, *(block for _, _, said in paper.key for block in said)]
    for block in blocks:
        yield from block.pieces
        for row in block.rows:
            for cell in row:
                yield from cell
