"""Moodle XML in: one question after the other, however long the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from elearn.core.exchange.formats import Source
from elearn.core.exchange.grading import number
from elearn.core.exchange.items import Entry, Item, Passage
from elearn.core.exchange.marks import inline, split_prompt
from elearn.core.exchange.safe_xml import Element, every, first, records, root_name, text_of

from . import xml_shapes
from .tags import tagged
from .xml_texts import Texts

REFUSED = {
    "calculated": "soal hitungan berparameter tidak ada padanannya",
    "calculatedmulti": "soal hitungan berparameter tidak ada padanannya",
    "calculatedsimple": "soal hitungan berparameter tidak ada padanannya",
    "ddimageortext": "soal menyeret ke gambar tidak ada padanannya",
    "ddmarker": "soal menyeret penanda ke gambar tidak ada padanannya",
    "random": "soal acak menunjuk ke kategori di Moodle, bukan soal sendiri",
    "randomsamatch": "soal jodoh acak menunjuk ke kategori di Moodle, bukan soal sendiri",
}
_ROOTS = frozenset({"$course$", "$cat1$", "$module$", "$system$", "top"})


def recognises(source: Source) -> bool:
    return source.content.lstrip()[:1] in (b"<", b"\xef", b"\xff", b"\xfe") and root_name(source.content) == "quiz"


def read(source: Source) -> Iterator[Entry]:
    """Every question with the category it stands under."""
    category: tuple[str, ...] = ()
    for place, question in enumerate(records(source.content, ("question",)), 1):
        if question.get("type") == "category":
            category = _path(text_of(question, "category", "text"))
        else:
            yield _Question(source, question, place, category).entry()


def _path(text: str) -> tuple[str, ...]:
    """`$course$/top/Bab 1/Etika` → ("Bab 1", "Etika"); a slash within a name is written twice."""
    names = [part.replace("//", "/").strip() for part in re.split(r"(?<!/)/(?!/)", text)]
    return tuple(inline(name).replace("\\", "") for name in names if name and name not in _ROOTS)


@dataclass(slots=True)
class _Question:
    source: Source
    element: Element
    place: int
    category: tuple[str, ...]

    def entry(self) -> Entry:
        kind = self.element.get("type", "")
        name = text_of(self.element, "name", "text") or f"soal ke-{self.place}"
        position = f"{self.source.name}:{self.element.sourceline} · question[{self.place}] {kind}"
        texts = Texts(self.source)
        read = xml_shapes.READERS.get(kind)
        if read is None and kind != "description":
            reason = REFUSED.get(kind, f"jenis soal Moodle “{kind}” tidak ada padanannya")
            return Entry(name, position, None, (reason,), self.category)
        if read is None:
            return Entry(name, position, Passage(texts.block(first(self.element, "questiontext"))), (), self.category)
        found = read(self.element, texts)
        if found is None:
            return Entry(
                name, position, None, tuple(texts.losses) or ("soal ini tidak punya jawaban benar",), self.category
            )
        item = self._item(name, found, texts)
        return Entry(name, position, item, tuple(dict.fromkeys(texts.losses)), self.category)

    def _item(self, name: str, found: xml_shapes.Found, texts: Texts) -> Item:
        prompt, body = split_prompt(found.text, name)
        explanation = [
            texts.block(first(self.element, "generalfeedback")),
            texts.combined(self.element),
            *found.remarks,
        ]
        item = Item(
            shape=found.shape,
            prompt=prompt,
            body="\n\n".join(part for part in (body, found.below) if part),
            id=self._identity(name),
            weight=self._weight(texts),
            hint=self._hint(texts),
            explanation="\n\n".join(part for part in explanation if part),
        )
        return tagged(item, [text_of(tag, "text") for tag in every(self.element, "tag")])

    def _identity(self, name: str) -> str:
        """Its idnumber, which stays for ever; else its category and name, which outlive an edit of its words."""
        return text_of(self.element, "idnumber") or "/".join((*self.category, name))

    def _weight(self, texts: Texts) -> int:
        given = number(text_of(self.element, "defaultgrade") or "1")
        weight = min(max(round(given or 0), 1), 100)
        if given != weight:
            texts.lose(f"bobot {text_of(self.element, 'defaultgrade')} menjadi {weight}")
        return weight

    def _hint(self, texts: Texts) -> str:
        hints = [text for hint in every(self.element, "hint") if (text := texts.block(hint))]
        if len(hints) > 1:
            texts.lose(f"{len(hints)} petunjuk bertahap menjadi satu petunjuk")
        return "\n\n".join(hints)
