"""GIFT out: texts as Markdown, what GIFT lacks in tags, and a report of what its readers will not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.items import Amount, Boxes, Essay, Item, Pairs, Shape, Verdict, Words
from elearn.core.exchange.manuscripts import Asked, CourseText, left_behind
from elearn.core.exchange.marks import unstructured
from elearn.core.exchange.report import Line, carried
from elearn.core.exchange.writing import decimal_point

from .gift_text import escape
from .grades import fractions_of, percent
from .tags import gift_tags_of


def write(course: CourseText, _with_key: bool) -> Exported:  # every exporter is called with both
    """All questions of a course, one category per quiz and group."""
    report, parts = list[Line](), list[str]()
    for step in course.steps:
        report.extend(left_behind(step))
        for group, asked in step.groups:
            path = "/".join(name.replace("/", "//") for name in (course.title, step.title, group) if name)
            parts.append(f"$CATEGORY: $course$/top/{path}\n")
            for one in asked:
                text, line = _question(one)
                report.append(line)
                parts += [text] if text else []
    return Exported({"": ("\n".join(parts)).encode()}, tuple(report))


def _question(asked: Asked) -> tuple[str, Line]:
    item = asked.item
    answers = _answers(item.shape) if item else None
    if item is None or answers is None:
        reason = "GIFT tidak punya jenis soal ini" if item else asked.losses[0]
        return "", Line(asked.name, asked.position, "ditolak", reason)
    losses = (*asked.losses, *_losses(item))
    remarks = [f"[id:{_bracket(item.id)}]", *(f"[tag:{_bracket(tag)}]" for tag in gift_tags_of(item))]
    words = "\n\n".join(part for part in (unstructured(item.prompt), item.body) if part)
    general = f" ####{escape(item.explanation)}" if item.explanation else ""
    name = escape(re.sub(r"[\\*`]", "", item.prompt)[:200])
    text = f"// {' '.join(remarks)}\n::{name}::[markdown]{escape(words)}{{{answers}{general}}}\n"
    return text, carried(asked.name, asked.position, losses)


def _bracket(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", " ".join(text.split()))


def _answers(shape: Shape) -> str | None:  # noqa: PLR0911  # one for each shape
    """What stands between the braces; None for a kind GIFT does not have."""
    match shape:
        case Boxes():
            return "".join(_options(shape)) if shape.scored or shape.rights else None
        case Verdict(right=right, if_true=if_true, if_false=if_false):
            when_right, when_wrong = (if_true, if_false) if right else (if_false, if_true)
            said = f"#{escape(when_wrong)}#{escape(when_right)}" if when_right or when_wrong else ""
            return f"{'T' if right else 'F'}{said}"
        case Amount(value=value, tolerance=tolerance):
            return f"#{decimal_point(value)}:{decimal_point(tolerance)}"
        case Words(accepted=accepted):
            return " ".join(f"={escape(text)}" for text in accepted)
        case Pairs(pairs=pairs) if not any("->" in side for pair in pairs for side in pair):
            return " ".join(f"={escape(unstructured(left))} -> {escape(unstructured(right))}" for left, right in pairs)
        case Essay():
            return ""
        case _:
            return None


def _options(shape: Boxes) -> Iterator[str]:
    fractions, _ = fractions_of(shape)
    plain = not shape.scored and not shape.is_many
    for fraction, option in zip(fractions, shape.options, strict=True):
        mark = ("=" if option.right else "~") if plain else f"~%{percent(fraction)}%"
        feedback = f"#{escape(option.feedback)}" if option.feedback else ""
        yield f"\n{mark}{escape(unstructured(option.text))}{feedback}"


def _losses(item: Item) -> Iterator[str]:
    """What another reader of GIFT will not see; at home it comes back from the tags."""
    if item.weight != 1:
        yield "bobot hanya tersimpan sebagai tag"
    if item.hint:
        yield "petunjuk hanya tersimpan sebagai tag"
    if "](aset/" in f"{item.body}{item.prompt}{item.explanation}":
        yield "gambar tidak ikut: GIFT hanya memuat teks"
    match item.shape:
        case Boxes() as boxes:
            yield from fractions_of(boxes)[1]
        case Words(keep_case=True):
            yield "peka huruf besar-kecil hanya tersimpan sebagai tag"
        case Words(accepted=accepted) if any("*" in text for text in accepted):
            yield "tanda * pada jawaban berarti “apa saja” di Moodle"
        case Amount(unit=unit) if unit:
            yield "satuan hanya tersimpan sebagai tag"
        case Essay() as essay if essay.fewest or essay.most or essay.rubric:
            yield "batas kata dan rubrik hanya tersimpan sebagai tag"
        case _:
            pass
