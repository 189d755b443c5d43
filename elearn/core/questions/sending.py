"""How a form sends answers: `j-<question>` is a question's own field, `j-<question>.<part>` the field of a part of it.

A part arrives as the value `part=value`, so that a question's values never depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

FIELD, PART = "j-", "."
ARRANGE = "atur:"
"""Begins the value of a button that rearranges an answer without JavaScript; such a press never finishes anything."""


def values_by_question(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Question id → the values sent for it, from all (name, value) pairs of a form; empty parts are left out."""
    found: dict[str, list[str]] = {}
    for name, value in fields:
        if not name.startswith(FIELD):
            continue
        question_id, dot, part = name.removeprefix(FIELD).partition(PART)
        values = found.setdefault(question_id, [])
        if not dot:
            values.append(value)
        elif value.strip():
            values.append(f"{part}={value}")
    return found


def read_parts(values: Sequence[str]) -> dict[str, str]:
    """Part → what was given for it, of values that name their part; blanks are left out, the last of two counts."""
    pairs = (value.partition("=") for value in values)
    return {part: given.strip() for part, equals, given in pairs if equals and given.strip()}


def is_arranging(values: Sequence[str]) -> bool:
    """Whether a button was pressed that only rearranges."""
    return any(value.startswith(ARRANGE) for value in values)


def arranged_in(values: Sequence[str]) -> list[str]:
    """The ids in the order a pressed button asks for; empty when none was pressed."""
    pressed = next((value for value in values if value.startswith(ARRANGE)), "")
    return [one for one in pressed.removeprefix(ARRANGE).split(",") if one]


def given_parts(answer: object) -> Mapping[str, str]:
    """The parts of an answer, whatever is stored: anything else has none."""
    if not isinstance(answer, dict):
        return {}
    return {part: value for part, value in answer.items() if isinstance(part, str) and isinstance(value, str)}
