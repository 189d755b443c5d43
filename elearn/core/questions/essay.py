"""Essay: `Jawaban: uraian, 150–300 kata` and a rubric table; marked by a person, criterion by criterion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import Property, QuestionBlock, fold, short_digest
from .findings import Report
from .kinds import (
    MARKED,
    NOTED,
    WAITING,
    Answer,
    Count,
    Criterion,
    Fields,
    Given,
    InvalidAnswer,
    Mark,
    Parsed,
    public_part,
    sealed_part,
)
from .pieces import Piece, Row, table_in

LONGEST_ESSAY = 20_000
"""Characters."""
MOST_POINTS = 100
_BY_HAND = frozenset({"kuis", "ujian"})
"""Modes in which a person marks; elsewhere an essay is only handed in."""
_WORDS = re.compile(r"([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*(?:kata|words?)")
_AT_LEAST = re.compile(r"(?:min|minimal|paling sedikit|sedikitnya|at least)\b")
_POINTS = re.compile(r"[0-9]{1,3}")


class Essay(BaseKind):
    """Public `least` and `most` (words, 0 = no limit); sealed `criteria` [[id, html, points]] and `by_hand`."""

    name = "essay"
    titles = ("uraian", "esai", "essay")
    label = N_("Uraian")
    example = "Jawaban: uraian, 150–300 kata\n\n| Kriteria | Poin |\n|---|---|\n| Isi | 5 |\n| Bahasa | 5 |"
    template = "questions/_essay.html"
    marked_template = "questions/_marked_essay.html"

    def recognises(self, block: QuestionBlock) -> bool:
        return not block.options and block.is_essay

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        table = table_in(block.body, block.body_line) or Piece((), block.body)
        rubric = _rubric(table, block, report)
        asked = block.properties.get("jawaban", Property(block.line, ""))
        least, most = _word_limits(asked, report)
        public = public_part(block, self.name, body=table.rest)
        public |= {"least": least, "most": most}
        sealed = sealed_part(block, self.name)
        sealed |= {"criteria": rubric, "by_hand": block.mode in _BY_HAND, "least": least}
        return Parsed(public, sealed, report.findings())

    def read_answer(self, _public: Fields, values: Sequence[str]) -> Answer | None:
        text = "\n".join(values).replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(text) > LONGEST_ESSAY:
            raise InvalidAnswer(_("Jawaban Anda lebih dari %(n)s huruf. Ringkas jawaban Anda.", n=LONGEST_ESSAY))
        return text or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        """An empty essay is worth 0 without anybody's looking."""
        empty = not (isinstance(answer, str) and answer.strip())
        return Mark(
            points=Fraction(0),
            state=(MARKED if empty else WAITING) if sealed["by_hand"] else NOTED,
            explanation_html=sealed["explanation_html"],
        )

    def criteria(self, sealed: Fields) -> Sequence[Criterion]:
        given = tuple(Criterion(one, label, most) for one, label, most in sealed["criteria"])
        return given or (Criterion("seluruhnya", _("Jawaban seluruhnya"), 10),)

    def best_answer(self, sealed: Fields) -> Answer:
        return " ".join(["kata"] * max(sealed["least"], 3))

    def tally(self, _public: Fields, _sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """How the marks spread over the four quarters, and how many wait."""
        waiting, quarters, whole = 0, [0, 0, 0, 0], 0
        for one in given:
            whole += one.times
            if one.points is None:
                waiting += one.times
            else:
                quarters[min(int(one.points * 4), 3)] += one.times
        names = ("0–24", "25–49", "50–74", "75–100")
        spread = [
            Count(_("nilai %(range)s", range=name), count, whole) for name, count in zip(names, quarters, strict=True)
        ]
        return (*spread, Count(_("menunggu penilaian"), waiting, whole))


def _word_limits(asked: Property, report: Report) -> tuple[int, int]:
    """At least and at most so many words; 0 = no limit."""
    text = fold(asked.text)
    found = _WORDS.search(text)
    if found is None:
        return 0, 0
    first, second = int(found[1]), int(found[2] or 0)
    if second and second < first:
        report.wrong(asked.line, f"`{asked.text}` meminta batas yang terbalik", f"tulis {second}–{first} kata")
        return second, first
    if second:
        return first, second
    return (first, 0) if _AT_LEAST.search(text) else (0, first)


def _rubric(table: Piece, block: QuestionBlock, report: Report) -> list[list[Any]]:
    """[id, html, points] of each row: what is looked at, the points in the last cell of digits, the rest beside it."""
    found: dict[str, list[Any]] = {}
    for row in table.rows:
        points = next((place for place, cell in enumerate(row.cells) if place and _POINTS.fullmatch(cell)), None)
        most = int(row.cells[points]) if points is not None else 0
        words = ": ".join(cell for place, cell in enumerate(row.cells) if cell and place != points)
        if not 1 <= most <= MOST_POINTS or not words:
            report.wrong(
                row.line,
                "baris rubrik ini tidak menyebut nilainya",
                "tulis seperti `| Ketepatan isi | 5 |`, nilai 1–100",
            )
            continue
        found.setdefault(_id(row), [_id(row), block.writer.inline(words, row.line), most])
    if block.mode in _BY_HAND and not found and not table.rows:
        report.warn(block.line, "uraian ini belum punya rubrik", "tambahkan tabel `| Kriteria | Nilai |` di bawah soal")
    return list(found.values())


def _id(row: Row) -> str:
    return "r-" + short_digest(fold(row.cells[0]))
