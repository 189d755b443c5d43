"""Takes one section of a file (a heading and its lines) apart into a question block."""

from __future__ import annotations

import re
from dataclasses import replace

from .block import QuestionBlock, fold, short_digest
from .draft import read_draft
from .findings import Report
from .pieces import without_gaps
from .properties import read_competency, read_level, read_weight
from .section import ID_COMMENT, Line, Section
from .writer import Writer

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def read_block(section: Section, *, mode: str, writer: Writer, report: Report) -> QuestionBlock:
    """The question of a section; what is wrong with its parts goes to `report`."""
    identity = _identity(section, report)
    draft = read_draft(section, report)
    options = tuple(
        replace(
            option, html=writer.inline(option.text, option.line), feedback_html=writer.block(piece.text, piece.line)
        )
        for option, piece in zip(draft.options, draft.feedback, strict=True)
    )
    block = QuestionBlock(
        file=report.file,
        line=section.line,
        id=identity,
        prompt=_without_id(section.heading),
        prompt_html=writer.inline(_without_id(section.heading), section.line),
        body=draft.body.text,
        body_line=max(draft.body.line, 1),
        options=options,
        properties=draft.properties,
        hint_html=writer.block(draft.hint.text, draft.hint.line),
        explanation_html=writer.block(draft.explanation.text, draft.explanation.line),
        mode=mode,
        writer=writer,
    )
    return _with_properties(block, report)


def _without_id(heading: str) -> str:
    return ID_COMMENT.sub("", heading).strip()


def _identity(section: Section, report: Report) -> str:
    """The id written below the heading, else one made from the words of the heading alone, without what fills its gaps."""
    for line in (Line(section.line, section.heading), *section.lines):
        if written := ID_COMMENT.search(line.text):
            if _ID.fullmatch(written[1]):
                return written[1]
            report.wrong(
                line.number,
                f"id soal “{written[1][:40]}” tidak sah",
                "pakai huruf kecil, angka, dan tanda hubung, seperti `s-7k3f`",
            )
            break
    if not _without_id(section.heading):
        report.wrong(section.line, "judul soal kosong", "tulis pertanyaannya setelah tanda ##")
    return "s-" + short_digest(fold(without_gaps(_without_id(section.heading))))


def _with_properties(block: QuestionBlock, report: Report) -> QuestionBlock:
    """The block with its properties read: weight, competency, lesson, level, label."""
    names = ("bobot", "materi", "tingkat", "label", "kompetensi")
    weight, lesson, level, label, competency = (block.properties.get(name) for name in names)
    return replace(
        block,
        weight=read_weight(weight, report),
        competency=read_competency(competency.text, competency.line, report) if competency else None,
        lesson=lesson.text.removesuffix(".md") if lesson else "",
        level=read_level(level, report),
        label=label.text if label else "",
    )
