"""Short answer: `Jawaban: SKP / Sasaran Kinerja Pegawai`; any of the alternatives, folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from elearn.kernel.i18n import _

from .block import Property, QuestionBlock, fold
from .findings import Report
from .kinds import LONGEST_ANSWER, Answer, Fields, InvalidAnswer, Mark, Parsed, public_part, sealed_part

_BETWEEN = re.compile(r"\s+/\s*|\s*/\s+")
_KEEP_CASE = re.compile(r"(?:peka|case)(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


class ShortAnswer:
    """Alternatives are parted by a slash with a space beside it, so that `km/jam` stays one answer.

    Case, accents and spaces are folded; `Jawaban: peka …` keeps case.
    """

    name = "short"
    titles = ("isian singkat", "jawaban singkat", "short answer")
    template = "questions/_short.html"

    def recognises(self, block: QuestionBlock) -> bool:
        return not block.options and "jawaban" in block.properties and not block.is_essay

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        answer = block.properties.get("jawaban", Property(block.line, ""))
        prefix = _KEEP_CASE.match(answer.text)
        words = answer.text[prefix.end() :] if prefix else answer.text
        accepted = [part.strip() for part in _BETWEEN.split(words) if part.strip()]
        if not any(mark.isalnum() for part in accepted for mark in part):
            report.wrong(
                answer.line,
                "soal ini belum punya jawaban benar",
                "tulis seperti `Jawaban: SKP / Sasaran Kinerja Pegawai`",
            )
        sealed = sealed_part(block, self.name)
        sealed |= {"accepted": accepted, "keep_case": prefix is not None}
        return Parsed(public_part(block, self.name), sealed, report.findings())

    def shuffle(self, public: Fields, _random: Random) -> dict[str, Any]:
        return dict(public)

    def read_answer(self, _public: Fields, values: Sequence[str]) -> Answer | None:
        text = " ".join(" ".join(values).split())
        if len(text) > LONGEST_ANSWER:
            raise InvalidAnswer(_("Jawaban Anda lebih dari %(n)s huruf. Tulis jawaban yang singkat.", n=LONGEST_ANSWER))
        return text or None

    def is_empty(self, answer: Answer | None) -> bool:
        return not answer

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        given = fold(answer, keep_case=sealed["keep_case"]) if isinstance(answer, str) else ""
        accepted = {fold(part, keep_case=sealed["keep_case"]) for part in sealed["accepted"]}
        return Mark(
            points=Fraction(int(bool(given) and given in accepted)),
            solution=" / ".join(sealed["accepted"]),
            explanation_html=sealed["explanation_html"],
        )
