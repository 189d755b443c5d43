"""What an item declares: right answers, what each is worth, and values it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from elearn.core.exchange.grading import number
from elearn.core.exchange.safe_xml import Element, every, first, text_of


@dataclass(frozen=True, slots=True)
class Response:
    """A response: its right values, the points of each mapped value, whether capitals count."""

    kind: str = "identifier"
    is_many: bool = False
    right: tuple[str, ...] = ()
    worth: Mapping[str, Fraction] = field(default_factory=dict)
    keeps_case: bool = True

    @property
    def best(self) -> tuple[str, ...]:
        """The values that earn most: of the mapping when there is one, else the right ones."""
        top = max(self.worth.values(), default=Fraction(0))
        return tuple(value for value, worth in self.worth.items() if worth == top > 0) or self.right


def responses(root: Element) -> dict[str, Response]:
    """Every response by its identifier."""
    return {one.get("identifier", ""): _response(one) for one in every(root, "responseDeclaration")}


def _response(element: Element) -> Response:
    correct, mapping = first(element, "correctResponse"), first(element, "mapping")
    entries = every(mapping, "mapEntry") if mapping is not None else []
    worth = {one.get("mapKey", ""): number(one.get("mappedValue")) or Fraction(0) for one in entries}
    return Response(
        kind=element.get("baseType", "identifier"),
        is_many=element.get("cardinality") in ("multiple", "ordered"),
        right=tuple(text_of(value) for value in every(correct, "value")) if correct is not None else (),
        worth=worth,
        keeps_case=not entries or any(one.get("caseSensitive", "false") == "true" for one in entries),
    )


def outcomes(root: Element) -> dict[str, str]:
    """Identifier → default value of every outcome that has one."""
    return {
        one.get("identifier", ""): text_of(one, "defaultValue", "value")
        for one in every(root, "outcomeDeclaration")
        if first(one, "defaultValue") is not None
    }


def highest_score(root: Element) -> Fraction | None:
    """What the item is worth at most; None when it does not say."""
    for one in every(root, "outcomeDeclaration"):
        if one.get("identifier") == "SCORE" and one.get("normalMaximum"):
            return number(one.get("normalMaximum"))
    return number(outcomes(root).get("MAXSCORE"))


def tolerance(root: Element) -> Fraction:
    """The absolute tolerance of a number, 0 when none is stated."""
    for one in every(root, "equal"):
        if one.get("toleranceMode") == "absolute":
            parts = [number(part) or Fraction(0) for part in one.get("tolerance", "").split()]
            return max(parts, default=Fraction(0))
    return Fraction(0)
