"""QTI 1.2, as Canvas' classic quizzes export it: questestinterop → sections → items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from elearn.core.exchange.grading import FULL, boxes_of, number
from elearn.core.exchange.items import Amount, Entry, Essay, Gaps, Item, Option, Pairs, Passage, Shape, Words
from elearn.core.exchange.marks import split_prompt, usable_wording
from elearn.core.exchange.prose import Prose
from elearn.core.exchange.safe_xml import Element, every, first, name_of, text_of

Find: TypeAlias = Callable[[str], str]
_REFUSED = {
    "calculated_question": "soal hitungan berparameter tidak ada padanannya",
    "file_upload_question": "soal unggah berkas tidak ada padanannya",
}


def read(root: Element, path: str, find: Find) -> Iterator[Entry]:
    """One entry per item, under the titles of the assessment and its sections."""
    for item in every(root, "item"):
        titles = [
            one.get("title") or ""
            for one in item.iterancestors()
            if name_of(one) in ("assessment", "section", "objectbank")
        ]
        yield _Item(item, Prose(find), path).entry(tuple(title for title in reversed(titles) if title))


@dataclass(slots=True)
class _Item:
    root: Element
    prose: Prose
    path: str

    def entry(self, category: tuple[str, ...]) -> Entry:
        facts = {text_of(one, "fieldlabel"): text_of(one, "fieldentry") for one in every(self.root, "qtimetadatafield")}
        kind = facts.get("question_type", "") or self._guess()
        name = self.root.get("title") or self.root.get("ident") or "soal"
        position = f"{self.path}:{self.root.sourceline} · {kind or 'item'}"
        text = self._words()
        if kind == "text_only_question":
            return Entry(name, position, Passage(text), tuple(self.prose.losses), category)
        reader = _READERS.get(kind)
        found = reader(self, text) if reader else None
        if found is None:
            known = (_REFUSED.get(kind, f"jenis soal QTI 1.2 “{kind or '?'}” tidak ada padanannya"),)
            missing = ("soal ini tidak punya jawaban benar",)
            return Entry(name, position, None, (missing if reader else known), category)
        shape, text = found
        prompt, body = split_prompt(text, name)
        weight = number(facts.get("points_possible")) or Fraction(1)
        if weight != min(max(round(weight), 1), 100):
            self.prose.lose(f"bobot {float(weight):g} menjadi {min(max(round(weight), 1), 100)}")
        item = Item(
            shape,
            prompt,
            body,
            id=self.root.get("ident") or name,
            weight=min(max(round(weight), 1), 100),
            explanation=self._feedback(*(f"{word}_fb" for word in ("general", "correct"))),
        )
        return Entry(name, position, item, tuple(dict.fromkeys(self.prose.losses)), category)

    def _guess(self) -> str:
        """The type by its shape, for exports of other programs than Canvas."""
        lids = every(self.root, "response_lid")
        if len(lids) == 1:
            many = lids[0].get("rcardinality", "Single").lower() == "multiple"
            return "multiple_answers_question" if many else "multiple_choice_question"
        if every(self.root, "response_num"):
            return "numerical_question"
        if every(self.root, "response_str"):
            return "short_answer_question" if every(self.root, "varequal") else "essay_question"
        return "matching_question" if lids else "text_only_question"

    def _words(self) -> str:
        presentation = first(self.root, "presentation")
        material = first(presentation, "material") if presentation is not None else None
        if material is None and presentation is not None:
            material = next(iter(every(presentation, "material")), None)
        return self.block(material)

    def block(self, holder: Element | None) -> str:
        """The texts of a material as blocks of Markdown."""
        if holder is None:
            return ""
        parts = [self.prose.html(text_of(one)) for one in every(holder, "mattext") if text_of(one)]
        for image in every(holder, "matimage"):
            path = self.prose.find(image.get("uri", ""))
            parts += [f"![Gambar soal]({path})"] if path else []
            self.prose.lose("gambar tanpa teks alternatif; diberi “Gambar soal”" if path else "gambar tidak ikut")
        return "\n\n".join(parts)

    def line(self, holder: Element | None) -> str:
        return self.prose.flat(self.block(holder))

    def _feedback(self, *idents: str) -> str:
        found = {one.get("ident", ""): one for one in every(self.root, "itemfeedback")}
        return "\n\n".join(
            dict.fromkeys(text for ident in idents if ident in found and (text := self.block(found[ident])))
        )

    def scores(self, lid: str = "") -> dict[str, Fraction]:
        """Answer → the most it earns; conditions with several answers (an `and`) count each wanted one."""
        found = dict[str, Fraction]()
        for condition in every(self.root, "respcondition"):
            given = number(text_of(next(iter(every(condition, "setvar")), None)) or "0") or Fraction(0)
            for equal in every(condition, "varequal"):
                negated = any(name_of(one) == "not" for one in equal.iterancestors())
                if not negated and lid in ("", equal.get("respident", "")):
                    answer = text_of(equal)
                    found[answer] = max(found.get(answer, Fraction(0)), given)
        return {answer: earned for answer, earned in found.items() if earned > 0}

    def choices(self, *, single: bool) -> tuple[Shape, str] | None:
        scores = self.scores()
        labels = every(self.root, "response_label")
        top = max(scores.values(), default=Fraction(0))
        rights = [one.get("ident", "") for one in labels if one.get("ident", "") in scores]
        options = []
        for label in labels:
            ident = label.get("ident", "")
            earns = FULL * scores.get(ident, Fraction(0)) / top if top else Fraction(0)
            if not single:
                earns = (FULL if ident in rights else -FULL) / max(len(rights), 1)
            options.append((earns, Option(self.line(label), feedback=self._feedback(f"{ident}_fb"))))
        shape, losses = boxes_of(options, single=single)
        for loss in losses:
            self.prose.lose(loss)
        return (shape, "") if shape.rights or shape.scored else None


def _with_text(found: tuple[Shape, str] | None, text: str) -> tuple[Shape, str] | None:
    return None if found is None else (found[0], text)


def _short(item: _Item, text: str) -> tuple[Shape, str] | None:
    right = [" ".join(answer.split()) for answer in item.scores()]
    usable = tuple(answer for answer in dict.fromkeys(right) if usable_wording(answer))
    if len(usable) < len(set(right)):
        item.prose.lose("jawaban dengan garis miring berspasi tidak dapat ditulis; tidak dipakai")
    return (Words(usable), text) if usable else None


def _numerical(item: _Item, text: str) -> tuple[Shape, str] | None:
    """Canvas writes an exact answer with a range around it, or a range alone."""
    exact = next((value for answer in item.scores() if (value := number(answer)) is not None), None)
    low = number(text_of(next(iter(every(item.root, "vargte", "vargt")), None)))
    high = number(text_of(next(iter(every(item.root, "varlte", "varlt")), None)))
    if exact is None and (low is None or high is None):
        return None
    if low is not None and high is not None:
        middle = exact if exact is not None else (low + high) / 2
        return Amount(middle, max(high - middle, middle - low)), text
    return Amount(exact if exact is not None else Fraction(0)), text


def _essay(_item: _Item, text: str) -> tuple[Shape, str] | None:
    return Essay(), text


def _matching(item: _Item, text: str) -> tuple[Shape, str] | None:
    pairs, rights = list[tuple[str, str]](), dict[str, str]()
    for lid in every(item.root, "response_lid"):
        labels = {one.get("ident", ""): item.line(one) for one in every(lid, "response_label")}
        rights |= labels
        right = next((labels[answer] for answer in item.scores(lid.get("ident", "")) if answer in labels), "")
        pairs.append((item.line(first(lid, "material")), right))
    spare = [("", words) for words in rights.values() if words not in {right for _, right in pairs}]
    return (Pairs((*pairs, *spare)), text) if pairs and all(right for _, right in pairs) else None


def _blanks(item: _Item, text: str) -> tuple[Shape, str] | None:
    """`[nama]` in the text stands for the response of that name."""
    dropdowns = False
    for lid in every(item.root, "response_lid"):
        labels = {one.get("ident", ""): text_of(one) for one in every(lid, "response_label")}
        right = [labels[answer] for answer in item.scores(lid.get("ident", "")) if answer in labels]
        usable = [answer for answer in dict.fromkeys(right) if usable_wording(answer, "[]")]
        dropdowns = dropdowns or len(labels) > len(right)
        name = lid.get("ident", "").removeprefix("response_")
        if not usable or f"\\[{name}\\]" not in text:
            return None
        text = text.replace(f"\\[{name}\\]", f"[[{' / '.join(usable)}]]")
    if dropdowns:
        item.prose.lose("pilihan pada rumpang menjadi isian; yang disimpan: jawaban benarnya")
    return Gaps(), text


_READERS: Mapping[str, Callable[[_Item, str], tuple[Shape, str] | None]] = {
    "multiple_choice_question": lambda item, text: _with_text(item.choices(single=True), text),
    "true_false_question": lambda item, text: _with_text(item.choices(single=True), text),
    "multiple_answers_question": lambda item, text: _with_text(item.choices(single=False), text),
    "short_answer_question": _short,
    "numerical_question": _numerical,
    "essay_question": _essay,
    "matching_question": _matching,
    "fill_in_multiple_blanks_question": _blanks,
    "multiple_dropdowns_question": _blanks,
}
