"""A question of ours as an item of QTI 3.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lxml import etree

from elearn.core.exchange.items import Amount, Boxes, Essay, Gaps, Item, Option, Ordering, Pairs, Verdict, Words
from elearn.core.exchange.marks import unstructured
from elearn.core.exchange.writing import FALSE, TRUE, decimal_point
from elearn.core.questions.pieces import replace_gaps
from elearn.core.questions.short import read_key

from .xhtml import NAMESPACE, add, put_blocks, put_line, root_element

_TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
_RESPONSE, _SCORE = "RESPONSE", "SCORE"


def write_item(item: Item) -> bytes:
    """The item's file."""
    root = root_element("qti-assessment-item")
    for name, value in (
        ("identifier", item.id),
        ("title", item.prompt[:200]),
        ("adaptive", "false"),
        ("time-dependent", "false"),
    ):
        root.set(name, value)
    writer = _Writer(root, item)
    writer.declare()
    body = add(root, "qti-item-body")
    writer.ask(body)
    writer.process()
    writer.say()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


@dataclass(slots=True)
class _Writer:
    root: Any
    item: Item

    @property
    def options(self) -> tuple[Option, ...]:
        match self.item.shape:
            case Boxes(options=options):
                return options
            case Verdict(right=right, if_true=if_true, if_false=if_false):
                return (Option(TRUE, right, feedback=if_true), Option(FALSE, not right, feedback=if_false))
            case _:
                return ()

    def declare(self) -> None:
        match self.item.shape:
            case Boxes() | Verdict():
                self._declare_choice()
            case Amount(value=value):
                self._response("single", "float", [decimal_point(value)])
            case Words(accepted=accepted, keep_case=keep_case):
                self._typed(_RESPONSE, accepted, keep_case=keep_case)
            case Pairs(pairs=pairs):
                rights = {right: place for place, (_, right) in enumerate(pairs)}
                right = [f"L{place} R{rights[to]}" for place, (left, to) in enumerate(pairs) if left]
                self._response("multiple", "directedPair", right, dict.fromkeys(right, Fraction(1, len(right))))
            case Ordering(lines=lines):
                self._response("ordered", "identifier", [f"L{place}" for place in range(len(lines))])
            case Essay():
                self._response("single", "string", [])
            case Gaps():
                self._gaps()
        score = add(self.root, "qti-outcome-declaration", identifier=_SCORE, cardinality="single", base_type="float")
        score.set("normal-maximum", str(self.item.weight))
        add(self.root, "qti-outcome-declaration", identifier="FEEDBACK", cardinality="multiple", base_type="identifier")
        for name, kept in self._kept().items():
            holder = add(
                self.root,
                "qti-outcome-declaration",
                identifier=f"ELEARN_{name}",
                cardinality="single",
                base_type="string",
            )
            add(add(holder, "qti-default-value"), "qti-value", kept)

    def _kept(self) -> Mapping[str, str]:
        """What QTI has no place for, kept as values nobody shows."""
        item = self.item
        named = {"PETUNJUK": item.hint, "KOMPETENSI": item.competency, "MATERI": item.lesson}
        named |= {"TINGKAT": item.level, "LABEL": item.label}
        match item.shape:
            case Boxes(scored=True, options=options):
                named["POIN"] = ",".join(str(option.points) for option in options)
            case Boxes(is_many=True, whole=whole):
                named["NILAI"] = "penuh" if whole else "sebagian"
            case Boxes(whole=True):
                named["NILAI"] = "penuh"
            case Amount(unit=unit):
                named["SATUAN"] = unit
            case Essay(fewest=fewest, most=most):
                named |= {"PALING_SEDIKIT": str(fewest or ""), "PALING_BANYAK": str(most or "")}
            case _:
                pass
        return {name: value for name, value in named.items() if value}

    def _declare_choice(self) -> None:
        right = [f"C{place}" for place, option in enumerate(self.options) if option.right]
        shape = self.item.shape
        if isinstance(shape, Boxes) and shape.scored:
            best = max(option.points for option in shape.options) or 1
            worth = {f"C{place}": Fraction(option.points, best) for place, option in enumerate(shape.options)}
            self._response("single", "identifier", [name for name, value in worth.items() if value == 1], worth)
        elif isinstance(shape, Boxes) and shape.is_many and not shape.whole:
            each = Fraction(1, len(right))
            worth = {f"C{place}": each if option.right else -each for place, option in enumerate(self.options)}
            self._response("multiple", "identifier", right, worth)
        else:
            self._response("multiple" if len(right) > 1 else "single", "identifier", right)

    def _gaps(self) -> None:
        keys = list[str]()

        def keep(inner: str) -> str:
            keys.append(inner)
            return ""

        replace_gaps(f"{self.item.prompt}\n{self.item.body}", keep)
        for place, inner in enumerate(keys):
            key = read_key(inner.strip())
            self._typed(f"{_RESPONSE}{place}", key.accepted, keep_case=key.keep_case)

    def _typed(self, identifier: str, accepted: tuple[str, ...], *, keep_case: bool) -> None:
        worth = dict.fromkeys(accepted, Fraction(1))
        self._response("single", "string", accepted[:1], worth, identifier, case="true" if keep_case else "false")

    def _response(
        self,
        cardinality: str,
        kind: str,
        right: list[str] | tuple[str, ...],
        worth: Mapping[str, Fraction] | None = None,
        identifier: str = _RESPONSE,
        case: str = "",
    ) -> None:
        holder = add(
            self.root, "qti-response-declaration", identifier=identifier, cardinality=cardinality, base_type=kind
        )
        if right:
            correct = add(holder, "qti-correct-response")
            for value in right:
                add(correct, "qti-value", value)
        if worth:
            mapping = add(holder, "qti-mapping", default_value="0", lower_bound="0")
            for key, earned in worth.items():
                entry = add(mapping, "qti-map-entry", map_key=key, mapped_value=decimal_point(earned))
                if case:
                    entry.set("case-sensitive", case)

    def ask(self, body: Any) -> None:  # one for each shape
        """The words, then the interaction."""
        item = self.item
        words = "\n\n".join(part for part in (unstructured(item.prompt), item.body) if part)
        if isinstance(item.shape, Gaps):
            self._ask_gaps(body, words)
            return
        put_blocks(body, words)
        match item.shape:
            case Boxes() | Verdict():
                most = "0" if isinstance(item.shape, Boxes) and item.shape.is_many else "1"
                holder = self._interaction(body, "choice", max_choices=most, shuffle="true")
                for place, option in enumerate(self.options):
                    put_line(add(holder, "qti-simple-choice", identifier=f"C{place}"), option.text)
            case Amount() | Words():
                self._interaction(add(body, "p"), "text-entry")
            case Pairs(pairs=pairs):
                self._ask_pairs(body, pairs)
            case Ordering(lines=lines):
                holder = self._interaction(body, "order", shuffle="true")
                for place, line in enumerate(lines):
                    put_line(add(holder, "qti-simple-choice", identifier=f"L{place}"), line)
            case Essay(rubric=rubric):
                self._interaction(body, "extended-text")
                if rubric:
                    block = add(body, "qti-rubric-block", view="scorer", use="scoring")
                    put_blocks(add(block, "qti-content-body"), rubric)

    def _interaction(self, parent: Any, name: str, **attributes: str) -> Any:
        return add(parent, f"qti-{name}-interaction", response_identifier=_RESPONSE, **attributes)

    def _ask_gaps(self, body: Any, words: str) -> None:
        tokens = list[str]()

        def token(_inner: str) -> str:
            tokens.append(f"\ue000{len(tokens)}\ue001")
            return tokens[-1]

        put_blocks(body, replace_gaps(words, token))
        for place, mark in enumerate(tokens):
            for element in body.iter():
                if mark in (element.text or ""):
                    before, _, after = element.text.partition(mark)
                    element.text, entry = before, self._entry(place, after)
                    element.insert(0, entry)
                    break
                if mark in (element.tail or ""):
                    before, _, after = element.tail.partition(mark)
                    element.tail = before
                    element.getparent().insert(element.getparent().index(element) + 1, self._entry(place, after))
                    break

    def _entry(self, place: int, after: str) -> Any:
        entry = etree.Element(f"{{{NAMESPACE}}}qti-text-entry-interaction")
        entry.set("response-identifier", f"{_RESPONSE}{place}")
        entry.tail = after
        return entry

    def _ask_pairs(self, body: Any, pairs: tuple[tuple[str, str], ...]) -> None:
        holder = self._interaction(body, "match", max_associations="0", shuffle="true")
        left, right = add(holder, "qti-simple-match-set"), add(holder, "qti-simple-match-set")
        for place, (words, _) in enumerate(pairs):
            if words:
                put_line(add(left, "qti-simple-associable-choice", identifier=f"L{place}", match_max="1"), words)
        for words, place in {words: place for place, (_, words) in enumerate(pairs)}.items():
            put_line(add(right, "qti-simple-associable-choice", identifier=f"R{place}", match_max="0"), words)

    def process(self) -> None:
        """How the answer is marked: by the standard templates where they fit."""
        match self.item.shape:
            case Amount(tolerance=tolerance):
                margin = decimal_point(tolerance)
                condition = add(
                    add(add(self.root, "qti-response-processing"), "qti-response-condition"), "qti-response-if"
                )
                equal = add(condition, "qti-equal", tolerance_mode="absolute", tolerance=f"{margin} {margin}")
                add(equal, "qti-variable", identifier=_RESPONSE)
                add(equal, "qti-correct", identifier=_RESPONSE)
                value = add(condition, "qti-set-outcome-value", identifier=_SCORE)
                add(value, "qti-base-value", str(self.item.weight), base_type="float")
            case Essay():
                pass
            case Gaps():
                total = add(
                    add(add(self.root, "qti-response-processing"), "qti-set-outcome-value", identifier=_SCORE),
                    "qti-sum",
                )
                for one in self.root.findall(f"{{{NAMESPACE}}}qti-response-declaration"):
                    add(total, "qti-map-response", identifier=one.get("identifier"))
            case _:
                mapped = self.root.find(f".//{{{NAMESPACE}}}qti-mapping") is not None
                name = "map_response" if mapped else "match_correct"
                add(self.root, "qti-response-processing", template=f"{_TEMPLATES}/{name}.xml")

    def say(self) -> None:
        """Feedback of options by their identifier, the explanation under "general"."""
        said = {f"C{place}": option.feedback for place, option in enumerate(self.options) if option.feedback}
        if self.item.explanation:
            said["general"] = self.item.explanation
        for identifier, text in said.items():
            feedback = add(
                self.root, "qti-modal-feedback", outcome_identifier="FEEDBACK", identifier=identifier, show_hide="show"
            )
            put_blocks(add(feedback, "qti-content-body"), text)
