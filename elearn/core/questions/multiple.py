"""Multiple choice: boxes with two or more [x]; partial credit unless `Nilai: penuh`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from elearn.kernel.i18n import N_

from .block import QuestionBlock, fold
from .choice import OneChoice, all_or_nothing, chosen_in, mark_choice, parse_choice, read_many
from .findings import Report
from .kinds import Answer, Fields, Mark, Parsed

_WHOLE = frozenset({"penuh", "full", "whole"})
_PARTIAL = frozenset({"sebagian", "partial"})


class MultipleChoice(OneChoice):
    """(right ticked − wrong ticked) / right, not below 0; with `Nilai: penuh` all or nothing."""

    name = "multiple"
    titles = ("pilihan majemuk", "beberapa jawaban", "multiple choice")
    label = N_("Pilihan ganda, beberapa jawaban")
    example = "- [x]\n- [x]\n- [ ]\n- [ ]\n- [ ]"
    template = "questions/_multiple.html"

    def recognises(self, block: QuestionBlock) -> bool:
        return not block.has_points and len(block.ticked) >= 2

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        marking = block.properties.get("nilai")
        if marking and fold(marking.text) not in _WHOLE | _PARTIAL:
            report.wrong(
                marking.line, f"`Nilai: {marking.text}` tidak dikenal", "tulis `Nilai: penuh` atau `Nilai: sebagian`"
            )
        parsed = parse_choice(block, self.name, report)
        parsed.sealed["whole"] = bool(marking) and fold(marking.text if marking else "") in _WHOLE
        return parsed

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        return read_many(public, values) or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        points = all_or_nothing(sealed, chosen) if sealed["whole"] else _partial(sealed, chosen)
        return mark_choice(sealed, chosen, points)

    def best_answer(self, sealed: Fields) -> Answer:
        return sorted(sealed["right"])


def _partial(sealed: Fields, chosen: frozenset[str]) -> Fraction:
    right = frozenset(sealed["right"])
    if not right:
        return Fraction(0)
    return max(Fraction(len(chosen & right) - len(chosen - right), len(right)), Fraction(0))
