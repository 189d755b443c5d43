"""What each of Moodle's question types becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from elearn.core.exchange.grading import boxes_of, is_full, number
from elearn.core.exchange.items import Amount, Boxes, Essay, Gaps, Option, Ordering, Pairs, Shape, Verdict, Words
from elearn.core.exchange.marks import inline, one_line, usable_wording
from elearn.core.exchange.safe_xml import Element, every, first, text_of
from elearn.core.questions.pieces import table_in
from elearn.core.questions.quantity import parse_quantity

from .cloze import Cloze
from .xml_texts import Texts


@dataclass(frozen=True, slots=True)
class Found:
    """A shape with the question's words; `below` goes to the end of the body, `remarks` to that of the explanation."""

    shape: Shape
    text: str
    below: str = ""
    remarks: tuple[str, ...] = ()


Reader: TypeAlias = Callable[[Element, Texts], Found | None]


def _question(element: Element, texts: Texts) -> str:
    return texts.block(first(element, "questiontext"))


def _answers(element: Element) -> list[tuple[Fraction, Element]]:
    return [(number(answer.get("fraction")) or Fraction(0), answer) for answer in element if answer.tag == "answer"]


def _feedback(answer: Element, texts: Texts) -> str:
    return texts.block(first(answer, "feedback"))


def _multichoice(element: Element, texts: Texts) -> Found | None:
    options = [
        (fraction, Option(texts.line(answer), feedback=_feedback(answer, texts)))
        for fraction, answer in _answers(element)
    ]
    shape, losses = boxes_of(options, single=text_of(element, "single") in ("true", "1"))
    texts.lose(*losses)
    return Found(shape, _question(element, texts)) if shape.rights or shape.scored else None


def _all_or_nothing(element: Element, texts: Texts) -> Found | None:
    """The plugin multichoiceset: only the whole set counts."""
    options = tuple(
        Option(texts.line(answer), right=fraction > 0, feedback=_feedback(answer, texts))
        for fraction, answer in _answers(element)
    )
    shape = Boxes(options, whole=True)
    return Found(shape if shape.is_many else replace(shape, whole=False), _question(element, texts))


def _true_false(element: Element, texts: Texts) -> Found | None:
    said = {text_of(answer, "text").lower(): (fraction, answer) for fraction, answer in _answers(element)}
    if set(said) != {"true", "false"}:
        return None
    feedback = {word: _feedback(answer, texts) for word, (_, answer) in said.items()}
    return Found(
        Verdict(said["true"][0] > said["false"][0], feedback["true"], feedback["false"]), _question(element, texts)
    )


def _typed(element: Element, texts: Texts) -> tuple[list[str], tuple[str, ...]]:
    """The fully right answers as typed, and their feedback; what else there is counts as lost."""
    answers = [(fraction, text_of(answer, "text"), _feedback(answer, texts)) for fraction, answer in _answers(element)]
    if any(fraction > 0 and not is_full(fraction) for fraction, _, _ in answers):
        texts.lose("jawaban yang bernilai sebagian tidak dipakai; yang disimpan: jawaban bernilai penuh")
    remarks = tuple(dict.fromkeys(feedback for _, _, feedback in answers if feedback))
    if remarks:
        texts.lose("umpan balik tiap jawaban dipindahkan ke pembahasan")
    return [" ".join(text.split()) for fraction, text, _ in answers if is_full(fraction)], remarks


def _short(element: Element, texts: Texts) -> Found | None:
    right, remarks = _typed(element, texts)
    usable = tuple(text for text in dict.fromkeys(right) if "*" not in text and usable_wording(text))
    if len(usable) < len(set(right)):
        texts.lose("jawaban dengan tanda * atau garis miring berspasi tidak dapat ditulis; tidak dipakai")
    keep_case = text_of(element, "usecase") == "1"
    return Found(Words(usable, keep_case), _question(element, texts), remarks=remarks) if usable else None


def _numerical(element: Element, texts: Texts) -> Found | None:
    right, remarks = _typed(element, texts)
    key = next((answer for fraction, answer in _answers(element) if is_full(fraction)), None)
    value = number(right[0]) if right else None
    if key is None or value is None:
        return None
    if len(right) > 1:
        texts.lose("hanya angka benar yang pertama yang disimpan")
    tolerance = number(text_of(key, "tolerance") or "0") or Fraction(0)
    return Found(Amount(value, abs(tolerance), _unit(element, texts)), _question(element, texts), remarks=remarks)


def _unit(element: Element, texts: Texts) -> str:
    units = [(number(text_of(unit, "multiplier")), text_of(unit, "unit_name")) for unit in every(element, "unit")]
    base = next((name for multiplier, name in units if multiplier == 1), "")
    if any(multiplier != 1 for multiplier, _ in units):
        texts.lose("satuan lain beserta pengalinya tidak dipakai")
    read = parse_quantity(f"1 {base}") if base else None
    if base and (read is None or read.unit != base):
        texts.lose(f"satuan “{base}” tidak dapat ditulis; angkanya tetap")
        return ""
    return base


def _matching(element: Element, texts: Texts) -> Found | None:
    rows = [
        (texts.line(row), one_line(inline(text_of(row, "answer", "text")))[0]) for row in every(element, "subquestion")
    ]
    pairs = tuple((left, right) for left, right in rows if right)
    return Found(Pairs(pairs), _question(element, texts)) if pairs else None


def _ordering(element: Element, texts: Texts) -> Found | None:
    answers = sorted(_answers(element), key=lambda pair: pair[0])
    if text_of(element, "gradingtype") not in ("", "RELATIVE_NEXT_EXCLUDE_LAST", "1"):
        texts.lose("cara penilaian urutan menjadi bagian pasangan bersebelahan yang benar")
    if text_of(element, "selecttype") not in ("", "ALL", "0"):
        texts.lose("semua butir ditampilkan, bukan sebagian")
    return Found(Ordering(tuple(texts.line(answer) for _, answer in answers)), _question(element, texts))


def _essay(element: Element, texts: Texts) -> Found | None:
    low, high = (number(text_of(element, name)) for name in ("minwordlimit", "maxwordlimit"))
    info, template = texts.block(first(element, "graderinfo")), texts.block(first(element, "responsetemplate"))
    if (text_of(element, "attachments") or "0") != "0":
        texts.lose("lampiran berkas pada jawaban uraian tidak didukung")
    if template:
        texts.lose("kerangka jawaban dipindahkan ke akhir soal")
    rubric = info if info and _is_table(info) else ""
    if info and not rubric:
        texts.lose("petunjuk penilai bukan tabel rubrik; dipindahkan ke pembahasan")
    shape = Essay(int(low) if low else None, int(high) if high else None, rubric)
    return Found(shape, _question(element, texts), template, () if rubric or not info else (info,))


def _is_table(block: str) -> bool:
    found = table_in(block, 1)
    return found is not None and not found.rest.strip()


def _cloze(element: Element, texts: Texts) -> Found | None:
    cloze, words = Cloze(), first(element, "questiontext")
    raw = cloze.take_out(text_of(words, "text"))
    text = cloze.put_back(texts.words(raw, words.get("format", "html"), words)) if words is not None else ""
    texts.lose(*cloze.losses)
    if len(cloze.weights) > 1:
        texts.lose("bobot tiap rumpang disamakan")
    return Found(Gaps(), text) if cloze.gaps else None


def _chosen_gaps(element: Element, texts: Texts) -> Found | None:
    """gapselect and ddwtos: `[[1]]` names one of the choices below."""
    cloze, words = Cloze(), first(element, "questiontext")
    choices = [text_of(choice, "text") for choice in every(element, "selectoption", "dragbox")]
    raw = text_of(words, "text")
    for place, choice in enumerate(choices, 1):
        key = cloze.bracketed([choice])
        cloze.gaps.append(key or choice)
        raw = raw.replace(f"[[{place}]]", f"\ue000{place - 1}\ue001")
    if words is None or "\ue000" not in raw:
        return None
    texts.lose("pilihan kata menjadi isian; kata pengecoh tidak ikut")
    return Found(Gaps(), cloze.put_back(texts.words(raw, words.get("format", "html"), words)))


READERS: Mapping[str, Reader] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _chosen_gaps,
    "ddwtos": _chosen_gaps,
}
