"""The kind: one of the regions is chosen; any right one earns all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from elearn.core.questions.block import Option, QuestionBlock
from elearn.core.questions.choice import OneChoice, chosen_in, mark_choice, parse_choice
from elearn.core.questions.findings import Report
from elearn.core.questions.kinds import Answer, Fields, Mark, Parsed
from elearn.plugin import N_

from .regions import Picture, Region, read_picture


class Hotspot(OneChoice):
    """Public `picture_html`, and `options` whose `box` is in percent of the picture; never shuffled, the picture is not."""

    name = "hotspot"
    titles = ("tunjuk gambar", "hotspot")
    label = N_("Tunjuk bagian gambar")
    example = "```soal:hotspot\ngambar: aset/denah.png\nalt: Denah ruang pelayanan\ndaerah:\n  - {nama: Loket, kotak: [5, 10, 40, 30], benar: ya}\n  - {nama: Pintu, kotak: [5, 70, 40, 25]}\n```"
    template = "hotspot/_ask.html"
    marked_template = "hotspot/_marked.html"

    def recognises(self, block: QuestionBlock) -> bool:
        return block.fence is not None and block.fence.kind == self.name

    def parse(self, block: QuestionBlock) -> Parsed:
        report = Report(block.file)
        fence = block.fence
        line = fence.line if fence else block.line
        picture = read_picture(fence, block.line, report)
        options = tuple(_option(region, line, block) for region in picture.regions)
        whole = replace(block, options=options, body=fence.around if fence else block.body)
        parsed = parse_choice(whole, self.name, report)
        boxes = dict(zip((option.id for option in options), (region.box for region in picture.regions), strict=True))
        parsed.public["picture_html"] = _picture_html(picture, line, block)
        for option in parsed.public["options"]:
            option["box"] = list(boxes[option["id"]])
        return parsed

    def shuffle(self, public: Fields, _random: Random) -> dict[str, Any]:
        return dict(public)

    def mark(self, sealed: Fields, answer: Answer | None) -> Mark:
        chosen = chosen_in(answer)
        hit = len(chosen) == 1 and chosen <= frozenset(sealed["right"])
        return mark_choice(sealed, chosen, Fraction(int(hit)))


def _option(region: Region, line: int, block: QuestionBlock) -> Option:
    return Option(
        line=line,
        tick="x" if region.right else "",
        text=region.name,
        html=block.writer.inline(region.name, line),
        feedback_html=block.writer.block(region.feedback, line) if region.feedback else "",
    )


def _picture_html(picture: Picture, line: int, block: QuestionBlock) -> str:
    """The picture as the course's own Markdown draws it, so that the check looks for its file."""
    if not picture.path:
        return ""
    alt = picture.alt.replace("\\", "").replace("[", "(").replace("]", ")")
    return block.writer.inline(f"![{alt}]({picture.path})", line)
