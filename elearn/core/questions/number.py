"""Number: `Jawaban: 20 ± 0,5 hari`; right within the tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import Property, QuestionBlock, fold
from .findings import Report
from .kinds import LONGEST_ANSWER, Answer, Fields, InvalidAnswer, Mark, Parsed, public_part, sealed_part
from .quantity import Quantity, looks_like_quantity, parse_quantity, split_tolerance


class Number(BaseKind):
    """Comma or dot, optional unit; an answer that can be read two ways ("1.500") is right when either reading is."""

    name = "number"
    titles = ("angka", "bilangan", "number")
    label = N_("Isian angka")
    example = "Jawaban: 20 ± 0,5"
    template = "questions/_number.html"

    def recognises(self, block: QuestionBlock) -> bool:
        answer = block.properties.get("jawaban")
        return not block.options and answer is not None and looks_like_quantity(answer.text)

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        answer = block.properties.get("jawaban", Property(block.line, ""))
        value, tolerance = _key(answer, report)
        public = public_part(block, self.name)
        public["unit"] = value.unit
        sealed = sealed_part(block, self.name)
        sealed |= {"value": str(value.value), "tolerance": str(tolerance), "solution": answer.text.strip()}
        return Parsed(public, sealed, report.findings())

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        text = " ".join(" ".join(values).split())
        if not text:
            return None
        quantity = parse_quantity(text) if len(text) <= LONGEST_ANSWER else None
        if quantity is None:
            raise InvalidAnswer(_("“%(typed)s” bukan angka. Tulis angkanya saja, misalnya 12,5.", typed=text[:40]))
        if quantity.unit and not public["unit"]:
            raise InvalidAnswer(f"“{text[:40]}” memuat “{quantity.unit}”. Tulis angkanya saja, misalnya 12,5.")
        if quantity.unit and fold(quantity.unit) != fold(public["unit"]):
            raise InvalidAnswer(
                _(
                    "Jawaban soal ini dalam satuan %(unit)s. Tulis angkanya saja, tanpa satuan lain.",
                    unit=public["unit"],
                )
            )
        return text

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        quantity = parse_quantity(answer) if isinstance(answer, str) else None
        readings = quantity.readings if quantity else ()
        value, tolerance = Fraction(sealed["value"]), Fraction(sealed["tolerance"])
        right = any(abs(reading - value) <= tolerance for reading in readings)
        return Mark(
            points=Fraction(int(right)), solution=sealed["solution"], explanation_html=sealed["explanation_html"]
        )

    def best_answer(self, sealed: Fields) -> Answer:
        return split_tolerance(sealed["solution"])[0].strip()

    def rekeyed(self, sealed: Fields, answer: Answer) -> Fields | None:
        quantity = parse_quantity(answer) if isinstance(answer, str) else None
        return {**sealed, "value": str(quantity.value), "solution": answer} if quantity else None


def _key(answer: Property, report: Report) -> tuple[Quantity, Fraction]:
    """The right value and the tolerance (not negative); 0 stands in for what is reported as wrong."""
    number, allowed = split_tolerance(answer.text)
    value = parse_quantity(number)
    margin = parse_quantity(allowed) if allowed else Quantity((Fraction(0),), "")
    if value is None or margin is None or margin.value < 0 or (not allowed and "±" in answer.text):
        report.wrong(
            answer.line,
            f"`Jawaban: {answer.text}` bukan angka yang dapat dibaca",
            "tulis seperti `Jawaban: 20 ± 0,5` atau `Jawaban: 14 hari`",
        )
        return Quantity((Fraction(0),), ""), Fraction(0)
    if margin.unit and value.unit and fold(margin.unit) != fold(value.unit):
        report.wrong(
            answer.line,
            f"satuan {value.unit} dan {margin.unit} pada kunci tidak sama",
            "pakai satu satuan, misalnya `Jawaban: 20 ± 0,5 hari`",
        )
    if len(value.readings) > 1:
        report.warn(
            answer.line,
            f"`{number.strip()}` dapat dibaca sebagai dua angka; di sini dibaca {_plain(value.value)}",
            f"tulis {_plain(value.value)} tanpa pemisah ribuan, atau pakai koma untuk desimal",
        )
    return Quantity(value.readings, value.unit or margin.unit), margin.value


def _plain(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):g}".replace(".", ",")
