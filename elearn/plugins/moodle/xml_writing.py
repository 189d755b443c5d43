"""Moodle XML out: texts as Markdown, which Moodle shows as such, so that nothing is lost on the way back."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lxml import etree

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.grading import FULL
from elearn.core.exchange.items import Amount, Boxes, Essay, Gaps, Item, Option, Ordering, Pairs, Shape, Verdict, Words
from elearn.core.exchange.manuscripts import Asked, CourseText, left_behind
from elearn.core.exchange.marks import unstructured
from elearn.core.exchange.report import Line, carried
from elearn.core.exchange.writing import decimal_point

from .cloze import cloze_text
from .grades import fractions_of, percent
from .tags import tags_of

_ASSET = re.compile(r"(?<=\]\()aset/[^)\s\"]+")
_KINDS = {
    Boxes: "multichoice", Verdict: "truefalse", Amount: "numerical", Words: "shortanswer", Pairs: "matching",
    Ordering: "ordering", Essay: "essay", Gaps: "cloze",
}  # fmt: skip


def write(course: CourseText, _with_key: bool) -> Exported:  # every exporter is called with both
    """All questions of a course, one category per quiz and group."""
    writer = _Writer(course)
    writer.course()
    content = etree.tostring(writer.root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Exported({"": content}, tuple(writer.report))


@dataclass(slots=True)
class _Writer:
    text: CourseText
    root: Any = field(default_factory=lambda: etree.Element("quiz"))
    report: list[Line] = field(default_factory=list)

    def course(self) -> None:
        for step in self.text.steps:
            self.report.extend(left_behind(step))
            for group, asked in step.groups:
                path = "/".join(name.replace("/", "//") for name in (self.text.title, step.title, group) if name)
                category = etree.SubElement(self.root, "question", type="category")
                _add(_add(category, "category"), "text", f"$course$/top/{path}")
                for one in asked:
                    self.question(one)

    def question(self, asked: Asked) -> None:
        item = asked.item
        if item is None or (isinstance(item.shape, Boxes) and not item.shape.scored and not item.shape.rights):
            reason = "jajak pendapat tanpa kunci tidak ada di Moodle" if item else asked.losses[0]
            self.report.append(Line(asked.name, asked.position, "ditolak", reason))
            return
        question = etree.SubElement(self.root, "question", type=_KINDS[type(item.shape)])
        _add(_add(question, "name"), "text", _name(item))
        words = "\n\n".join(part for part in (unstructured(item.prompt), item.body) if part)
        self.words(question, "questiontext", cloze_text(words) if isinstance(item.shape, Gaps) else words)
        self.words(question, "generalfeedback", item.explanation)
        _add(question, "defaultgrade", str(item.weight))
        _add(question, "penalty", "0")
        _add(question, "hidden", "0")
        _add(question, "idnumber", item.id)
        losses = (*asked.losses, *self.shape(question, item.shape))
        if item.hint:
            self.words(question, "hint", item.hint)
        tags = list(tags_of(item))
        if tags:
            holder = _add(question, "tags")
            for tag in tags:
                _add(_add(holder, "tag"), "text", tag)
        self.report.append(carried(asked.name, asked.position, losses))

    def shape(self, question: Any, shape: Shape) -> tuple[str, ...]:
        """The answers of a question; returns what Moodle cannot hold of them."""
        match shape:
            case Boxes():
                return self._boxes(question, shape)
            case Verdict(right=right, if_true=if_true, if_false=if_false):
                self.answer(question, FULL * right, "true", if_true, form="moodle_auto_format")
                self.answer(question, FULL * (not right), "false", if_false, form="moodle_auto_format")
            case Amount():
                self._amount(question, shape)
            case Words():
                return self._words(question, shape)
            case Pairs(pairs=pairs):
                return self._pairs(question, pairs)
            case Ordering(lines=lines):
                self._ordering(question, lines)
            case Essay():
                self._essay(question, shape)
            case Gaps():
                pass
        return ()

    def _boxes(self, question: Any, shape: Boxes) -> tuple[str, ...]:
        _add(question, "single", "false" if shape.is_many else "true")
        _add(question, "shuffleanswers", "true")
        _add(question, "answernumbering", "abc")
        fractions, losses = fractions_of(shape)
        for fraction, option in zip(fractions, shape.options, strict=True):
            self.option(question, fraction, option)
        return losses

    def option(self, question: Any, fraction: Fraction, option: Option) -> None:
        self.answer(question, fraction, unstructured(option.text), option.feedback)

    def _amount(self, question: Any, shape: Amount) -> None:
        answer = self.answer(question, FULL, decimal_point(shape.value), form="moodle_auto_format")
        _add(answer, "tolerance", decimal_point(shape.tolerance))
        if shape.unit:
            unit = _add(_add(question, "units"), "unit")
            _add(unit, "multiplier", "1")
            _add(unit, "unit_name", shape.unit)
        _add(question, "unitgradingtype", "0")
        _add(question, "showunits", "3")

    def _words(self, question: Any, shape: Words) -> tuple[str, ...]:
        _add(question, "usecase", str(int(shape.keep_case)))
        for text in shape.accepted:
            self.answer(question, FULL, text, form="moodle_auto_format")
        return _star(shape.accepted)

    def _ordering(self, question: Any, lines: tuple[str, ...]) -> None:
        settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0"}
        for name, value in (settings | {"gradingtype": "RELATIVE_NEXT_EXCLUDE_LAST"}).items():
            _add(question, name, value)
        for place, line in enumerate(lines, 1):
            self.answer(question, Fraction(place), unstructured(line))

    def _pairs(self, question: Any, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        _add(question, "shuffleanswers", "true")
        marked = False
        for left, right in pairs:
            row = self.words(question, "subquestion", unstructured(left))
            plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", right).replace("&lt;", "<").replace("&amp;", "&")
            marked = marked or bool(re.search(r"(?<!\\)[*`]|\]\(", right))
            _add(_add(row, "answer"), "text", plain)
        return ("pasangan di kanan menjadi teks tanpa huruf tebal, miring, atau tautan",) if marked else ()

    def _essay(self, question: Any, shape: Essay) -> None:
        _add(question, "responseformat", "editor")
        _add(question, "responserequired", "1")
        _add(question, "attachments", "0")
        if shape.fewest:
            _add(question, "minwordlimit", str(shape.fewest))
        if shape.most:
            _add(question, "maxwordlimit", str(shape.most))
        self.words(question, "graderinfo", shape.rubric)

    def answer(self, question: Any, fraction: Fraction, text: str, feedback: str = "", form: str = "markdown") -> Any:
        answer = self.words(question, "answer", text, form)
        answer.set("fraction", percent(fraction))
        self.words(answer, "feedback", feedback)
        return answer

    def words(self, parent: Any, name: str, text: str, form: str = "markdown") -> Any:
        """A text element with the pictures it names."""
        element = etree.SubElement(parent, name, format=form)
        _add(element, "text", _ASSET.sub(r"@@PLUGINFILE@@/\g<0>", text))
        for path in dict.fromkeys(_ASSET.findall(text)):
            if path in self.text.files:
                folder, _, file = path.rpartition("/")
                holder = etree.SubElement(element, "file", name=file, path=f"/{folder}/", encoding="base64")
                holder.text = base64.b64encode(self.text.files[path]).decode()
        return element


def _star(accepted: tuple[str, ...]) -> tuple[str, ...]:
    return ("tanda * pada jawaban berarti “apa saja” di Moodle",) if any("*" in text for text in accepted) else ()


def _name(item: Item) -> str:
    return re.sub(r"[\\*`]", "", item.prompt)[:200]


def _add(parent: Any, name: str, text: str = "") -> Any:
    element = etree.SubElement(parent, name)
    if text:
        element.text = etree.CDATA(text) if re.search("[<&]", text) and "]]>" not in text else text
    return element
