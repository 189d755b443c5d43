"""Which paragraphs and questions cite which regulation: footnotes whose key is that of a law, `[^uu-20-2023-ps-49]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.findings import Report
from elearn.core.questions.section import Line

from .folder import TextFile
from .front_matter import body_start
from .manuscript import Citation
from .sections import cited, outside_code, take_notes

LAW = re.compile(r"(?P<law>[a-z]+(?:-[a-z]+){0,4}-[0-9]{1,4}[a-z]?-(?:19|20)[0-9]{2})(?:-(?P<part>[a-z0-9-]{1,40}))?")
"""Kind, number and year, then the article: `permenpanrb-6-2022`, `uu-20-2023-ps-49`."""

_HEADING = re.compile(r" {0,3}(#{1,6}) (.*?)(?: #+)?")
_MARKUP = re.compile(r"^\s*(?:[-*+]|[0-9]+[.)])\s+(?:\[.{1,4}\] )?|\]\([^()]*\)|\[\^[^\]]*\]|[*_`>\[\]]")
_LONGEST = 200


def citations_in(file: TextFile, blocks: Sequence[QuestionBlock]) -> Iterator[Citation]:
    """Every citation of a file once per line; `blocks` are its questions."""
    start = body_start(file.lines)
    numbered = [Line(number, text) for number, text in enumerate(file.lines, 1) if number > start]
    asked = {block.line: block.id for block in blocks}
    heading, question, level = "", "", 0
    for line, is_text in outside_code(take_notes(numbered, Report(file.path))[1]):
        if not is_text:
            continue
        if head := _HEADING.fullmatch(line.text):
            heading = _plain(head[2])
            if line.number in asked or len(head[1]) <= level:
                question, level = asked.get(line.number, ""), len(head[1])
        for key in cited(line.text):
            if law := LAW.fullmatch(key.lower()):
                words = _plain(line.text)[:_LONGEST]
                yield Citation(
                    law["law"], law["part"] or "", file.stem, question, heading[:_LONGEST], words, line.number
                )


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).replace("|", " ").split())
