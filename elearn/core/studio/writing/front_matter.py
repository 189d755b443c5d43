"""Reads and changes single keys of a front matter; every other line stays as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from elearn.core.courses.parser.fields import COURSE_KEYS, QUIZ_KEYS
from elearn.core.courses.parser.front_matter import Known, Value, body_start, canonical_keys, read_front_matter
from elearn.core.questions.findings import Report

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n#:\[\]{},]*")
_PLAIN_IN_LINE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n#:]*")

Written = str | tuple[str, ...] | Mapping[str, str]
"""A value to write: a text, a list of texts, or a mapping of texts. Empty ones take the key away."""


def entries_of(text: str, known: Known = COURSE_KEYS) -> dict[str, Value]:
    """The front matter under canonical names; empty where it cannot be read."""
    silent = Report("")
    return canonical_keys(read_front_matter(text.split("\n"), silent) or {}, known, silent)


def is_readable(text: str) -> bool:
    """Whether there is a front matter, without faults of its own form."""
    return read_front_matter(text.split("\n"), Report("")) is not None


def words(value: Value | None) -> str:
    """A value as one text; a list with commas."""
    if value is None:
        return ""
    if isinstance(value.content, str):
        return value.content
    if isinstance(value.content, tuple):
        return ", ".join(words(item) for item in value.content)
    return ", ".join(f"{key}: {words(item)}" for key, item in value.content.items())


def title_of(text: str) -> str:
    """The title a file gives itself, at most 200 letters; "" when it has none."""
    return " ".join(words(entries_of(text, QUIZ_KEYS).get("judul")).split())[:200]


def kind_of(text: str) -> str:
    """The `jenis` a lesson or quiz gives itself; "" for a lesson that does not say."""
    return words(entries_of(text, QUIZ_KEYS).get("jenis"))


def with_keys(text: str, changes: Mapping[str, Written], known: Known = COURSE_KEYS) -> str:
    """The text with these keys (canonical names) written, each in its old place or at the end of the front matter.

    A text without front matter gets one. Comments and keys that are not named stay as they are.
    """
    lines = text.split("\n")
    end = body_start(lines)
    if not end:
        lines, end = ["---", "---", "", *lines], 2
    head = lines[1 : end - 1] if lines[0] == "---" else lines[: end - 1]
    for name, value in changes.items():
        head = _with_key(head, name, value, known)
    return "\n".join(["---", *(line for line in head if line != "---"), "---", *lines[end:]])


def _with_key(head: list[str], name: str, value: Written, known: Known) -> list[str]:
    new = _written(name, value)
    first = next((place for place, line in enumerate(head) if _key(line, known) == name), None)
    if first is None:
        return [*head, *new]
    last = next((place for place in range(first + 1, len(head)) if not _continues(head[place])), len(head))
    while last > first + 1 and not head[last - 1].strip():
        last -= 1
    return [*head[:first], *new, *head[last:]]


def _key(line: str, known: Known) -> str | None:
    if line[:1] in ("", " ", "\t", "#", "-") or ":" not in line:
        return None
    return known.canonical(line.partition(":")[0].strip("\"' "))


def _continues(line: str) -> bool:
    return not line.strip() or line[:1] in (" ", "\t", "-", "]", "}")


def _written(name: str, value: Written) -> list[str]:
    if not value:
        return []
    if isinstance(value, str):
        return [f"{name}: {_scalar(value, _PLAIN_IN_LINE)}"]
    if isinstance(value, tuple):
        return [f"{name}: [{', '.join(_scalar(item, _PLAIN) for item in value)}]"]
    inner = ", ".join(f"{key}: {_scalar(item, _PLAIN)}" for key, item in value.items() if item)
    return [f"{name}: {{{inner}}}"] if inner else []


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    """A text on one line, in quotes only where YAML would misread it."""
    text = " ".join(text.split())
    if plain.fullmatch(text):
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000).strip()
