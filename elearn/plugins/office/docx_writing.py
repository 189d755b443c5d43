"""Word out: a question paper that anybody can go on editing, with the key on a page of its own when it is wanted."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Cm, Pt

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.manuscripts import CourseText
from elearn.core.exchange.paper import Block, Piece, set_paper

_INDENT: Final = 0.9
_WIDEST: Final = 14.0
"""Centimetres of a level of indent, and of a picture."""
_EPOCH: Final = datetime(2000, 1, 1)


def write(course: CourseText, with_key: bool) -> Exported:  # every exporter is called so
    """A .docx that Word and LibreOffice open."""
    paper = set_paper(course)
    writer = _Writer(Document(), course)
    writer.document.core_properties.title = course.title
    writer.document.core_properties.created = writer.document.core_properties.modified = _EPOCH
    writer.document.core_properties.author = ""
    for block in paper.blocks:
        writer.block(block)
    if with_key:
        writer.document.add_page_break()
        writer.document.add_heading("Kunci jawaban", 1)
        for number, answer, explanation in paper.key:
            writer.block(Block("text", (Piece(f"{number} {answer}"),)))
            for block in explanation:
                writer.block(replace(block, level=block.level + 1))
    stream = BytesIO()
    writer.document.save(stream)
    return Exported({"": stream.getvalue()}, paper.report)


@dataclass(slots=True)
class _Writer:
    document: Any
    course: CourseText

    def block(self, block: Block) -> None:
        if block.kind in ("title", "heading"):
            self.document.add_heading("".join(piece.text for piece in block.pieces), 0 if block.kind == "title" else 1)
        elif block.kind == "table":
            self._table(block)
        elif block.kind == "lines":
            for _ in range(int(block.mark)):
                self._paragraph(block.level).add_run("_" * 60)
        else:
            paragraph = self._paragraph(block.level)
            if block.mark:
                paragraph.add_run(f"{block.mark} ")
            self._runs(paragraph, block.pieces, code=block.kind == "code")

    def _paragraph(self, level: int) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(_INDENT * level)
        paragraph.paragraph_format.space_after = Pt(4)
        return paragraph

    def _table(self, block: Block) -> None:
        width = max((len(row) for row in block.rows), default=0)
        if not width:
            return
        table = self.document.add_table(rows=len(block.rows), cols=width, style="Table Grid")
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, pieces in zip(row.cells, cells, strict=False):
                self._runs(cell.paragraphs[0], pieces)
        self.document.add_paragraph()

    def _runs(self, paragraph: Any, pieces: Iterable[Piece], *, code: bool = False) -> None:
        for piece in pieces:
            run = paragraph.add_run("" if piece.picture else piece.text)
            run.bold, run.italic = piece.bold or None, piece.italic or None
            if code:
                run.font.name = "Courier New"
            if piece.picture:
                self._picture(run, piece)

    def _picture(self, run: Any, piece: Piece) -> None:
        content = self.course.files.get(piece.picture)
        try:
            shape = run.add_picture(BytesIO(content)) if content else None
        except (UnrecognizedImageError, ValueError, struct.error):
            shape = None
        if shape is None:
            run.text = f"[gambar: {piece.text}]"
            return
        if shape.width > Cm(_WIDEST):
            shape.height = int(shape.height * Cm(_WIDEST) / shape.width)
            shape.width = Cm(_WIDEST)
        shape._inline.docPr.set("descr", piece.text)  # noqa: SLF001  # python-docx has no name for the alternative text
