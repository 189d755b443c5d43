"""Ordering: a numbered list without boxes, written in the right order; marked by the neighbours that stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import QuestionBlock, fold, short_digest
from .findings import Report
from .gaps import tally_remarks
from .kinds import Answer, Count, Fields, Given, InvalidAnswer, Mark, Parsed, Remark, public_part, sealed_part
from .pieces import Piece, Row, list_in
from .sending import arranged_in, given_parts, read_parts

MOST_ITEMS = 20


class Ordering(BaseKind):
    """Public `entries`, sorted by their ids, which are made from the words alone; sealed `order`. The answer gives
    each entry its place, from 1.

    Of the n−1 pairs of neighbours in the right order, the share that directly follow each other in the answer.
    """

    name = "ordering"
    titles = ("mengurutkan", "urutkan", "ordering")
    label = N_("Mengurutkan")
    example = "1. langkah pertama\n2. langkah kedua\n3. langkah ketiga"
    template = "questions/_ordering.html"
    marked_template = "questions/_marked_order.html"

    def recognises(self, block: QuestionBlock) -> bool:
        if block.options or "jawaban" in block.properties:
            return False
        found = list_in(block.body, block.body_line)
        return found is not None and len(found.rows) >= 2

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        found = list_in(block.body, block.body_line) or Piece((), block.body)
        _check(block, found.rows, report)
        entries = {_id(row): block.writer.inline(row.cells[0], row.line) for row in found.rows[:MOST_ITEMS]}
        public = public_part(block, self.name, body=found.rest)
        public["entries"] = [{"id": one, "html": entries[one]} for one in sorted(entries)]
        sealed = sealed_part(block, self.name)
        sealed["order"] = [[one, label] for one, label in entries.items()]
        return Parsed(public, sealed, report.findings())

    def shuffle(self, public: Fields, random: Random) -> dict[str, Any]:
        entries = list(public["entries"])
        random.shuffle(entries)
        return {**public, "entries": entries}

    def parts(self, public: Fields) -> Sequence[str]:
        return tuple(item["id"] for item in public["entries"])

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        known = set(self.parts(public))
        arranged = arranged_in(values)
        given = {one: str(place) for place, one in enumerate(arranged, 1)} or read_parts(values)
        if not known.issuperset(given):
            raise InvalidAnswer(_("Butir yang dikirim tidak ada pada soal ini. Muat ulang halaman, lalu urutkan lagi."))
        places = [str(place) for place in range(1, len(known) + 1)]
        missing = [place for place in places if place not in given.values()]
        if given and (missing or set(given) != known):
            raise InvalidAnswer(
                _(
                    "Beri setiap butir nomor urut yang berbeda; nomor %(numbers)s belum dipakai.",
                    numbers=", ".join(missing),
                )
            )
        return given or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        given = given_parts(answer)
        places = {one: int(place) for one, place in given.items() if place.isdecimal() and len(place) < 4}
        order: list[list[str]] = sealed["order"]
        follows = [
            first in places and places.get(second) == places[first] + 1
            for (first, _one), (second, _two) in pairwise(order)
        ]
        leads = [places.get(one) == 1 for one, _label in order[:1]]
        remarks = tuple(
            Remark(one, chosen=one in places, right=right, label_html=label, given=str(places.get(one, "")))
            for (one, label), right in zip(order, [*leads, *follows], strict=True)
        )
        return Mark(
            points=Fraction(sum(follows), len(follows)) if follows else Fraction(0),
            remarks=remarks,
            explanation_html=sealed["explanation_html"],
        )

    def best_answer(self, sealed: Fields) -> Answer:
        return {one: str(place) for place, (one, _label) in enumerate(sealed["order"], 1)}

    def tally(self, public: Fields, sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """How often each entry, but the first, directly followed the one before it."""
        return tally_remarks(self.mark, sealed, given)[1:]


def _id(row: Row) -> str:
    return "u-" + short_digest(fold(row.cells[0]))


def _check(block: QuestionBlock, rows: Sequence[Row], report: Report) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if (twin := first.setdefault(_id(row), row.line)) != row.line:
            report.wrong(
                row.line, f"butir ini sama dengan butir di baris {twin}", "ubah kata-katanya atau hapus barisnya"
            )
    if len(first) < 2:
        report.wrong(
            block.line,
            "soal mengurutkan ini punya kurang dari dua butir",
            "tulis butirnya sebagai daftar bernomor dalam urutan yang benar",
        )
    if len(rows) > MOST_ITEMS:
        report.wrong(
            rows[MOST_ITEMS].line, f"soal mengurutkan paling banyak {MOST_ITEMS} butir", "bagi menjadi dua soal"
        )
