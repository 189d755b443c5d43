"""Items → the text of a quiz file in our format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from elearn.core.questions.block import fold
from elearn.core.questions.quantity import looks_like_quantity

from .items import Amount, Boxes, Essay, Gaps, Item, Ordering, Pairs, Shape, Verdict, Words
from .marks import quoted

TRUE, FALSE = "Benar", "Salah"


def write_item(item: Item) -> str:
    """One question, from its heading to its explanation; ends with a line break."""
    parts = [
        f"## {item.prompt}" + (f"\n<!-- id: {item.id} -->" if item.id else ""),
        _properties(item),
        item.body,
        _answer(item.shape),
        _aside("Petunjuk", item.hint),
        _aside("Pembahasan", item.explanation),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _properties(item: Item) -> str:
    named = (
        ("Kompetensi", item.competency),
        ("Bobot", str(item.weight) if item.weight != 1 else ""),
        ("Materi", f"{item.lesson}.md" if item.lesson else ""),
        ("Tingkat", item.level),
        ("Label", item.label.replace("·", "-")),
        ("Tipe", "isian singkat" if isinstance(item.shape, Words) and _seems_other(item.shape) else ""),
        ("Nilai", "penuh" if isinstance(item.shape, Boxes) and item.shape.whole else ""),
    )
    return " · ".join(f"{name}: {value}" for name, value in named if value)


def _seems_other(shape: Words) -> bool:
    """Whether the check would read these words as a number or an essay."""
    text = _answer(shape).removeprefix("Jawaban: ")
    return looks_like_quantity(text) or fold(text).startswith(("uraian", "essay"))


def _answer(shape: Shape) -> str:  # noqa: PLR0911  # one for each shape
    match shape:
        case Boxes():
            return "\n".join(_boxes(shape))
        case Verdict():
            boxes = ((TRUE, shape.right, shape.if_true), (FALSE, not shape.right, shape.if_false))
            return "\n".join(_box("x" if right else " ", word, feedback) for word, right, feedback in boxes)
        case Amount():
            return f"Jawaban: {number_text(shape)}"
        case Words():
            return f"Jawaban: {'peka ' if shape.keep_case else ''}{' / '.join(shape.accepted)}"
        case Pairs():
            rows = (("Pernyataan", "Pasangan"), ("---", "---"), *shape.pairs)
            return "\n".join(f"| {_cell(left)} | {_cell(right)} |" for left, right in rows)
        case Ordering():
            return "\n".join(f"{number}. {line}" for number, line in enumerate(shape.lines, 1))
        case Essay():
            return "\n\n".join(part for part in (f"Jawaban: uraian{_bounds(shape)}", shape.rubric) if part)
        case Gaps():
            return ""


def _boxes(shape: Boxes) -> Iterator[str]:
    for option in shape.options:
        tick = str(option.points) if shape.scored else "x" if option.right else " "
        yield _box(tick, option.text, option.feedback)


def _box(tick: str, words: str, feedback: str) -> str:
    lines = quoted(feedback).split("\n") if feedback else []
    return "\n".join([f"- [{tick}] {words}", *(f"  > {line}".rstrip() for line in lines)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _aside(title: str, text: str) -> str:
    """`> **Petunjuk:** …`; a text that begins with a list or code begins on its own line."""
    if not text:
        return ""
    apart = re.match(r"\s|[-+>#|]|\d+[.)]|`{3}|~{3}|\*\s", text)
    text = quoted(text)
    first = f"**{title}:**\n{text}" if apart else f"**{title}:** {text}"
    return "\n".join(f"> {line}".rstrip() for line in first.split("\n"))


def _bounds(shape: Essay) -> str:
    match shape.fewest, shape.most:
        case None, None:
            return ""
        case None, most:
            return f", {most} kata"
        case fewest, None:
            return f", minimal {fewest} kata"
        case fewest, most:
            return f", {fewest}–{most} kata"


def number_text(amount: Amount) -> str:
    """`20 ± 0,5 hari`, as `Jawaban:` has it."""
    margin = f" ± {decimal_comma(amount.tolerance)}" if amount.tolerance else ""
    return f"{decimal_comma(amount.value)}{margin}{' ' if amount.unit else ''}{amount.unit}"


def decimal_comma(number: Fraction) -> str:
    """A finite decimal with a comma, written so that it can be read in one way only."""
    text = decimal_point(number).replace(".", ",")
    return text + "0" if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text) else text


def decimal_point(number: Fraction) -> str:
    """A finite decimal with a point; at most 12 places of one that is not finite."""
    scaled = round(number * 10**12)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(13, "0")
    places = digits[-12:].rstrip("0")
    return f"{sign}{digits[:-12]}{'.' if places else ''}{places}"


def write_quiz(title: str, introduction: str, questions: Iterable[str]) -> str:
    """A quiz file: front matter, an introduction that may be "", and questions as `write_item` gives them."""
    head = f"---\njudul: {yaml_text(title)}\njenis: kuis\nnilai lulus: 70\n---\n"
    return "\n".join([head, *([introduction + "\n"] if introduction else []), *questions])


def write_lesson(title: str, text: str) -> str:
    """A lesson file."""
    return f"---\njudul: {yaml_text(title)}\n---\n\n{text}\n"


def write_course(title: str, summary: str, jp: int) -> str:
    """A kursus.md to begin with."""
    return f"---\njudul: {yaml_text(title)}\nringkasan: {yaml_text(summary)}\njp: {jp}\n---\n"


def yaml_text(text: str) -> str:
    """One line of text as a YAML value in double quotes."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
