"""Short answer: `Jawaban: SKP / Sasaran Kinerja Pegawai`; any of the alternatives, folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import Property, QuestionBlock, fold
from .findings import Report
from .kinds import LONGEST_ANSWER, Answer, Fields, InvalidAnswer, Mark, Parsed, public_part, sealed_part

_BETWEEN = re.compile(r"\s+/\s*|\s*/\s+")
_KEEP_CASE = re.compile(r"(?:peka|case)(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """The accepted wordings of something typed."""

    accepted: tuple[str, ...]
    keep_case: bool

    @property
    def is_usable(self) -> bool:
        return any(mark.isalnum() for part in self.accepted for mark in part)

    def accepts(self, answer: str) -> bool:
        given = fold(answer, keep_case=self.keep_case)
        return bool(given) and given in {fold(part, keep_case=self.keep_case) for part in self.accepted}


def read_key(text: str) -> Key:
    """`A / B` or `peka A / B` as a trainer writes it."""
    prefix = _KEEP_CASE.match(text)
    words = text[prefix.end() :] if prefix else text
    return Key(tuple(part.strip() for part in _BETWEEN.split(words) if part.strip()), prefix is not None)


def read_short(words: str) -> str:
    """What a learner typed, with single spaces. Raises InvalidAnswer when it is too long."""
    text = " ".join(words.split())
    if len(text) > LONGEST_ANSWER:
        raise InvalidAnswer(_("Jawaban Anda lebih dari %(n)s huruf. Tulis jawaban yang singkat.", n=LONGEST_ANSWER))
    return text


class ShortAnswer(BaseKind):
    """Alternatives are parted by a slash with a space beside it, so that `km/jam` stays one answer.

    Case, accents and spaces are folded; `Jawaban: peka …` keeps case.
    """

    name = "short"
    titles = ("isian singkat", "jawaban singkat", "short answer")
    label = N_("Isian singkat")
    example = "Jawaban: SKP / Sasaran Kinerja Pegawai"
    template = "questions/_short.html"

    def recognises(self, block: QuestionBlock) -> bool:
        return not block.options and "jawaban" in block.properties and not block.is_essay

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        answer = block.properties.get("jawaban", Property(block.line, ""))
        key = read_key(answer.text)
        if not key.is_usable:
            report.wrong(
                answer.line,
                "soal ini belum punya jawaban benar",
                "tulis seperti `Jawaban: SKP / Sasaran Kinerja Pegawai`",
            )
        sealed = sealed_part(block, self.name)
        sealed |= {"accepted": list(key.accepted), "keep_case": key.keep_case}
        return Parsed(public_part(block, self.name), sealed, report.findings())

    def read_answer(self, _public: Fields, values: Sequence[str]) -> Answer | None:
        return read_short(" ".join(values)) or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        key = Key(tuple(sealed["accepted"]), sealed["keep_case"])
        return Mark(
            points=Fraction(int(isinstance(answer, str) and key.accepts(answer))),
            solution=" / ".join(sealed["accepted"]),
            explanation_html=sealed["explanation_html"],
        )

    def best_answer(self, sealed: Fields) -> Answer:
        return str((sealed["accepted"] or [""])[0])

    def rekeyed(self, sealed: Fields, answer: Answer) -> Fields | None:
        return {**sealed, "accepted": [answer]}
