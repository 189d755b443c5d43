"""Single choice: boxes with one [x]; all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from .block import QuestionBlock
from .choice import all_or_nothing, chosen_in, mark_choice, parse_choice, read_one, shuffle_options
from .findings import Report
from .kinds import Answer, Fields, Mark, Parsed


class SingleChoice:
    """Boxes, at most one ticked. A quiz question without any [x] is read here, so that the missing key is reported."""

    name = "single"
    titles = ("pilihan tunggal", "satu jawaban", "single choice")
    template = "questions/_single.html"

    def recognises(self, block: QuestionBlock) -> bool:
        is_poll = block.mode == "survei" and not block.ticked
        return bool(block.options) and not block.has_points and len(block.ticked) <= 1 and not is_poll

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        if len(block.ticked) > 1:
            report.wrong(
                block.ticked[1].line,
                "soal pilihan tunggal punya lebih dari satu [x]",
                "sisakan satu [x], atau tulis `Tipe: pilihan majemuk`",
            )
        return parse_choice(block, self.name, report)

    def shuffle(self, public: Fields, random: Random) -> dict[str, Any]:
        return shuffle_options(public, random)

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        return read_one(public, values)

    def is_empty(self, answer: Answer | None) -> bool:
        return not answer

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        return mark_choice(sealed, chosen, all_or_nothing(sealed, chosen))
