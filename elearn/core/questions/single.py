"""Single choice: boxes with one [x]; all or nothing."""

from __future__ import annotations

from elearn.kernel.i18n import N_

from .block import QuestionBlock
from .choice import OneChoice, parse_choice
from .findings import Report
from .kinds import Parsed


class SingleChoice(OneChoice):
    """Boxes, at most one ticked. A quiz question without any [x] is read here, so that the missing key is reported."""

    name = "single"
    titles = ("pilihan tunggal", "satu jawaban", "single choice")
    label = N_("Pilihan ganda, satu jawaban")
    example = "- [x]\n- [ ]\n- [ ]\n- [ ]"

    def recognises(self, block: QuestionBlock) -> bool:
        return bool(block.options) and not block.has_points and len(block.ticked) <= 1 and not block.is_poll

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        if len(block.ticked) > 1:
            report.wrong(
                block.ticked[1].line,
                "soal pilihan tunggal punya lebih dari satu [x]",
                "sisakan satu [x], atau tulis `Tipe: pilihan majemuk`",
            )
        return parse_choice(block, self.name, report)
