"""True or false: two boxes, Benar and Salah; all or nothing, never shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from .block import QuestionBlock
from .choice import all_or_nothing, chosen_in, mark_choice, parse_choice, read_one
from .findings import Report
from .kinds import Answer, Fields, Mark, Parsed


class TrueFalse:
    """Two boxes whose words are Benar and Salah (or True and False)."""

    name = "true_false"
    titles = ("benar salah", "benar/salah", "true false", "true/false")
    template = "questions/_true_false.html"

    def recognises(self, block: QuestionBlock) -> bool:
        is_poll = block.mode == "survei" and not block.ticked
        return block.is_true_false and not block.has_points and not is_poll

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        if not block.is_true_false:
            report.wrong(
                block.line,
                "soal benar/salah harus punya dua pilihan: Benar dan Salah",
                "tulis `- [x] Benar` dan `- [ ] Salah`, atau hapus baris `Tipe:`",
            )
        return parse_choice(block, self.name, report)

    def shuffle(self, public: Fields, _random: Random) -> dict[str, Any]:
        return dict(public)

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        return read_one(public, values)

    def is_empty(self, answer: Answer | None) -> bool:
        return not answer

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        return mark_choice(sealed, chosen, all_or_nothing(sealed, chosen))
