"""What all questions with boxes have in common: options, one key on each, feedback below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from elearn.kernel.i18n import _

from .base import BaseKind
from .block import Option, QuestionBlock, fold
from .findings import Report
from .kinds import Answer, Count, Fields, Given, InvalidAnswer, Mark, Parsed, Remark, public_part, sealed_part


class OneChoice(BaseKind):
    """One of the options may be chosen. The stored fields: public `options`; sealed `right`, `options`, `feedback`."""

    template = "questions/_one_choice.html"
    marked_template = "questions/_marked_options.html"

    def shuffle(self, public: Fields, random: Random) -> dict[str, Any]:
        options = list(public["options"])
        random.shuffle(options)
        return {**public, "options": options}

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        chosen = read_many(public, values)
        if len(chosen) > 1:
            raise InvalidAnswer(_("Soal ini hanya menerima satu pilihan. Pilih satu saja."))
        return chosen[0] if chosen else None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        return mark_choice(sealed, chosen, all_or_nothing(sealed, chosen))

    def best_answer(self, sealed: Fields) -> Answer:
        return str((sealed["right"] or sealed["options"] or [""])[0])

    def rekeyed(self, sealed: Fields, answer: Answer) -> Fields | None:
        return {**sealed, "right": sorted(chosen_in(answer))}

    def tally(self, public: Fields, sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """How often each option was chosen, in the order of the file."""
        times: Counter[str] = Counter()
        whole = 0
        for one in given:
            whole += one.times
            for option in chosen_in(one.answer):
                times[option] += one.times
        marks = bool(sealed["right"])
        return tuple(
            Count(option["html"], times[option["id"]], whole, option["id"] in sealed["right"] if marks else None)
            for option in public["options"]
        )


def parse_choice(block: QuestionBlock, kind: str, report: Report, *, keyed: bool = True) -> Parsed:
    """The public and the sealed part of a question with boxes; what all such questions must obey goes to `report`.

    `keyed`: a right option is marked with [x].
    """
    _check_options(block, report)
    if keyed and len(block.options) >= 2:
        _check_key(block, report)
    public = public_part(block, kind)
    public["options"] = [{"id": option.id, "html": option.html} for option in block.options]
    sealed = sealed_part(block, kind)
    sealed["right"] = [option.id for option in block.ticked]
    sealed["options"] = [option.id for option in block.options]
    sealed["feedback"] = {option.id: option.feedback_html for option in block.options if option.feedback_html}
    return Parsed(public, sealed, report.findings())


def _check_key(block: QuestionBlock, report: Report) -> None:
    if not block.ticked:
        report.wrong(block.options[0].line, "soal ini belum punya jawaban benar", "ubah salah satu [ ] menjadi [x]")
    elif len(block.ticked) == len(block.options):
        report.wrong(block.options[0].line, "semua pilihan ditandai benar", "kosongkan kotak pilihan yang salah")


def _check_options(block: QuestionBlock, report: Report) -> None:
    if len(block.options) < 2:
        report.wrong(
            block.line, "soal ini punya kurang dari dua pilihan", "tambahkan baris seperti `- [ ] Pilihan lain`"
        )
    _check_twins(block.options, report)
    for option in block.options:
        if not option.text.strip():
            report.wrong(option.line, "pilihan ini kosong", "tulis isinya setelah kotak, atau hapus baris ini")
    for name in ("jawaban", "lengkapi"):
        if name in block.properties:
            report.wrong(
                block.properties[name].line,
                f"soal dengan kotak tidak memakai `{name.capitalize()}:`",
                "hapus baris itu, atau hapus kotak-kotaknya",
            )


def _check_twins(options: Sequence[Option], report: Report) -> None:
    first: dict[str, Option] = {}
    for option in options:
        twin = first.setdefault(fold(option.text), option)
        if twin is not option and option.text.strip():
            report.wrong(
                option.line,
                f"pilihan ini sama dengan pilihan di baris {twin.line}",
                "ubah kata-katanya atau hapus salah satu",
            )


def read_many(public: Fields, values: Sequence[str]) -> list[str]:
    """The options chosen, sorted, each once. Raises InvalidAnswer."""
    chosen = sorted({value for value in values if value.strip()})
    known = {option["id"] for option in public["options"]}
    if not known.issuperset(chosen):
        raise InvalidAnswer(_("Pilihan yang dikirim tidak ada pada soal ini. Muat ulang halaman, lalu pilih lagi."))
    return chosen


def chosen_in(answer: Answer | None) -> frozenset[str]:
    """The option ids of an answer, whatever its form."""
    if not answer:
        return frozenset()
    return frozenset({answer} if isinstance(answer, str) else answer)


def mark_choice(sealed: Fields, chosen: frozenset[str], points: Fraction) -> Mark:
    """A mark with one remark per option."""
    right = frozenset(sealed["right"])
    remarks = tuple(
        Remark(option=option, chosen=option in chosen, right=option in right, html=sealed["feedback"].get(option, ""))
        for option in sealed["options"]
    )
    return Mark(points=points, remarks=remarks, explanation_html=sealed["explanation_html"])


def all_or_nothing(sealed: Fields, chosen: frozenset[str]) -> Fraction:
    """1 when exactly the right options are ticked, else 0."""
    return Fraction(int(bool(chosen) and chosen == frozenset(sealed["right"])))
