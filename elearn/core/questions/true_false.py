"""True or false: two boxes, Benar and Salah; all or nothing, never shuffled."""

from __future__ import annotations

from random import Random
from typing import Any

from elearn.kernel.i18n import N_

from .block import QuestionBlock
from .choice import OneChoice, parse_choice
from .findings import Report
from .kinds import Fields, Parsed


class TrueFalse(OneChoice):
    """Two boxes whose words are Benar and Salah (or True and False)."""

    name = "true_false"
    titles = ("benar salah", "benar/salah", "true false", "true/false")
    label = N_("Benar atau salah")
    example = "- [x] Benar\n- [ ] Salah"

    def recognises(self, block: QuestionBlock) -> bool:
        return block.is_true_false and not block.has_points and not block.is_poll

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
