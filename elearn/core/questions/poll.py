"""Poll or scale: boxes without any [x] in a survey; nothing is right, nothing is marked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from elearn.kernel.i18n import N_

from .block import QuestionBlock
from .choice import OneChoice, chosen_in, mark_choice, parse_choice
from .findings import Report
from .kinds import NOTED, Answer, Fields, Mark, Parsed


class Poll(OneChoice):
    """One of the boxes; never shuffled, for the boxes may be the steps of a scale."""

    name = "poll"
    titles = ("jajak pendapat", "skala", "poll", "scale")
    label = N_("Jajak pendapat")
    example = "- [ ]\n- [ ]\n- [ ]\n- [ ]"

    def recognises(self, block: QuestionBlock) -> bool:
        return block.is_poll

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        if block.ticked or block.has_points:
            keyed = next(option for option in block.options if option.tick)
            report.wrong(keyed.line, "jajak pendapat tidak punya jawaban benar", "kosongkan kotaknya: [ ]")
        parsed = parse_choice(block, self.name, report, keyed=False)
        parsed.sealed["right"] = []
        return parsed

    def shuffle(self, public: Fields, _random: Random) -> dict[str, Any]:
        return dict(public)

    def rekeyed(self, _sealed: Fields, _answer: Answer) -> Fields | None:
        return None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        return replace(mark_choice(sealed, chosen_in(answer), Fraction(0)), state=NOTED)
