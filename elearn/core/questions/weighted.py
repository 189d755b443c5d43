"""Weighted choice, as in the TKP part of the CAT: every option earns the points in its box, the best one all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from elearn.kernel.i18n import N_, _

from .block import QuestionBlock
from .choice import OneChoice, chosen_in, mark_choice, parse_choice
from .findings import Report
from .kinds import Answer, Fields, Mark, Parsed


class WeightedChoice(OneChoice):
    """Boxes with whole numbers: the points of the option over those of the best; less than 0 counts as 0."""

    name = "weighted"
    titles = ("pilihan berbobot", "weighted choice")
    label = N_("Pilihan berbobot")
    example = "- [5]\n- [4]\n- [3]\n- [2]\n- [1]"

    def recognises(self, block: QuestionBlock) -> bool:
        return block.has_points

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        worth = {option.id: _points(option.tick) for option in block.options}
        best = max(worth.values(), default=0)
        for option in block.ticked:
            report.wrong(option.line, "soal ini mencampur [x] dan nilai", "tulis nilai di setiap kotak, misalnya [5]")
        if block.options and not block.ticked and best < 1:
            report.wrong(block.options[0].line, "tidak ada pilihan yang bernilai", "tulis misalnya `- [5] Pilihan`")
        parsed = parse_choice(block, self.name, report, keyed=False)
        parsed.sealed["worth"] = worth
        parsed.sealed["right"] = [option for option, points in worth.items() if points == best > 0]
        return parsed

    def rekeyed(self, _sealed: Fields, _answer: Answer) -> Fields | None:
        return None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        worth: dict[str, int] = sealed["worth"]
        best = max(worth.values(), default=0)
        earned = max((worth.get(option, 0) for option in chosen), default=0) if len(chosen) == 1 else 0
        mark = mark_choice(sealed, chosen, Fraction(max(earned, 0), best) if best > 0 else Fraction(0))
        notes = {option: _("nilai %(points)s", points=points) for option, points in worth.items()}
        return replace(mark, remarks=tuple(replace(one, note=notes[one.option]) for one in mark.remarks))


def _points(tick: str) -> int:
    """Whole points of a box; 0 for one without a number."""
    return int(tick) if tick.lstrip("-").isdecimal() else 0
