"""What each interaction of QTI becomes; those not named here have no counterpart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from elearn.core.exchange.grading import FULL, boxes_of, number
from elearn.core.exchange.items import Amount, Boxes, Essay, Option, Ordering, Pairs, Shape, Words
from elearn.core.exchange.marks import usable_wording
from elearn.core.exchange.safe_xml import Element, every, text_of
from elearn.core.questions.pieces import table_in

from .declarations import Response, outcomes, tolerance

if TYPE_CHECKING:
    from .items import Reading

OPEN, CLOSE = "\ue000", "\ue001"
_NUMBERS = frozenset({"float", "integer"})


def _choices(reading: Reading, interaction: Element) -> Shape | None:
    response = reading.response(interaction)
    single = not response.is_many or interaction.get("maxChoices") == "1"
    options = list[tuple[Fraction, Option]]()
    top = max(response.worth.values(), default=Fraction(0))
    whole = sum((worth for worth in response.worth.values() if worth > 0), Fraction(0))
    scale = top if single else whole
    for choice in every(interaction, "simpleChoice"):
        identifier = choice.get("identifier", "")
        said = _take_feedback(reading, choice) or reading.feedback(identifier)
        if scale > 0:
            earns = FULL * response.worth.get(identifier, Fraction(0)) / scale
        else:
            earns = FULL / len(response.right) if identifier in response.right else Fraction(0)
            earns = -FULL / len(response.right) if not earns and response.right and not single else earns
        options.append((earns, Option(reading.prose.element_line(choice), feedback=said)))
    shape, losses = boxes_of(options, single=single)
    points = [
        int(part) for part in outcomes(reading.root).get("ELEARN_POIN", "").split(",") if part.lstrip("-").isdecimal()
    ]
    if len(points) == len(options):
        return Boxes(
            tuple(
                Option(one.text, points=p, feedback=one.feedback) for (_, one), p in zip(options, points, strict=True)
            ),
            scored=True,
        )
    reading.prose.losses.extend(losses)
    if not single and scale <= 0 and len(response.right) > 1 and "ELEARN_NILAI" not in outcomes(reading.root):
        reading.prose.lose("nilai semua-atau-tidak menjadi nilai sebagian menurut aturan elearn")
    return shape if shape.rights or shape.scored else None


def _take_feedback(reading: Reading, choice: Element) -> str:
    said = []
    for inline in every(choice, "feedbackInline"):
        said.append(reading.prose.element(inline))
        inline.clear()
    return "\n\n".join(part for part in said if part)


def _typed(reading: Reading, interaction: Element) -> Shape | None:
    response = reading.response(interaction)
    if response.kind in _NUMBERS:
        value = number(response.best[0]) if response.best else None
        unit = outcomes(reading.root).get("ELEARN_SATUAN", "")
        return None if value is None else Amount(value, tolerance(reading.root), unit)
    usable = _usable(reading, response)
    return Words(usable, response.keeps_case) if usable else None


def _usable(reading: Reading, response: Response, forbidden: str = "") -> tuple[str, ...]:
    best = [" ".join(value.split()) for value in response.best]
    usable = tuple(value for value in dict.fromkeys(best) if usable_wording(value, forbidden))
    if len(usable) < len(set(best)):
        reading.prose.lose("jawaban dengan garis miring berspasi atau kurung siku tidak dapat ditulis; tidak dipakai")
    if len(response.worth) > len(response.best):
        reading.prose.lose("jawaban yang bernilai sebagian tidak dipakai; yang disimpan: jawaban bernilai penuh")
    return usable


def _essay(reading: Reading, interaction: Element) -> Shape | None:
    response = reading.response(interaction)
    kept = outcomes(reading.root)
    if response.right and response.kind == "string":
        reading.prose.lose("contoh jawaban uraian tidak ikut")
    low, high = (number(kept.get(name)) for name in ("ELEARN_PALING_SEDIKIT", "ELEARN_PALING_BANYAK"))
    rubric = ""
    for block in every(reading.root, "rubricBlock"):
        text = reading.prose.element(block)
        table = table_in(text, 1)
        if block.get("view", "") == "scorer" and table is not None and not table.rest.strip():
            rubric = text
        elif text:
            reading.prose.lose("keterangan untuk penilai (rubricBlock) bukan tabel; tidak ikut")
    return Essay(int(low) if low else None, int(high) if high else None, rubric)


def _match(reading: Reading, interaction: Element) -> Shape | None:
    sets = every(interaction, "simpleMatchSet")
    if len(sets) != 2:
        return None
    left, right = (
        {one.get("identifier", ""): reading.prose.element_line(one) for one in every(side, "simpleAssociableChoice")}
        for side in sets
    )
    joined = dict[str, str]()
    response = reading.response(interaction)
    for pair in response.right or response.best:
        first_id, _, second = pair.partition(" ")
        if first_id in joined:
            reading.prose.lose("satu butir kiri punya lebih dari satu pasangan; tidak ada padanannya")
            return None
        joined[first_id] = second
    pairs = [(left[one], right[joined[one]]) for one in left if joined.get(one) in right]
    if len(pairs) < len(left):
        reading.prose.lose("butir kiri tanpa pasangan tidak ikut")
    spare = [("", text) for one, text in right.items() if one not in joined.values()]
    return Pairs((*pairs, *spare)) if pairs else None


def _order(reading: Reading, interaction: Element) -> Shape | None:
    lines = {one.get("identifier", ""): reading.prose.element_line(one) for one in every(interaction, "simpleChoice")}
    right = reading.response(interaction).right
    return Ordering(tuple(lines[one] for one in right)) if right and set(right) == set(lines) else None


def make_gaps(reading: Reading, interaction: Element) -> bool:
    """Puts tokens where words are missing; False when a gap has no right answer."""
    if interaction.tag == "gapMatchInteraction":
        return _drag(reading, interaction)
    response = reading.response(interaction)
    if interaction.tag == "inlineChoiceInteraction":
        words = {one.get("identifier", ""): text_of(one) for one in every(interaction, "inlineChoice")}
        reading.prose.lose("pilihan pada rumpang menjadi isian; yang disimpan: jawaban benarnya")
        keys = [words[one] for one in response.best if one in words]
    else:
        keys = list(_usable(reading, response, "[]"))
    peka = response.keeps_case and interaction.tag == "textEntryInteraction" and response.kind == "string"
    return _token(reading, interaction, keys, keep_case=peka)


def _drag(reading: Reading, interaction: Element) -> bool:
    words = {one.get("identifier", ""): text_of(one) for one in every(interaction, "gapText")}
    joined = {}
    for pair in reading.response(interaction).right:
        word, _, gap = pair.partition(" ")
        joined[gap] = words.get(word, "")
    reading.prose.lose("kata yang diseret menjadi isian; kata pengecoh tidak ikut")
    gaps = every(interaction, "gap")
    done = all(_token(reading, gap, [joined.get(gap.get("identifier", ""), "")]) for gap in gaps)
    for word in every(interaction, "gapText", "gapImg"):
        word.clear()
    interaction.tag = "div"
    return done and bool(gaps)


def _token(reading: Reading, element: Element, keys: list[str], *, keep_case: bool = False) -> bool:
    keys = [key for key in keys if key]
    if not keys:
        return False
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail
    element.text = f"{OPEN}{len(reading.gaps)}{CLOSE}"
    reading.gaps.append(f"[[{'peka ' if keep_case else ''}{' / '.join(keys)}]]")
    return True


READERS: Mapping[str, Callable[[Reading, Element], Shape | None]] = {
    "choiceInteraction": _choices,
    "textEntryInteraction": _typed,
    "extendedTextInteraction": _essay,
    "matchInteraction": _match,
    "orderInteraction": _order,
}
