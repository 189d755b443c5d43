"""Gaps: `Ibu kota adalah [[Nusantara / IKN]].` in the text, in the heading, or after `Lengkapi:`; marked gap by gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from elearn.kernel.i18n import N_, _

from .base import BaseKind
from .block import QuestionBlock
from .findings import Report
from .kinds import Answer, Count, Fields, Given, InvalidAnswer, Mark, Parsed, Remark, public_part, sealed_part
from .pieces import has_gap, replace_gaps, without_gaps
from .sending import given_parts, read_parts
from .short import Key, read_key, read_short

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around a gap's number in the stored text. They are private to a program, so nobody's words hold them."""
_IN_TAG = re.compile(rf"<[^<>]*{OPEN}[^<>]*>")
_TOKEN = re.compile(rf"{OPEN}([0-9]+){CLOSE}")
_STRAY = re.compile(f"[{OPEN}{CLOSE}]")


@dataclass(slots=True)
class _Text:
    """Markdown with its gaps taken out and numbered from 1."""

    keys: list[Key] = field(default_factory=list)

    def take(self, text: str) -> str:
        return replace_gaps(_STRAY.sub("", text), self._token)

    def _token(self, inner: str) -> str:
        self.keys.append(read_key(inner.strip()))
        return f"{OPEN}{len(self.keys)}{CLOSE}"


class Gaps(BaseKind):
    """Public `text_html` with a token for each gap, and their ids `gaps`; sealed `keys`, one for each gap."""

    name = "gaps"
    titles = ("isian rumpang", "rumpang", "lengkapi", "gaps", "cloze")
    label = N_("Melengkapi kalimat")
    example = "Lengkapi: Ibu kota negara adalah [[Nusantara / IKN]]."
    template = "questions/_gaps.html"
    marked_template = "questions/_marked_parts.html"

    def recognises(self, block: QuestionBlock) -> bool:
        if block.options or "jawaban" in block.properties:
            return False
        return "lengkapi" in block.properties or has_gap(block.prompt) or has_gap(block.body)

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        text = _Text()
        pieces = [_in_prompt(block, text), block.writer.block(text.take(block.body), block.body_line)]
        if given := block.properties.get("lengkapi"):
            pieces.append(block.writer.block(text.take(given.text), given.line))
        _check(block, text.keys, "".join(pieces), report)
        public = public_part(block, self.name, body="")
        if has_gap(block.prompt):
            public["prompt_html"] = block.writer.inline(without_gaps(block.prompt), block.line)
        public["text_html"] = _IN_TAG.sub(lambda tag: _TOKEN.sub("…", tag[0]), "".join(pieces))
        public["gaps"] = [str(number) for number in range(1, len(text.keys) + 1)]
        sealed = sealed_part(block, self.name)
        sealed["keys"] = [{"accepted": list(key.accepted), "keep_case": key.keep_case} for key in text.keys]
        return Parsed(public, sealed, report.findings())

    def parts(self, public: Fields) -> Sequence[str]:
        return tuple(public["gaps"])

    def read_answer(self, public: Fields, values: Sequence[str]) -> Answer | None:
        given = {part: read_short(words) for part, words in read_parts(values).items()}
        if not set(public["gaps"]).issuperset(given):
            raise InvalidAnswer(_("Isian yang dikirim tidak ada pada soal ini. Muat ulang halaman, lalu isi lagi."))
        return given or None

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        given = given_parts(answer)
        remarks = tuple(
            _remark(str(number), given.get(str(number), ""), key) for number, key in enumerate(_keys(sealed), 1)
        )
        right = sum(remark.right for remark in remarks)
        return Mark(
            points=Fraction(right, len(remarks)) if remarks else Fraction(0),
            remarks=remarks,
            explanation_html=sealed["explanation_html"],
        )

    def best_answer(self, sealed: Fields) -> Answer:
        return {str(number): (key.accepted or ("",))[0] for number, key in enumerate(_keys(sealed), 1)}

    def tally(self, public: Fields, sealed: Fields, given: Iterable[Given]) -> Sequence[Count]:
        """How often each gap was right."""
        return tally_remarks(self.mark, sealed, given)


def tally_remarks(mark: Any, sealed: Fields, given: Iterable[Given]) -> tuple[Count, ...]:
    """How often each part of a question was right: every answer is marked again by `mark(sealed, answer)`."""
    labels = [(remark.option, remark.label_html) for remark in mark(sealed, None).remarks]
    right = dict.fromkeys((option for option, _ in labels), 0)
    whole = 0
    for one in given:
        whole += one.times
        for remark in mark(sealed, one.answer).remarks:
            right[remark.option] += one.times * remark.right
    return tuple(Count(label, right[option], whole, right=True) for option, label in labels)


def split_text(html: str) -> list[tuple[str, str]]:
    """The text before each gap with the gap's id, in order; the last id is ""."""
    pieces = _TOKEN.split(html)
    return [*zip(pieces[::2], pieces[1::2], strict=False), (pieces[-1], "")]


def _keys(sealed: Fields) -> list[Key]:
    return [Key(tuple(key["accepted"]), key["keep_case"]) for key in sealed["keys"]]


def _remark(gap: str, given: str, key: Key) -> Remark:
    label = _("Rumpang %(number)s", number=gap)
    note = " / ".join(key.accepted)
    return Remark(gap, bool(given), key.accepts(given), label_html=label, given=given, note=note)


def _in_prompt(block: QuestionBlock, text: _Text) -> str:
    """A heading with gaps is repeated below itself, where they can be filled in."""
    if not has_gap(block.prompt):
        return ""
    return f"<p>{block.writer.inline(text.take(block.prompt), block.line)}</p>"


def _check(block: QuestionBlock, keys: Sequence[Key], html: str, report: Report) -> None:
    example = "tulis seperti `Ibu kota adalah [[Nusantara / IKN]].`"
    if not keys:
        report.wrong(block.line, "soal isian rumpang ini belum punya rumpang", example)
    for number, key in enumerate(keys, 1):
        if not key.is_usable:
            report.wrong(block.line, f"rumpang ke-{number} belum punya jawaban", example)
    if _IN_TAG.search(html):
        report.wrong(
            block.line, "rumpang tidak dapat berada di dalam gambar atau tautan", "pindahkan ke kalimat di luarnya"
        )
