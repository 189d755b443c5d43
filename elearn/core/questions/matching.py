"""Matching: a two-column table; each item on the left belongs to one on the right; marked pair by pair."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import QuestionBlock, fold, short_digest
from .findings import Report
from .gaps import tally_remarks
from .kinds import Answer, Count, Fields, Given, InvalidAnswer, Mark, Parsed, Remark, public_part, sealed_part
from .pieces import Piece, Row, table_in
from .sending import given_parts, read_parts

_TAG = re.compile(r"<[^>]*>")


class Matching(BaseKind):
    """Public `left` and `right` (sorted by their ids, which are made from the words alone); sealed `pairs`.

    A row without a left cell adds a choice that belongs to nothing.
    """

    name = "matching"
    titles = ("menjodohkan", "pasangkan", "matching")
    label = N_("Menjodohkan")
    example = "| Kolom kiri | Kolom kanan |\n|---|---|\n| satu | pasangan satu |\n| dua | pasangan dua |"
    template = "questions/_matching.html"
    marked_template = "questions/_marked_parts.html"

    def recognises(self, block: QuestionBlock) -> bool:
        if block.options or "jawaban" in block.properties:
            return False
        table = table_in(block.body, block.body_line)
        return table is not None and len(table.heads) == 2

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        table = table_in(block.body, block.body_line) or Piece((), block.body)
        rows = [row for row in table.rows if len(row.cells) == 2 and row.cells[1]]
        _check(block, table.rows, report)
        left = {_left(row): block.writer.inline(row.cells[0], row.line) for row in rows if row.cells[0]}
        right = {_right(row): block.writer.inline(row.cells[1], row.line) for row in rows}
        public = public_part(block, self.name, body=table.rest)
        public["heads"] = [block.writer.inline(head, block.body_line) for head in table.heads]
        public["left"] = [{"id": one, "html": left[one]} for one in left]
        public["right"] = [{"id": one, "text": _words(right[one])} for one in sorted(right)]
        sealed = sealed_part(block, self.name)
        sealed["pairs"] = [[_left(row), _right(row), left[_left(row)]] for row in rows if row.cells[0]]
        sealed["words"] = {one: _words(right[one]) for one in right}
        return Parsed(public, sealed, report.findings())

    def shuffle(self, public: Fields, random: Random) -> dict[str, Any]:
        right = list(public["right"])
        random.shuffle(right)
        return {**public, "right": right}

    def parts(self, public: Fields) -> Sequence[str]:
        return tuple(item["id"] for item in public["left"])

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        given = read_parts(values)
        right = {item["id"] for item in public["right"]}
        if not set(self.parts(public)).issuperset(given) or not right.issuperset(given.values()):
            raise InvalidAnswer(
                _("Pasangan yang dikirim tidak ada pada soal ini. Muat ulang halaman, lalu pilih lagi.")
            )
        return given or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        given = given_parts(answer)
        words: dict[str, str] = sealed["words"]
        remarks = tuple(
            Remark(
                left,
                chosen=left in given,
                right=given.get(left) == right,
                label_html=label,
                given=words.get(given.get(left, ""), ""),
                note=words[right],
            )
            for left, right, label in sealed["pairs"]
        )
        right = sum(remark.right for remark in remarks)
        return Mark(
            points=Fraction(right, len(remarks)) if remarks else Fraction(0),
            remarks=remarks,
            explanation_html=sealed["explanation_html"],
        )

    def best_answer(self, sealed: Fields) -> Answer:
        return {left: right for left, right, _label in sealed["pairs"]}

    def tally(self, public: Fields, sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """How often each pair was right."""
        return tally_remarks(self.mark, sealed, given)


def _left(row: Row) -> str:
    return "k-" + short_digest(fold(row.cells[0]))


def _right(row: Row) -> str:
    return "n-" + short_digest(fold(row.cells[1]))


def _words(inline: str) -> str:
    """Rendered words as an `<option>` holds them: without markup."""
    return html.unescape(_TAG.sub("", inline)).strip() or "…"


def _check(block: QuestionBlock, rows: Sequence[Row], report: Report) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if len(row.cells) != 2 or not row.cells[1]:
            report.wrong(row.line, "baris ini bukan satu pasangan", "tulis seperti `| Kiri | Kanan |`")
        elif row.cells[0] and (twin := seen.setdefault(_left(row), row.line)) != row.line:
            report.wrong(
                row.line, f"butir kiri ini sama dengan di baris {twin}", "ubah kata-katanya atau hapus barisnya"
            )
    if len(seen) < 2:
        report.wrong(
            block.line,
            "soal menjodohkan ini punya kurang dari dua pasangan",
            "tulis tabel dua kolom dengan satu pasangan di setiap baris",
        )
    elif len({_right(row) for row in rows if len(row.cells) == 2}) < 2:
        report.wrong(block.line, "semua butir kiri punya pasangan yang sama", "tulis paling sedikit dua butir kanan")
